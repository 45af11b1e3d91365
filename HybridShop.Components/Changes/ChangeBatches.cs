namespace HybridShop.Components.Changes;

/// <summary>
/// Gathers what the feed tells for a short while and hands it over at once, in order, so that a burst of changes costs an open panel
/// a few renders and the writer none.
/// </summary>
public sealed class ChangeBatches : IDisposable
{
    /// <summary>How long changes are gathered: short for an eye, long for an import.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    /// <summary>Most changes in a batch; more of them become a single <see cref="ChangeKind.Everything"/>.</summary>
    public const int MaxChanges = 1_000;

    private readonly Lock gate = new();
    private readonly Action<IReadOnlyList<ShopChange>> onBatch;
    private readonly ITimer timer;
    private readonly IDisposable subscription;
    private List<ShopChange> gathered = [];
    private bool isEnded;

    /// <summary>Begins to listen. <paramref name="onBatch"/> is called on a thread of the clock's timer, never twice at a time by one window.</summary>
    public ChangeBatches(IShopFeed feed, TimeProvider clock, Action<IReadOnlyList<ShopChange>> onBatch)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(clock);
        this.onBatch = onBatch;
        timer = clock.CreateTimer(_ => HandOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = feed.Subscribe(Gather);
    }

    /// <summary>Ends the subscription; what was gathered is dropped.</summary>
    public void Dispose()
    {
        subscription.Dispose();
        lock (gate)
        {
            isEnded = true;
            timer.Dispose();
        }
    }

    private void Gather(ShopChange change)
    {
        lock (gate)
        {
            if (isEnded)
            {
                return;
            }

            if (gathered.Count == 0)
            {
                timer.Change(Window, Timeout.InfiniteTimeSpan);
            }
            else if (gathered.Count == MaxChanges)
            {
                gathered.Clear();
                change = new(change.Sequence, ChangeKind.Everything, 0, null, null, null, change.Actor, IsListed: true);
            }

            gathered.Add(change);
        }
    }

    private void HandOver()
    {
        List<ShopChange> batch;
        lock (gate)
        {
            (batch, gathered) = (gathered, []);
            if (isEnded || batch.Count == 0)
            {
                return;
            }
        }

        onBatch(batch);
    }
}
