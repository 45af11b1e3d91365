using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Changes;
using HybridShop.Components.Stock;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Stock;

/// <summary>What a ledger line says beside its numbers.</summary>
internal readonly record struct StockCause(StockReason Reason, string? Note = null, Guid? Batch = null, long? ReversesId = null);

/// <summary>
/// Where stock moves, and nowhere else: a guarded UPDATE and its ledger line inside the caller's act. Plain SQL, because these two
/// statements are the shop's hottest write.
/// </summary>
internal static class StockLedger
{
    /// <summary>Moves stock by a delta other than zero. The caller has checked the reason; right and amount are checked here, in the WHERE.</summary>
    public static async Task<Outcome<StockChanged>> MoveAsync(WriteContext write, int productId, int delta, StockCause cause, CancellationToken ct)
    {
        int stock, threshold, rank, status;
        var update = write.Db.Command(
            """
            UPDATE "Products" SET "Stock" = "Stock" + @delta
            WHERE "Id" = @product AND "Stock" + @delta BETWEEN 0 AND @most AND (@staff = 1 OR "CreatedById" = @actor)
            RETURNING "Stock", "LowStockThreshold", "VariantRank", "Status"
            """,
            ("@delta", delta), ("@product", productId), ("@most", ProductLimits.MaxStock), ("@staff", write.Actor.IsStaff ? 1 : 0),
            ("@actor", write.Actor.IsSeller ? write.Actor.Id ?? -1 : -1));
        await using (var row = await update.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct))
            {
                await row.DisposeAsync();
                return await WhyNotAsync(write, productId, delta, ct);
            }

            (stock, threshold, rank, status) = (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
        }

        var movementId = await InsertLineAsync(write, productId, delta, stock, cause, ct);

        // A tile shows the number only when few are left; otherwise it changes only with the coarse availability.
        var availability = ProductSummary.AvailabilityOf(stock, threshold);
        var isListed = rank == 0 && status == (int)ProductStatus.Published
            && (availability == Availability.FewLeft || availability != ProductSummary.AvailabilityOf(stock - delta, threshold));
        write.AddChange(ChangeKind.Stock, productId, productId, isListed, stock, delta);
        return Outcome.Done(new StockChanged(productId, stock, delta, movementId));
    }

    /// <summary>The first ledger line of a product that was just added with its stock set; nothing for a product that begins empty.</summary>
    public static async Task OpenAsync(WriteContext write, int productId, int stock, StockReason reason, CancellationToken ct)
    {
        if (stock > 0)
        {
            await InsertLineAsync(write, productId, stock, stock, new(reason), ct);
        }
    }

    private static async Task<long> InsertLineAsync(
        WriteContext write, int productId, int delta, int balanceAfter, StockCause cause, CancellationToken ct)
    {
        var insert = write.Db.Command(
            """
            INSERT INTO "StockMovements" ("ProductId", "Delta", "BalanceAfter", "Reason", "Note", "ActorId", "ActorName", "Batch", "ReversesId", "CreatedUtc")
            VALUES (@product, @delta, @balance, @reason, @note, @actor, @name, @batch, @reverses, @now) RETURNING "Id"
            """,
            ("@product", productId), ("@delta", delta), ("@balance", balanceAfter), ("@reason", (int)cause.Reason), ("@note", cause.Note),
            ("@actor", write.Actor.Id), ("@name", write.Actor.Name), ("@batch", cause.Batch), ("@reverses", cause.ReversesId), ("@now", write.NowUtc));
        return Convert.ToInt64(await insert.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private static async Task<Outcome<StockChanged>> WhyNotAsync(WriteContext write, int productId, int delta, CancellationToken ct)
    {
        var product = await write.Db.Products.Where(p => p.Id == productId).Select(p => new { p.Stock, p.CreatedById }).FirstOrDefaultAsync(ct);
        return product switch
        {
            null => Outcome.NotFound(CatalogText.ProductNotFound),
            _ when !write.Actor.MayChange(product.CreatedById) => Outcome.Forbidden(CatalogText.NotYours),
            _ when delta > 0 => Outcome.Conflict(nameof(StockChanged.Stock), StockText.TooMany, Number(product.Stock)),
            _ => Outcome.Conflict(
                nameof(StockChanged.Stock), Texts.Format(StockText.NotEnough, product.Stock), Number(product.Stock)),
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
