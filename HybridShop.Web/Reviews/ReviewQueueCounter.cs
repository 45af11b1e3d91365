using HybridShop.Components.Changes;
using HybridShop.Components.Reviews;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

/// <summary>Counts the queues of the review desk once for each change of a review, however many desks are open: the public ones are many.</summary>
internal sealed class ReviewQueueCounter : IDisposable
{
    private readonly IDbContextFactory<ShopDbContext> contexts;
    private readonly RevisionCache<int, ReviewQueueCounts> cache = new(capacity: 1);
    private readonly RevisionCache<int, IReadOnlyDictionary<int, int>> publicOnes = new(capacity: 1);
    private readonly IDisposable subscription;
    private long revision;
    private long publicRevision;

    public ReviewQueueCounter(IDbContextFactory<ShopDbContext> contexts, ShopFeed feed)
    {
        this.contexts = contexts;
        subscription = feed.Subscribe(change =>
        {
            if (change.Kind is ChangeKind.Review or ChangeKind.Everything)
            {
                Interlocked.Increment(ref revision);
            }

            if (change.IsListed && change.Kind is ChangeKind.Review or ChangeKind.Product or ChangeKind.Everything)
            {
                Interlocked.Increment(ref publicRevision);
            }
        });
    }

    public Task<ReviewQueueCounts> GetAsync() => cache.GetAsync(0, Volatile.Read(ref revision), LoadAsync);

    /// <summary>Public reviews of published products, of one rating or of all (null).</summary>
    public async Task<int> CountPublicAsync(int? rating)
    {
        var counts = await publicOnes.GetAsync(0, Volatile.Read(ref publicRevision), LoadPublicAsync);
        return rating is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum();
    }

    public void Dispose() => subscription.Dispose();

    private async Task<IReadOnlyDictionary<int, int>> LoadPublicAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await ReviewQueries.Public(db).GroupBy(r => r.Rating).Select(same => new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Key, same => same.Count);
    }

    private async Task<ReviewQueueCounts> LoadAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return new(
            await ReviewQueries.Queue(db, ReviewQueueFilter.Waiting).CountAsync(),
            await ReviewQueries.Queue(db, ReviewQueueFilter.Published).CountAsync(),
            await ReviewQueries.Queue(db, ReviewQueueFilter.Refused).CountAsync());
    }
}
