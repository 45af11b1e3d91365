using System.Collections.Concurrent;
using HybridShop.Components.Changes;

namespace HybridShop.Web.Changes;

/// <summary>
/// Numbers that rise when what they stand for has changed, after the commit and before the writer gets its answer. What is remembered
/// under such a number can be old, but is never asked for again.
/// </summary>
internal sealed class CacheVersions : IDisposable
{
    private const int MaxProducts = 100_000;

    private readonly ConcurrentDictionary<int, long> products = [];
    private readonly ShopFeed feed;
    private readonly IDisposable subscription;
    private long lists;
    private long structure;
    private long everyProduct;
    private long sequence;

    public CacheVersions(ShopFeed feed) => (this.feed, subscription) = (feed, feed.Subscribe(Apply));

    /// <summary>Anything that lists show: tiles, prices, ratings, coarse availability.</summary>
    public long Lists => Volatile.Read(ref lists);

    /// <summary>The category tree, and which products are in it.</summary>
    public long Structure => Volatile.Read(ref structure);

    /// <summary>The feed's number of the last change that may show in a product: its own, its reviews', its category's name, somebody's name.</summary>
    public long OfProduct(int productId) =>
        Math.Max(products.GetValueOrDefault(productId), Math.Max(Volatile.Read(ref everyProduct), feed.FirstSequence));

    /// <summary>The feed's number up to which all of these have risen: what is read after it is not older.</summary>
    public long Sequence => Math.Max(Volatile.Read(ref sequence), feed.FirstSequence);

    public void Dispose() => subscription.Dispose();

    private void Apply(ShopChange change)
    {
        Raise(change);
        Volatile.Write(ref sequence, change.Sequence);
    }

    private void Raise(ShopChange change)
    {
        if (change.ProductId is { } product && products.Count < MaxProducts)
        {
            products[product] = change.Sequence;
        }
        else if (change.ProductId is not null || change.Kind is ChangeKind.Category or ChangeKind.User or ChangeKind.Everything)
        {
            Volatile.Write(ref everyProduct, change.Sequence);
            products.Clear();
        }

        if (!change.IsListed)
        {
            return;
        }

        Interlocked.Increment(ref lists);
        if (change.Kind is ChangeKind.Product or ChangeKind.Category or ChangeKind.Everything)
        {
            Interlocked.Increment(ref structure);
        }
    }
}
