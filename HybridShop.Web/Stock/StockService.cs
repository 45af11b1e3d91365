using HybridShop.Web.Data;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Stock;

internal sealed class StockService(IDbContextFactory<ShopDbContext> contexts, ShopWrites writes, ShopFeed feed) : IStockService
{
    public Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default) =>
        Check(adjustment) is { } refusal
            ? Task.FromResult<Outcome<StockChanged>>(refusal)
            : writes.RunAsync(actor, write => AdjustAsync(write, adjustment, ct), ct);

    public async Task<PageOf<StockLevel>> ListLevelsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);

        // Read before the rows: a change that comes while they are read is newer than this and will be applied again, which is harmless.
        var sequence = feed.LatestSequence;
        var products = db.Products.Where(p => p.Status != ProductStatus.Withdrawn);
        var total = await products.CountAsync(ct);
        var items = await products.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(p => new StockLevel(
                p.Id, p.Options == null ? p.Name : p.Name + " (" + p.Options + ")", p.Slug, p.Sku, p.Category!.Name, p.Stock, p.LowStockThreshold,
                p.Status, sequence))
            .ToListAsync(ct);
        return new(items, page, pageSize, total);
    }

    public async Task<PageOf<StockMovementItem>> ListMovementsAsync(
        int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = db.StockMovements.Where(m => m.ProductId == productId);
        var total = await lines.CountAsync(ct);
        var items = await lines.OrderByDescending(m => m.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(m => new StockMovementItem(m.Id, m.ProductId, m.Delta, m.BalanceAfter, m.Reason, m.Note, m.ActorName, m.CreatedUtc))
            .ToListAsync(ct);
        return new(items, page, pageSize, total);
    }

    private static Refusal? Check(StockAdjustment adjustment)
    {
        if (InputRules.Check(adjustment) is { } refusal)
        {
            return refusal;
        }

        return (adjustment.Delta, adjustment.SetTo, adjustment.Seen) switch
        {
            (null, null, _) or ({ }, { }, _) => Outcome.Invalid(nameof(StockAdjustment.Delta), StockText.DeltaOrSetTo),
            (0, _, _) => Outcome.Invalid(nameof(StockAdjustment.Delta), StockText.DeltaZero),
            (null, { }, null) => Outcome.Invalid(nameof(StockAdjustment.Seen), StockText.SeenMissing),
            _ when adjustment.Reason is StockReason.Initial or StockReason.Import or StockReason.Undo || !Enum.IsDefined(adjustment.Reason) =>
                Outcome.Invalid(nameof(StockAdjustment.Reason), StockText.ReasonReserved),
            _ => null,
        };
    }

    private static async Task<Outcome<StockChanged>> AdjustAsync(ShopWrite write, StockAdjustment adjustment, CancellationToken ct)
    {
        // "Set to N, I saw M" is the delta N − M on what is there now: what was sold in between stays sold.
        var delta = adjustment.Delta ?? adjustment.SetTo!.Value - adjustment.Seen!.Value;
        if (delta != 0)
        {
            return await StockLedger.MoveAsync(write, adjustment.ProductId, delta, new(adjustment.Reason, adjustment.Note), ct);
        }

        var product = await write.Db.Products.Where(p => p.Id == adjustment.ProductId)
            .Select(p => new { p.Stock, p.CreatedById }).FirstOrDefaultAsync(ct);
        return product is null ? Outcome.NotFound(CatalogText.ProductNotFound)
            : !write.Actor.MayChange(product.CreatedById) ? Outcome.Forbidden(CatalogText.NotYours)
            : Outcome.Done(new StockChanged(adjustment.ProductId, product.Stock, 0, null));
    }
}
