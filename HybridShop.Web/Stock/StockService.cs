using HybridShop.Components.Catalog;
using HybridShop.Components.Stock;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Stock;

internal sealed class StockService(IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, StockLevels levels) : IStockService
{
    public Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default) =>
        AdjustAsync(adjustment, batch: null, actor, ct);

    public async Task<Outcome<StockBatch>> AdjustManyAsync(
        IReadOnlyList<StockAdjustment> adjustments, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsSeller)
        {
            return Outcome.Forbidden(CatalogText.NotYours);
        }

        if (adjustments.Count is 0 or > StockBatch.MaxRows)
        {
            return Outcome.Invalid("", Texts.Format(StockText.BatchSize, StockBatch.MaxRows));
        }

        var batch = Guid.CreateVersion7();
        var rows = new List<Outcome<StockChanged>>(adjustments.Count);
        foreach (var adjustment in adjustments)
        {
            // When nothing can be written for the moment, the rest need not wait for the same one after the other.
            rows.Add(rows is [.., { Kind: OutcomeKind.Unavailable } last] ? last : await AdjustAsync(adjustment, batch, actor, ct));
        }

        return rows.TrueForAll(row => row.Kind == OutcomeKind.Unavailable) ? Outcome.Unavailable(rows[0].Message) : Outcome.Done(new StockBatch(batch, rows));
    }

    public Task<Outcome<StockChanged>> UndoAsync(long movementId, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, write => UndoAsync(write, movementId, ct), ct);

    public Task<StockListResult> ListLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        return levels.ListAsync(query, ct);
    }

    public Task<StockCounts> CountLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        return levels.CountAsync(query, ct);
    }

    public async Task<Outcome<PageOf<StockMovementItem>>> ListMovementsAsync(
        int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Products.Where(p => p.Id == productId).Select(p => new { p.Status, p.CreatedById }).FirstOrDefaultAsync(ct) is not { } product)
        {
            return Outcome.NotFound(CatalogText.ProductNotFound);
        }

        if (!actor.MayChange(product.CreatedById))
        {
            // What is not on the shelves is not there for others.
            return product.Status == ProductStatus.Published ? Outcome.Forbidden(CatalogText.NotYours) : Outcome.NotFound(CatalogText.ProductNotFound);
        }

        var lines = db.StockMovements.Where(m => m.ProductId == productId);
        var total = await lines.CountAsync(ct);
        var items = await lines.OrderByDescending(m => m.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(m => new StockMovementItem(
                m.Id, m.ProductId, m.Delta, m.BalanceAfter, m.Reason, m.Note, m.ActorName, m.CreatedUtc,
                db.StockMovements.Any(later => later.ReversesId == m.Id), m.Reverses == null ? null : m.Reverses.Reason))
            .ToListAsync(ct);
        return Outcome.Done(new PageOf<StockMovementItem>(items, page, pageSize, total));
    }

    private Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, Guid? batch, ShopActor actor, CancellationToken ct) =>
        Check(adjustment) is { } refusal
            ? Task.FromResult<Outcome<StockChanged>>(refusal)
            : unitOfWork.RunAsync(actor, write => AdjustAsync(write, adjustment, batch, ct), ct);

    private static async Task<Outcome<StockChanged>> UndoAsync(WriteContext write, long movementId, CancellationToken ct)
    {
        var movement = await write.Db.StockMovements.Where(m => m.Id == movementId)
            .Select(m => new { m.ProductId, m.Delta, m.Reason, m.Product!.CreatedById }).FirstOrDefaultAsync(ct);
        return movement switch
        {
            null => Outcome.NotFound(StockText.MovementNotFound),
            _ when !write.Actor.MayChange(movement.CreatedById) => Outcome.Forbidden(CatalogText.NotYours),
            _ when !StockMovementItem.IsReversible(movement.Reason) => Outcome.Invalid("", StockText.NotReversible),
            _ when await write.Db.StockMovements.AnyAsync(m => m.ReversesId == movementId, ct) => Outcome.Conflict("", StockText.TakenBackBefore),
            _ => await StockLedger.MoveAsync(write, movement.ProductId, -movement.Delta, new(StockReason.Undo, ReversesId: movementId), ct),
        };
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

    private static async Task<Outcome<StockChanged>> AdjustAsync(
        WriteContext write, StockAdjustment adjustment, Guid? batch, CancellationToken ct)
    {
        // "Set to N, I saw M" is the delta N − M on what is there now: what was sold in between stays sold.
        var delta = adjustment.Delta ?? adjustment.SetTo!.Value - adjustment.Seen!.Value;
        if (delta != 0)
        {
            return await StockLedger.MoveAsync(write, adjustment.ProductId, delta, new(adjustment.Reason, adjustment.Note, batch), ct);
        }

        var product = await write.Db.Products.Where(p => p.Id == adjustment.ProductId)
            .Select(p => new { p.Stock, p.CreatedById }).FirstOrDefaultAsync(ct);
        if (product is null)
        {
            return Outcome.NotFound(CatalogText.ProductNotFound);
        }

        return write.Actor.MayChange(product.CreatedById)
            ? Outcome.Done(new StockChanged(adjustment.ProductId, product.Stock, 0, null))
            : Outcome.Forbidden(CatalogText.NotYours);
    }
}
