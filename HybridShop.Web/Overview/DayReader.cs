using HybridShop.Components.Changes;
using HybridShop.Components.Overview;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Overview;

/// <summary>
/// The last days of the ledger and of reviews. The ledger is append-only, so a day that is over is read once, and of the day that is not the
/// hours that are; only an act that says "everything" may have written into the past.
/// </summary>
internal sealed class DayReader(IDbContextFactory<ShopDbContext> contexts, ShopDays days, TimeProvider clock)
{
    /// <summary>An act has the moment at which it began, so a day's last ones come in a little after its end.</summary>
    private static readonly TimeSpan Stragglers = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly RevisionCache<(DateTime FromUtc, DateTime ToUtc), Moves> finished = new(4 * ShopOverview.DayCount);
    private readonly RevisionCache<DateOnly, Dictionary<DateOnly, int>> reviews = new(capacity: 2);
    private long pastRevision;
    private long reviewRevision;

    /// <summary>Notes what is to be read again. Called by the feed: no reading here.</summary>
    public void Note(ShopChange change)
    {
        if (change.Kind == ChangeKind.Everything)
        {
            Interlocked.Increment(ref pastRevision);
        }

        if (change.Kind is ChangeKind.Everything or ChangeKind.Review)
        {
            Interlocked.Increment(ref reviewRevision);
        }
    }

    /// <summary>The days up to and with <paramref name="today"/>, oldest first.</summary>
    public async Task<IReadOnlyList<ShopDay>> ListAsync(DateOnly today)
    {
        var first = today.AddDays(1 - ShopOverview.DayCount);
        var written = await reviews.GetAsync(first, Volatile.Read(ref reviewRevision), () => CountReviewsAsync(first));
        var list = new List<ShopDay>(ShopOverview.DayCount);
        for (var day = first; day <= today; day = day.AddDays(1))
        {
            var moves = await GetMovesAsync(day);
            list.Add(new(day, moves.In, moves.Out, moves.Count, written.GetValueOrDefault(day)));
        }

        return list;
    }

    private async Task<Moves> GetMovesAsync(DateOnly day)
    {
        var (fromUtc, toUtc) = (days.StartUtc(day), days.StartUtc(day.AddDays(1)));
        if (IsOver(toUtc))
        {
            return await GetMovesAsync(fromUtc, toUtc);
        }

        var sum = new Moves(0, 0, 0);
        while (IsOver(fromUtc + Hour))
        {
            sum += await GetMovesAsync(fromUtc, fromUtc + Hour);
            fromUtc += Hour;
        }

        return sum + await AddUpAsync(fromUtc, toUtc);
    }

    private bool IsOver(DateTime endUtc) => clock.GetUtcNow().UtcDateTime > endUtc + Stragglers;

    private Task<Moves> GetMovesAsync(DateTime fromUtc, DateTime toUtc) =>
        finished.GetAsync((fromUtc, toUtc), Volatile.Read(ref pastRevision), () => AddUpAsync(fromUtc, toUtc));

    private async Task<Moves> AddUpAsync(DateTime fromUtc, DateTime toUtc)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.StockMovements.Where(m => m.CreatedUtc >= fromUtc && m.CreatedUtc < toUtc).GroupBy(_ => 1)
            .Select(lines => new Moves(
                lines.Sum(m => m.Delta > 0 ? (long)m.Delta : 0), lines.Sum(m => m.Delta < 0 ? -(long)m.Delta : 0), lines.Count()))
            .SingleOrDefaultAsync() ?? new(0, 0, 0);
    }

    /// <summary>Reviews are few beside sales, and no database knows the shop's days: their times alone are read, from an index that holds them.</summary>
    private async Task<Dictionary<DateOnly, int>> CountReviewsAsync(DateOnly first)
    {
        var sinceUtc = days.StartUtc(first);
        await using var db = await contexts.CreateDbContextAsync();
        var times = await db.Reviews.Where(r => r.CreatedUtc >= sinceUtc).Select(r => r.CreatedUtc).ToListAsync();
        return times.CountBy(days.DayOf).ToDictionary();
    }

    private sealed record Moves(long In, long Out, int Count)
    {
        public static Moves operator +(Moves one, Moves other) => new(one.In + other.In, one.Out + other.Out, one.Count + other.Count);
    }
}
