using System.Threading.Channels;
using HybridShop.Components.Changes;
using HybridShop.Web.Changes;

namespace HybridShop.Web.Live;

/// <summary>
/// Makes messages of the changes that the feed publishes and sends them to all connections: after the writer has its answer, in order, and a burst with
/// one look into the database. What cannot be sent is never left out in silence: the clients are asked to read everything anew.
/// </summary>
internal sealed partial class LiveBroadcaster(
    ShopFeed feed, LiveMessageFactory factory, ConnectionRegistry registry, ILogger<LiveBroadcaster> logger) : BackgroundService
{
    /// <summary>Changes that may wait for the database; a thousand times what an act makes.</summary>
    private const int MaxWaiting = 10_000;

    private const int MaxAtOnce = 500;

    private readonly Channel<ShopChange> changes = Channel.CreateBounded<ShopChange>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private IDisposable? subscription;
    private bool isOverrun;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = feed.Subscribe(OnChange);
        registry.Publish([], feed.LatestSequence);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        subscription?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await changes.Reader.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<ShopChange>();
                while (batch.Count < MaxAtOnce && changes.Reader.TryRead(out var change))
                {
                    batch.Add(change);
                }

                await TellAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    private async Task TellAsync(List<ShopChange> batch, CancellationToken ct)
    {
        var newest = batch[^1].Sequence;
        if (Interlocked.Exchange(ref isOverrun, false))
        {
            registry.Publish([LiveMessages.ResetAll(newest)], newest);
        }
        else if (!registry.TryPublishToNobody(newest))
        {
            registry.Publish(await MakeAsync(batch, newest, ct), newest);
        }
    }

    private async Task<IReadOnlyList<LiveMessage>> MakeAsync(List<ShopChange> batch, long newest, CancellationToken ct)
    {
        try
        {
            return await factory.MakeAsync(batch, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUntold(e, batch.Count);
            return [LiveMessages.ResetAll(newest)];
        }
    }

    private void OnChange(ShopChange change)
    {
        if (!changes.Writer.TryWrite(change))
        {
            Volatile.Write(ref isOverrun, true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What {Count} changes are about could not be read; connections are asked to read anew.")]
    private partial void LogUntold(Exception exception, int count);
}
