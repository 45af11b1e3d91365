using System.Collections.Immutable;

namespace HybridShop.Tests.Support.Components;

/// <summary>A feed that tells what a test publishes.</summary>
public sealed class FakeShopFeed : IShopFeed
{
    private ImmutableArray<Action<ShopChange>> subscribers = [];

    public long LatestSequence { get; private set; } = 100;

    /// <summary>How many listen now.</summary>
    public int SubscriberCount => subscribers.Length;

    public IDisposable Subscribe(Action<ShopChange> onChange)
    {
        ImmutableInterlocked.Update(ref subscribers, list => list.Add(onChange));
        return new Subscription(() => ImmutableInterlocked.Update(ref subscribers, list => list.Remove(onChange)));
    }

    public void Publish(ShopChange change)
    {
        LatestSequence = Math.Max(LatestSequence, change.Sequence);
        subscribers.ToList().ForEach(tell => tell(change));
    }

    /// <summary>A change of stock by the next sequence.</summary>
    public void PublishStock(StockLevel product, int stock, int delta, string actor = "mara") =>
        Publish(new(LatestSequence + 1, ChangeKind.Stock, product.ProductId, product.ProductId, stock, delta, actor, IsListed: false));

    /// <summary>A change of a review by the next sequence.</summary>
    public void PublishReview(int reviewId, string actor) =>
        Publish(new(LatestSequence + 1, ChangeKind.Review, reviewId, 1, null, null, actor, IsListed: false));

    /// <summary>A change of another kind by the next sequence.</summary>
    public void Publish(ChangeKind kind, int entityId = 0) =>
        Publish(new(LatestSequence + 1, kind, entityId, null, null, null, "mara", IsListed: true));

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
