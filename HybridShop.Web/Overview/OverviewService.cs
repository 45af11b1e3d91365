using HybridShop.Components.Catalog;
using HybridShop.Components.Overview;
using HybridShop.Components.Reviews;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Overview;

/// <summary>Adds the shop up. All open overviews share one answer for each change.</summary>
internal sealed class OverviewService : IOverviewService, IDisposable
{
    private readonly IDbContextFactory<ShopDbContext> contexts;
    private readonly CategoryTreeReader trees;
    private readonly ShopDays days;
    private readonly DayReader dayReader;
    private readonly RevisionCache<DateOnly, ShopOverview> cache = new(capacity: 2);
    private readonly IDisposable subscription;
    private long revision;

    public OverviewService(IDbContextFactory<ShopDbContext> contexts, CategoryTreeReader trees, ShopDays days, ShopFeed feed, TimeProvider clock)
    {
        (this.contexts, this.trees, this.days) = (contexts, trees, days);
        dayReader = new(contexts, days, clock);

        // After the tree's own subscription, which its reader brought along: whoever sees the new revision sees the new tree.
        subscription = feed.Subscribe(change =>
        {
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

    public void Dispose() => subscription.Dispose();

    private async Task<ShopOverview> LoadAsync(DateOnly today)
    {
        var tree = await trees.GetAsync();
        await using var db = await contexts.CreateDbContextAsync();
        var waiting = await db.Reviews.CountAsync(r => r.Status == ReviewStatus.Pending || (r.PendingRating != null && r.Reason == null));
        var list = await dayReader.ListAsync(today);
        return AddUp(await ReadCategoriesAsync(db, days.MonthStartUtc), tree) with { ReviewsWaiting = waiting, Days = list };
    }

    /// <summary>
    /// One pass over IX_Products_Board, which holds all of it: 100,000 products are added up sooner than as many rows are handed over. As floating
    /// point a sum is exact up to 90 trillion, and a greater one does not overflow. EF gives the column
    /// behind an amount by a detour over an object.
    /// </summary>
    private static Task<List<CategorySum>> ReadCategoriesAsync(ShopDbContext db, DateTime monthUtc) =>
        db.Products.Where(p => p.Status != ProductStatus.Withdrawn).GroupBy(p => p.CategoryId).Select(shelf => new CategorySum(
            shelf.Key, shelf.Sum(p => (double)(long)(object)p.Price * p.Stock), shelf.Count(p => p.Stock == 0),
            shelf.Count(p => p.Stock > 0 && p.Stock <= p.LowStockThreshold), shelf.Count(p => p.CreatedUtc >= monthUtc))).ToListAsync();

    private static ShopOverview AddUp(List<CategorySum> categories, CategoryTree tree)
    {
        var departments = categories.Where(shelf => shelf.Value > 0).GroupBy(shelf => tree.PathTo(shelf.CategoryId) is [var top, ..] ? top.Name : "")
            .Select(department => new DepartmentValue(department.Key, Amount(department.Sum(shelf => shelf.Value))))
            .OrderByDescending(department => department.Value).ThenBy(department => department.Name, StringComparer.Ordinal);
        return new(
            categories.Sum(shelf => shelf.Out), categories.Sum(shelf => shelf.Low), 0, Amount(categories.Sum(shelf => shelf.Value)),
            categories.Sum(shelf => shelf.New), [], [.. departments]);
    }

    /// <summary>The highest price times the fullest shelf is more than an amount can hold.</summary>
    private static Money Amount(double minor) => new(minor >= long.MaxValue ? long.MaxValue : (long)minor);

    private sealed record CategorySum(int CategoryId, double Value, int Out, int Low, int New);
}

internal static class OverviewServices
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<IOverviewService, OverviewService>();
}
