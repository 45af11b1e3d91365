using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace HybridShop.Web.Data;

/// <summary>Brings the database to the program's schema. Before a SQLite file with data is touched, a copy of it is kept beside it.</summary>
internal sealed partial class ShopMigration(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, TimeProvider clock, ILogger<ShopMigration> logger)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (pending.Count == 0)
            {
                return;
            }

            if (!database.MigrateAtStart)
            {
                throw new ShopStartException($"The database lacks {pending.Count} migration(s) and Database:MigrateAtStart is false: run the command migrate first.");
            }

            await MigrateAsync(db, ct);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or System.Net.Sockets.SocketException)
        {
            throw new ShopStartException($"The database cannot be opened ({e.Message.TrimEnd('.')}): check ConnectionStrings:Shop, or the file's rights.", e);
        }
    }

    /// <summary>The command migrate: migrates whatever Database:MigrateAtStart says.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await MigrateAsync(db, ct);
    }

    private async Task MigrateAsync(ShopDbContext db, CancellationToken ct)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            await CopyAsync(db, ct);
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
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct) || !(await db.Database.GetAppliedMigrationsAsync(ct)).Any())
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
