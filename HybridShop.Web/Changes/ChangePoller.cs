using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HybridShop.Web.Changes;

/// <summary>
/// Looks for commits by other processes (an import on the command line, another node) and lets the feed read on; also prunes the
/// Changes table, whose rows serve only those who were away for a short while.
/// </summary>
internal sealed partial class ChangePoller(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, PreparedReads reads, UnitOfWork unitOfWork, ShopFeed feed,
    ILogger<ChangePoller> logger)
    : BackgroundService
{
    private const int KeepAliveSeconds = 15;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private bool isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(WatchAsync(stoppingToken), PruneAsync(stoppingToken));

    private async Task WatchAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await (database.Provider == DatabaseProvider.Sqlite ? PollAsync(ct) : ListenAsync(ct));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Lose(e);
                await Task.Delay(TryAgainAfter, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>data_version rises when any other connection, also of another process, has committed; a look costs microseconds.</summary>
    private async Task PollAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var look = db.Command("PRAGMA data_version");
        using var timer = new PeriodicTimer(PollInterval);
        var seen = -1L;
        do
        {
            var version = (long)(await look.ExecuteScalarAsync(ct))!;
            if (version != seen)
            {
                await CatchUpAsync(ct);
                seen = version;
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        // Asked now and then whether it is still there: a server that goes without a word is noticed as well.
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand("LISTEN " + PostgresShopDbContext.Channel, connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            // After LISTEN, not before: what was committed while nobody listened is read here.
            await CatchUpAsync(ct);
            await connection.WaitAsync(ct);
        }
    }

    private async Task PruneAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(PruneInterval);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                // When nothing can be written, the next time does it.
                await unitOfWork.RunAsync(ShopActor.Shop, async write =>
                {
                    var before = write.NowUtc - KeepFor;
                    return Outcome.Done(await write.Db.Changes.Where(c => c.CreatedUtc < before).ExecuteDeleteAsync(ct));
                }, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // Left to itself it would end the shop.
                LogNotPruned(e);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        await feed.CatchUpAsync(ct);
        if (isLost)
        {
            isLost = false;
            LogBack();
        }
    }

    /// <summary>
    /// This connection is always open, so it is the first to know that the server has gone. The idle ones have gone with it: let go of now, nobody is
    /// handed one of them when the server is back.
    /// </summary>
    private void Lose(Exception exception)
    {
        if (database.Provider == DatabaseProvider.Postgres)
        {
            using var pooled = new NpgsqlConnection(database.ConnectionString);
            NpgsqlConnection.ClearPool(pooled);
            reads.Clear();
        }

        if (!isLost)
        {
            isLost = true;
            LogLost(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was lost; trying again until it is back.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old changes could not be removed.")]
    private partial void LogNotPruned(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is back.")]
    private partial void LogBack();
}
