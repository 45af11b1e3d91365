using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HybridShop.Web.Live;

/// <summary>
/// Hears of commits by other processes (an import on the command line, another node) and lets the feed read on; also prunes the
/// Changes table, whose rows serve only those who were away for a short while.
/// </summary>
internal sealed partial class ChangeWatcher(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, ShopFeed feed, TimeProvider clock, ILogger<ChangeWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

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
                LogLost(e);
                await Task.Delay(TimeSpan.FromSeconds(1), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                await feed.CatchUpAsync(ct);
                seen = version;
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand("LISTEN " + PostgresShopDbContext.Channel, connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            // After LISTEN, not before: what was committed while nobody listened is read here.
            await feed.CatchUpAsync(ct);
            await connection.WaitAsync(ct);
        }
    }

    private async Task PruneAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(PruneInterval);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var before = clock.GetUtcNow().UtcDateTime - KeepFor;
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.Changes.Where(c => c.CreatedUtc < before).ExecuteDeleteAsync(ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching for changes of other processes was interrupted; trying again.")]
    private partial void LogLost(Exception exception);
}
