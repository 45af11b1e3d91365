using System.Globalization;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Activity;

/// <summary>Reads the activity entries and the stock ledger as one list.</summary>
internal sealed class ActivityService(IDbContextFactory<ShopDbContext> contexts) : IActivityService
{
    public async Task<IReadOnlyList<ActivityItem>> ListAsync(DateTime? beforeUtc, int count, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        count = Math.Clamp(count, 1, Paging.MaxSize);
        var before = beforeUtc ?? DateTime.MaxValue;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = await db.ActivityEntries.Where(e => e.CreatedUtc < before).OrderByDescending(e => e.CreatedUtc).ThenByDescending(e => e.Id).Take(count)
            .Select(e => new ActivityItem(e.ActorName, e.What, e.Subject, e.Before, e.After, e.CreatedUtc)).ToListAsync(ct);
        var movements = await db.StockMovements.Where(m => m.CreatedUtc < before).OrderByDescending(m => m.CreatedUtc).ThenByDescending(m => m.Id).Take(count)
            .Select(m => new { m.ActorName, m.Product!.Name, m.Delta, m.BalanceAfter, m.CreatedUtc }).ToListAsync(ct);
        return [.. entries
            .Concat(movements.Select(m => new ActivityItem(
                m.ActorName, "stock", m.Name, Number(m.BalanceAfter - m.Delta), Number(m.BalanceAfter), m.CreatedUtc)))
            .OrderByDescending(item => item.CreatedUtc).Take(count)];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

internal static class ActivityServices
{
    public static IServiceCollection AddActivity(this IServiceCollection services) => services.AddSingleton<IActivityService, ActivityService>();
}
