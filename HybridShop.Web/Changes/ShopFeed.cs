using System.Collections.Immutable;
using HybridShop.Components.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Changes;

/// <summary>
/// Publishes committed changes to subscribers in the order of their sequence. What arrives out of order, or was committed by another
/// process, is read from the Changes table, so that there is never a gap.
/// </summary>
internal sealed partial class ShopFeed(IDbContextFactory<ShopDbContext> contexts, ILogger<ShopFeed> logger) : IShopFeed, IChangePublisher, IDisposable
{
    private const int ReadAtOnce = 500;

    private readonly SemaphoreSlim turn = new(1, 1);
    private ImmutableArray<Action<ShopChange>> subscribers = [];
    private long latest = -1;

    /// <summary>The newest sequence when this process began to listen: it knows nothing of single changes before.</summary>
    public long FirstSequence { get; private set; }

    public long LatestSequence => Math.Max(0, Volatile.Read(ref latest));

    public IDisposable Subscribe(Action<ShopChange> onChange)
    {
        // A wrapper of its own, so that the same method can be subscribed twice and each be ended alone.
        Action<ShopChange> subscriber = change => onChange(change);
        ImmutableInterlocked.Update(ref subscribers, list => list.Add(subscriber));
        return new Subscription(() => ImmutableInterlocked.Update(ref subscribers, list => list.Remove(subscriber)));
    }

    /// <summary>Begins after what is in the table now. Called once before the shop serves.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        latest = await db.Changes.MaxAsync(c => (long?)c.Sequence, ct) ?? 0;
        FirstSequence = latest;
    }

    public async Task PublishAsync(IReadOnlyList<ShopChange> committed)
    {
        if (committed.Count == 0)
        {
            return;
        }

        await turn.WaitAsync();
        try
        {
            if (latest < 0)
            {
                latest = committed[0].Sequence - 1;
            }

            if (committed[0].Sequence > latest + 1)
            {
                await ReadOnAsync(CancellationToken.None);
            }

            foreach (var change in committed)
            {
                Publish(change);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads on from the table: something was committed, perhaps by another process.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await ReadOnAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task ReadOnAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        List<Change> rows;
        do
        {
            rows = await db.Changes.AsNoTracking().Where(c => c.Sequence > latest).OrderBy(c => c.Sequence).Take(ReadAtOnce).ToListAsync(ct);
            rows.ForEach(row => Publish(row.ToShopChange()));
        }
        while (rows.Count == ReadAtOnce);
    }

    private void Publish(ShopChange change)
    {
        if (change.Sequence <= latest)
        {
            return;
        }

        Volatile.Write(ref latest, change.Sequence);
        foreach (var subscriber in subscribers)
        {
            try
            {
                subscriber(change);
            }
            catch (Exception e)
            {
                // One bad subscriber must not keep the change from the others, or the writer from its answer.
                LogSubscriberFailed(e, change.Sequence);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber of the feed failed at change {Sequence}.")]
    private partial void LogSubscriberFailed(Exception exception, long sequence);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
