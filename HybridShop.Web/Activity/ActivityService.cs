using System.Globalization;
using HybridShop.Components.Activity;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Activity;

/// <summary>Reads the activity entries and the stock ledger as one list.</summary>
internal sealed class ActivityService(IDbContextFactory<ShopDbContext> contexts, ShopDays days) : IActivityService
{
    public async Task<IReadOnlyList<ActivityItem>> ListAsync(ActivityQuery query, int count, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        count = Math.Clamp(count, 1, Paging.MaxSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bounds = ActivityBounds.Of(query, days);
        var name = CanonicalText.Of(query.Who)?.ToUpperInvariant();
        int? account = name is null ? null : await db.Users.Where(u => u.NormalizedUserName == name).Select(u => (int?)u.Id).FirstOrDefaultAsync(ct);
        var entries = query.Kind is { } kind && IsStock(kind) ? [] : await EntriesAsync(db, query, bounds, account, count, ct);
        var movements = query.Kind is { } other && !IsStock(other) ? [] : await MovementsAsync(db, query, bounds, account, count, ct);
        return [.. ActivityItem.NewestFirst(entries.Concat(movements)).Take(count)];
    }

    public async Task<IReadOnlyList<string>> ListPeopleAsync(ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.Users.Where(u => db.UserRoles.Any(r => r.UserId == u.Id)).OrderBy(u => u.UserName).Take(Paging.MaxSize)
            .Select(u => u.UserName!).ToListAsync(ct);
        return [.. names, ShopActor.Shop.Name];
    }

    private static bool IsStock(string kind) => kind == ActivityKinds.Stock || kind.StartsWith(ActivityKinds.Stock + ".", StringComparison.Ordinal);

    private static Task<List<ActivityItem>> EntriesAsync(
        ShopDbContext db, ActivityQuery query, ActivityBounds bounds, int? account, int count, CancellationToken ct)
    {
        var entries = db.ActivityEntries.Where(e => e.CreatedUtc >= bounds.FromUtc && e.CreatedUtc <= bounds.UntilUtc
            && (e.CreatedUtc < bounds.UntilUtc || e.Id < bounds.EntryId));
        if (query.Who is { } who)
        {
            entries = account is null ? entries.Where(e => e.ActorId == null && e.ActorName == who) : entries.Where(e => e.ActorId == account);
        }

        if (query.Kind is { } kind)
        {
            var group = kind + ".";
            entries = entries.Where(e => e.What == kind || e.What.StartsWith(group));
        }

        return entries.OrderByDescending(e => e.CreatedUtc).ThenByDescending(e => e.Id).Take(count)
            .Select(e => new ActivityItem(new(e.CreatedUtc, false, e.Id), e.ActorName, e.What, e.Subject, e.Before, e.After)).ToListAsync(ct);
    }

    private static async Task<List<ActivityItem>> MovementsAsync(
        ShopDbContext db, ActivityQuery query, ActivityBounds bounds, int? account, int count, CancellationToken ct)
    {
        var movements = db.StockMovements.Where(m => m.CreatedUtc >= bounds.FromUtc && m.CreatedUtc <= bounds.UntilUtc
            && (m.CreatedUtc < bounds.UntilUtc || m.Id < bounds.MovementId));
        if (query.Who is { } who)
        {
            movements = account is null ? movements.Where(m => m.ActorId == null && m.ActorName == who) : movements.Where(m => m.ActorId == account);
        }

        if (query.Kind is { } kind && kind != ActivityKinds.Stock)
        {
            var reason = ActivityKinds.ReasonOf(kind);
            movements = movements.Where(m => m.Reason == reason);
        }

        var rows = await movements.OrderByDescending(m => m.CreatedUtc).ThenByDescending(m => m.Id).Take(count)
            .Select(m => new { m.Id, m.ActorName, m.Product!.Name, m.Product.Options, m.Delta, m.BalanceAfter, m.Reason, m.CreatedUtc }).ToListAsync(ct);
        return rows.ConvertAll(m => new ActivityItem(
            new(m.CreatedUtc, true, m.Id), m.ActorName, ActivityKinds.Of(m.Reason), m.Options is null ? m.Name : $"{m.Name} ({m.Options})",
            Number(m.BalanceAfter - m.Delta), Number(m.BalanceAfter)));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The span of a query: up to and with <see cref="UntilUtc"/>, but of that very moment only lines below the two numbers.</summary>
internal readonly record struct ActivityBounds(DateTime FromUtc, DateTime UntilUtc, long EntryId, long MovementId)
{
    public static ActivityBounds Of(ActivityQuery query, ShopDays days)
    {
        var fromUtc = query.From is { } from && from > DateOnly.MinValue.AddDays(1) ? days.StartUtc(from) : DateTime.MinValue;
        var endUtc = query.To is { } to && to < DateOnly.MaxValue.AddDays(-1) ? days.StartUtc(to.AddDays(1)) : DateTime.MaxValue;
        return query.Before switch
        {
            { } before when before.CreatedUtc < endUtc && before.IsStock => new(fromUtc, before.CreatedUtc, long.MaxValue, before.Id),
            { } before when before.CreatedUtc < endUtc => new(fromUtc, before.CreatedUtc, before.Id, 0),
            _ => new(fromUtc, endUtc, 0, 0),
        };
    }
}

internal static class ActivityServices
{
    public static IServiceCollection AddActivity(this IServiceCollection services) => services.AddSingleton<IActivityService, ActivityService>();
}
