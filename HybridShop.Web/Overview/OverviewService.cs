using System.Runtime.InteropServices;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Overview;

/// <summary>Adds the shop up. All open overviews share one answer for each change.</summary>
internal sealed class OverviewService : IOverviewService, IDisposable
{
    private readonly IDbContextFactory<ShopDbContext> contexts;
    private readonly CategoryTreeReader trees;
    private readonly ShopDays days;
    private readonly ShelfFigures shelves;
    private readonly DayReader dayReader;
    private readonly RevisionCache<DateOnly, ShopOverview> cache = new(capacity: 2);
    private readonly IDisposable subscription;
    private long revision;

    public OverviewService(IDbContextFactory<ShopDbContext> contexts, CategoryTreeReader trees, ShopDays days, ShopFeed feed, TimeProvider clock)
    {
        (this.contexts, this.trees, this.days) = (contexts, trees, days);
        (shelves, dayReader) = (new(contexts), new(contexts, days, clock));

        // After the tree's own subscription, which its reader brought along: whoever sees the new revision sees the new tree.
        subscription = feed.Subscribe(change =>
        {
            shelves.Note(change);
            dayReader.Note(change);
            Interlocked.Increment(ref revision);
        });
    }

    public Task<ShopOverview> GetAsync(ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        var today = days.Today;
        return cache.GetAsync(today, Volatile.Read(ref revision), () => LoadAsync(today)).WaitAsync(ct);
    }

    public void Dispose()
    {
        subscription.Dispose();
        shelves.Dispose();
    }

    private async Task<ShopOverview> LoadAsync(DateOnly today)
    {
        var tree = await trees.GetAsync();
        await using var db = await contexts.CreateDbContextAsync();
        var waiting = await db.Reviews.CountAsync(r => r.Status == ReviewStatus.Pending || (r.PendingRating != null && r.Reason == null));
        var list = await dayReader.ListAsync(today);
        return await shelves.AddUpAsync(days.MonthStartUtc, figures => AddUp(figures, tree) with { ReviewsWaiting = waiting, Days = list });
    }

    private static ShopOverview AddUp(IReadOnlyCollection<ShelfFigure> figures, CategoryTree tree)
    {
        var (soldOut, low, created) = (0, 0, 0);
        var values = new Dictionary<int, Int128>();
        foreach (var figure in figures)
        {
            var availability = ProductSummary.AvailabilityOf(figure.Stock, figure.LowStockThreshold);
            soldOut += availability == Availability.SoldOut ? 1 : 0;
            low += availability == Availability.FewLeft ? 1 : 0;
            created += figure.IsNew ? 1 : 0;
            CollectionsMarshal.GetValueRefOrAddDefault(values, figure.CategoryId, out _) += (Int128)figure.PriceMinor * figure.Stock;
        }

        var departments = values.Where(value => value.Value > 0).GroupBy(value => tree.PathTo(value.Key) is [var top, ..] ? top.Name : "")
            .Select(group => new DepartmentValue(group.Key, Money(group.Aggregate(Int128.Zero, (sum, value) => sum + value.Value))))
            .OrderByDescending(department => department.ValueMinor).ThenBy(department => department.Name, StringComparer.Ordinal);
        return new(soldOut, low, 0, Money(values.Values.Aggregate(Int128.Zero, (sum, value) => sum + value)), created, [], [.. departments]);
    }

    /// <summary>The highest price times the fullest shelf is more than a long can hold.</summary>
    private static long Money(Int128 minor) => (long)Int128.Min(minor, long.MaxValue);
}

internal static class OverviewServices
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<IOverviewService, OverviewService>();
}
