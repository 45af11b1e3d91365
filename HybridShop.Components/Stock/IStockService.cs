namespace HybridShop.Components.Stock;

/// <summary>Stock and its ledger. The only place where stock moves.</summary>
public interface IStockService
{
    /// <summary>
    /// One guarded update and its ledger line in one transaction. Staff, or the product's own seller. Refused as a conflict, with the
    /// present stock, when it would fall below zero.
    /// </summary>
    Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Several acts under one batch number, each in a transaction of its own: a refused row holds no other row up. Refused as a whole when there is
    /// none, or more than <see cref="StockBatch.MaxRows"/>, and to those who sell nothing.
    /// </summary>
    Task<Outcome<StockBatch>> AdjustManyAsync(IReadOnlyList<StockAdjustment> adjustments, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Takes a movement back by the opposite one. Refused as a conflict when that was done before, or when stock would fall below zero;
    /// first counts, imports and undos cannot be taken back.
    /// </summary>
    Task<Outcome<StockChanged>> UndoAsync(long movementId, ShopActor actor, CancellationToken ct = default);

    /// <summary>A page of the stock of products that are not withdrawn. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<StockListResult> ListLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default);

    /// <summary>How many products each view of a query has. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<StockCounts> CountLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default);

    /// <summary>The newest ledger lines of a product, newest first. Whoever may move its stock may read them: staff, or its own seller.</summary>
    Task<Outcome<PageOf<StockMovementItem>>> ListMovementsAsync(int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default);
}
