using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace HybridShop.Web.Data;

/// <summary>
/// Brings the database to the program's schema, one process at a time. Before a SQLite file with data is touched, a copy of it is kept beside it.
/// </summary>
internal sealed partial class ShopMigration(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, StartLock startLock, TimeProvider clock, ILogger<ShopMigration> logger)
{
    /// <summary>Migrates where Database:MigrateAtStart allows it.</summary>
    /// <exception cref="ShopStartException">The database cannot be opened, or not be brought to the schema.</exception>
    public Task RunAsync(CancellationToken ct) => RunAsync(_ => Task.CompletedTask, ct);

    /// <summary>The same.</summary>
    /// <param name="fill">What a database without data is given, before another process may look at it.</param>
    /// <param name="ct">Calls it off.</param>
    /// <exception cref="ShopStartException">The database cannot be opened, or not be brought to the schema.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> fill, CancellationToken ct)
    {
        await using var turn = await OpenAsync(ct);
        await ReachSchemaAsync(db => MigrateIfAllowedAsync(db, ct), ct);
        await fill(ct);
    }

    /// <summary>The command migrate: migrates whatever Database:MigrateAtStart says.</summary>
    /// <exception cref="ShopStartException">As <see cref="RunAsync(CancellationToken)"/>.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var turn = await OpenAsync(ct);
        await ReachSchemaAsync(db => MigrateAsync(db, ct), ct);
    }

    private async Task<IAsyncDisposable> OpenAsync(CancellationToken ct)
    {
        try
        {
            return await startLock.TakeAsync(ct);
        }
        catch (Exception e) when (e is DbException or SocketException or IOException or UnauthorizedAccessException)
        {
            throw NotOpened(e);
        }
    }

    private static ShopStartException NotOpened(Exception e) =>
        new($"The database cannot be opened ({e.Message.TrimEnd('.')}): check ConnectionStrings:Shop, or the file's rights.", e);

    private async Task ReachSchemaAsync(Func<ShopDbContext, Task> act, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await RefuseOtherHistoryAsync(db, ct);
            await act(db);
        }
        catch (DbException e)
        {
            throw DatabaseFaults.Of(e) is null
                ? new ShopStartException($"The database could not be brought to this program's schema ({e.Message.TrimEnd('.')}).", e)
                : NotOpened(e);
        }
    }

    /// <summary>All migrations became one before the first release; and a newer program's database is not ours to write into.</summary>
    private static async Task RefuseOtherHistoryAsync(ShopDbContext db, CancellationToken ct)
    {
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).LastOrDefault() is { } unknown)
        {
            throw new ShopStartException(
                $"The database was made by a version of the program from before its first release, or by a newer one (its history names {unknown}): "
                + "start that version, or name another database or data folder.");
        }
    }

    private async Task MigrateIfAllowedAsync(ShopDbContext db, CancellationToken ct)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0 && !database.MigrateAtStart)
        {
            throw new ShopStartException(
                $"The database lacks {pending.Count} migration(s) and Database:MigrateAtStart is false: run the command migrate first.");
        }

        if (pending.Count > 0)
        {
            await MigrateAsync(db, ct);
        }
    }

    private async Task MigrateAsync(ShopDbContext db, CancellationToken ct)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            await CopyAsync(db, ct);

            // A process that was killed while it migrated left EF's own lock, a row that nobody would ever take away. It is ours to remove: nobody else
            // migrates now.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
            await db.Database.MigrateAsync(ct);

            // Kept in the file: readers and the one writer do not wait for each other.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }
        else
        {
            await db.Database.MigrateAsync(ct);
        }
    }

    private async Task CopyAsync(ShopDbContext db, CancellationToken ct)
    {
        var tables = db.GetService<IRelationalDatabaseCreator>();
        if (!await tables.ExistsAsync(ct) || !await tables.HasTablesAsync(ct))
        {
            return;
        }

        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var copy = string.Create(CultureInfo.InvariantCulture, $"{file}.{clock.GetUtcNow():yyyyMMdd-HHmmss}.bak");

        // VACUUM INTO sees the write-ahead log as well; copying the file alone would not.
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", ct);
        LogCopied(copy);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A copy of the database from before the migration is kept as {Copy}.")]
    private partial void LogCopied(string copy);
}
