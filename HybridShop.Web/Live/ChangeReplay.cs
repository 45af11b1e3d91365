using System.Linq.Expressions;
using HybridShop.Components.Changes;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Live;

/// <summary>Replays out of the Changes table what a client missed while it was disconnected for a short time.</summary>
internal sealed class ChangeReplay(IDbContextFactory<ShopDbContext> contexts, LiveMessageFactory factory)
{
    /// <summary>More changes than these are not replayed; the client reads everything anew.</summary>
    public const int MaxChanges = 1_000;

    /// <summary>How far back the table is looked through: it costs some ten milliseconds, and who was away longer reads anew as quickly.</summary>
    public const int MaxReach = 20_000;

    /// <summary>
    /// The messages of these topics after <paramref name="last"/> up to and with <paramref name="upTo"/>, or null when everything is to be read
    /// anew: it reaches back too far, further than the table, or into a future that this shop does not have (a database that was put back).
    /// </summary>
    public async Task<IReadOnlyList<LiveMessage>?> ReadAsync(IReadOnlyCollection<LiveTopic> topics, long last, long upTo, CancellationToken ct)
    {
        if (last == upTo || topics.Count == 0)
        {
            return [];
        }

        if (last > upTo || upTo - last > MaxReach)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Changes.OrderBy(c => c.Sequence).Select(c => (long?)c.Sequence).FirstOrDefaultAsync(ct) is not { } oldest || last < oldest - 1)
        {
            return null;
        }

        var rows = await db.Changes.AsNoTracking().Where(c => c.Sequence > last && c.Sequence <= upTo).Where(Concerns(topics))
            .OrderBy(c => c.Sequence).Take(MaxChanges + 1).ToListAsync(ct);
        if (rows.Count > MaxChanges || rows.Exists(row => row.Kind == ChangeKind.Everything))
        {
            return null;
        }

        var wanted = topics.ToHashSet();
        return [.. (await factory.MakeAsync(rows.ConvertAll(row => row.ToShopChange()), ct)).Where(m => m.Topic is { } topic && wanted.Contains(topic))];
    }

    /// <summary>All rows that can become a message of these topics, and few others.</summary>
    private static Expression<Func<Change, bool>> Concerns(IReadOnlyCollection<LiveTopic> topics)
    {
        if (topics.Contains(LiveTopic.Activity))
        {
            return _ => true;
        }

        var isOfLists = topics.Contains(LiveTopic.Products);
        var ids = topics.Where(t => t.ProductId > 0).Select(t => (int?)t.ProductId).Distinct().ToList();
        return c => c.Kind == ChangeKind.Everything || ids.Contains(c.ProductId)
            || (isOfLists && (c.IsListed || c.Kind == ChangeKind.Product || c.Kind == ChangeKind.Category));
    }
}
