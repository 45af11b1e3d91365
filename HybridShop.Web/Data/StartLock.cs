using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HybridShop.Web.Data;

/// <summary>
/// One process at a time brings the database up: on PostgreSQL by an advisory lock, on SQLite by a locked file beside the database's. Whoever dies
/// while holding it gives it up.
/// </summary>
internal sealed partial class StartLock(IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, ILogger<StartLock> logger)
{
    /// <summary>Any number of our own, beside those of <see cref="PostgresShopDbContext"/>.</summary>
    private const long Key = 0x48595055;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody else holds it; disposing the result gives it up. On PostgreSQL the database exists afterwards.</summary>
    public async Task<IAsyncDisposable> TakeAsync(CancellationToken ct) =>
        database.Provider == DatabaseProvider.Sqlite ? await TakeFileAsync(ct) : await TakeAdvisoryAsync(ct);

    private async Task<FileStream> TakeFileAsync(CancellationToken ct)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource + ".lock";
        for (var isWaiting = false; ; isWaiting = true)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!isWaiting)
                {
                    LogWaiting();
                }

                await Task.Delay(TryAgainAfter, ct);
            }
        }
    }

    private async Task<NpgsqlConnection> TakeAdvisoryAsync(CancellationToken ct)
    {
        // Outside the pool: the lock lives as long as the connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await OpenAsync(connection, ct);
            await using var attempt = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
            if (await attempt.ExecuteScalarAsync(ct) is not true)
            {
                LogWaiting();
                await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
                await wait.ExecuteNonQueryAsync(ct);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task OpenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.OpenAsync(ct);
            return;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // It is made below.
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it in this moment.
        }

        await connection.OpenAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another process prepares the database; waiting for it.")]
    private partial void LogWaiting();
}
