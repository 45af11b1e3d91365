using HybridShop.Web.Data;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

/// <summary>Counts the queues of the review desk once for each change of a review, however many desks are open: the public ones are many.</summary>
internal sealed class ReviewQueueCounter : IDisposable
{
    private readonly IDbContextFactory<ShopDbContext> contexts;
    private readonly RevisionCache<int, ReviewQueueCounts> cache = new(capacity: 1);
    private readonly IDisposable subscription;
    private long revision;

    public ReviewQueueCounter(IDbContextFactory<ShopDbContext> contexts, ShopFeed feed)
    {
        this.contexts = contexts;
        subscription = feed.Subscribe(change =>
        {
            if (change.Kind is ChangeKind.Review or ChangeKind.Everything)
            {
                Interlocked.Increment(ref revision);
            }
        });
    }

    public Task<ReviewQueueCounts> GetAsync() => cache.GetAsync(0, Volatile.Read(ref revision), LoadAsync);

    public void Dispose() => subscription.Dispose();

    private async Task<ReviewQueueCounts> LoadAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return new(
            await ReviewQueries.Queue(db, ReviewQueueFilter.Waiting).CountAsync(),
            await ReviewQueries.Queue(db, ReviewQueueFilter.Published).CountAsync(),
            await ReviewQueries.Queue(db, ReviewQueueFilter.Refused).CountAsync());
    }
}
