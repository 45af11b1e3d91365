namespace HybridShop;

/// <summary>Stock and its ledger. The only place where stock moves.</summary>
public interface IStockService
{
    /// <summary>
    /// One guarded update and its ledger line in one transaction. Staff, or the product's own seller. Refused as a conflict, with the
    /// present stock, when it would fall below zero.
    /// </summary>
    Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default);

    /// <summary>Stock of all products that are not withdrawn, by name. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<PageOf<StockLevel>> ListLevelsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default);

    /// <summary>The newest ledger lines of a product, newest first. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<PageOf<StockMovementItem>> ListMovementsAsync(int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default);
}
