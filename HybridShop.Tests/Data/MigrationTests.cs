using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Data;

public sealed class MigrationsOnSqlite(SqliteDatabases databases) : MigrationTests(databases)
{
    [Fact]
    public async Task Before_a_migration_touches_a_file_with_data_a_copy_is_kept()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database);
        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "Keepsakes" ("Words" TEXT);
            INSERT INTO "Keepsakes" VALUES ('As it was.');
            """));

        await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);

        var copy = Directory.GetFiles(database.Folder.Path, "*.bak").ShouldHaveSingleItem();
        Path.GetFileName(copy).ShouldBe("hybridshop.db.20260302-090000.bak");
        (await ReadAsync(copy, """SELECT "Words" FROM "Keepsakes" """)).ShouldBe("As it was.");
        (await ReadAsync(copy, "SELECT count(*) FROM sqlite_master WHERE name = 'Products'")).ShouldBe(0L);
        (await shop.ReadAsync(db => db.Products.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_first_start_and_one_without_news_keep_no_copy()
    {
        await using var database = await Databases.CreateEmptyAsync();
        for (var start = 0; start < 2; start++)
        {
            await using var shop = TestShop.Build(database);
            await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);
        }

        Directory.GetFiles(database.Folder.Path, "*.bak").ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_and_the_writer_do_not_wait_for_each_other() =>
        (await Shop.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync())).ShouldBe("wal");

    private static async Task<object?> ReadAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

public sealed class MigrationsOnPostgres(PostgresDatabases databases) : MigrationTests(databases);

public abstract class MigrationTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task The_migrations_say_all_that_the_model_says() =>
        (await Shop.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();

    [Fact]
    public async Task With_MigrateAtStart_off_the_start_stops_with_a_sentence_until_the_command_was_run()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database, settings: [new("Database:MigrateAtStart", "false")]);
        var migration = shop.Get<ShopMigration>();

        var stop = await Should.ThrowAsync<ShopStartException>(() => migration.RunAsync(CancellationToken.None));
        stop.Message.ShouldContain("run the command migrate first");

        await migration.MigrateAsync(CancellationToken.None);
        await migration.RunAsync(CancellationToken.None);
        (await shop.ReadAsync(db => db.Products.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_with_another_history_stops_the_start_with_a_sentence_and_is_left_as_it_is()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database);
        var migration = shop.Get<ShopMigration>();
        await migration.RunAsync(CancellationToken.None);
        await shop.ExecuteAsync($"""DELETE FROM "__EFMigrationsHistory" """);
        await shop.ExecuteAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('20261121020346_Initial', '10.0.10')""");

        foreach (var start in (Func<Task>[])[() => migration.RunAsync(CancellationToken.None), () => migration.MigrateAsync(CancellationToken.None)])
        {
            (await Should.ThrowAsync<ShopStartException>(start)).Message.ShouldBe(
                "The database was made by a version of the program from before its first release, or by a newer one (its history names "
                + "20261121020346_Initial): start that version, or name another database or data folder.");
        }

        (await shop.ReadAsync(db => db.Database.GetAppliedMigrationsAsync())).ShouldBe(["20261121020346_Initial"]);
    }

    [Fact]
    public async Task There_is_a_table_for_passkeys() =>
        (await Shop.ReadAsync(db => db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM \"AspNetUserPasskeys\"").SingleAsync())).ShouldBe(0);

    [Fact]
    public async Task Times_come_back_as_the_same_moment_in_UTC()
    {
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara);

        var written = await Shop.ReadAsync(db => db.StockMovements.OrderByDescending(m => m.Id).Select(m => m.CreatedUtc).FirstAsync());
        (written, written.Kind).ShouldBe((FakeClock.Start.UtcDateTime, DateTimeKind.Utc));
    }
}
