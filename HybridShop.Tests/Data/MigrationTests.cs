using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HybridShop.Tests.Data;

public sealed class MigrationsOnSqlite(SqliteDatabases databases) : MigrationTests(databases)
{
    /// <summary>
    /// The older file is one whose history names a migration that is not ours, so that the test holds however many migrations there are.
    /// </summary>
    [Fact]
    public async Task Before_a_migration_touches_a_file_with_data_a_copy_is_kept()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database);
        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20200101000000_Older', '10.0.0');
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
    public async Task Categories_that_have_become_one_by_name_get_a_number_and_the_start_goes_on()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = await OpenBeforeNameKeysAsync(database);
        string[] names = ["Lamps", "LAMPS", "lamps 2", "La\u200bmps", "Ku\u0308che", "KÜCHE", new('x', 100), new('X', 100), "\u202e"];
        foreach (var (index, name) in names.Index())
        {
            await InsertAsync(index + 1, name, null);
        }

        await InsertAsync(20, "Shades", 1);
        await InsertAsync(21, "SHADES", 1);

        await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);
        await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);

        var now = await shop.ReadAsync(db => db.Categories.OrderBy(c => c.Id).Select(c => new { c.Name, c.NameKey }).ToListAsync());
        now.Select(c => c.Name).ShouldBe(
            ["Lamps", "LAMPS 3", "lamps 2", "Lamps 4", "Küche 2", "KÜCHE", new('x', 100), new string('X', 98) + " 2", "slug-9", "Shades", "SHADES 2"]);
        now.ShouldAllBe(c => c.NameKey == CanonicalText.KeyOf(c.Name));

        Task<int> InsertAsync(int id, string name, int? parent) => shop.ExecuteAsync(
            $"""
            INSERT INTO "Categories" ("Id", "Name", "Slug", "Description", "ParentId", "CreatedUtc", "UpdatedUtc")
            VALUES ({id}, {name}, {"slug-" + id}, '', {parent}, {FakeClock.Start.UtcDateTime}, {FakeClock.Start.UtcDateTime})
            """);
    }

    [Fact]
    public async Task Descriptions_from_before_keep_the_links_of_their_first_paragraph()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = await OpenBeforeNameKeysAsync(database);
        await shop.ExecuteAsync($"""INSERT INTO "Categories" ("Id", "Name", "Slug", "Description", "CreatedUtc", "UpdatedUtc") VALUES (1, 'Light', 'light', '', {Now}, {Now})""");
        await InsertAsync(1, "See [care](/about/care).\n\nMore.");
        await InsertAsync(2, "Plain words.");

        await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);

        (await shop.ReadAsync(db => db.Products.OrderBy(p => p.Id).Select(p => p.LeadHtml).ToListAsync())).ShouldBe(["""See <a href="/about/care">care</a>.""", null]);
        (await shop.ReadAsync(db => db.Products.Where(p => p.Id == 1).Select(p => p.UpdatedUtc).SingleAsync())).ShouldBe(Now);

        Task<int> InsertAsync(int id, string description) => shop.ExecuteAsync(
            $"""
            INSERT INTO "Products" ("Id", "Name", "Slug", "Description", "Summary", "SpecsHtml", "BodyHtml", "SearchText", "PriceMinor", "Stock", "LowStockThreshold",
                "CategoryId", "VariantRank", "Status", "CreatedUtc", "UpdatedUtc", "Version", "Stars1", "Stars2", "Stars3", "Stars4", "Stars5")
            VALUES ({id}, 'Lamp', {"lamp-" + id}, {description}, 'See care.', '', '', 'lamp', 0, 0, 0, 1, 0, 1, {Now}, {Now}, 1, 0, 0, 0, 0, 0)
            """);
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

    private static DateTime Now => FakeClock.Start.UtcDateTime;

    /// <summary>A database as the program before this migration left it.</summary>
    private static async Task<TestShop> OpenBeforeNameKeysAsync(TestDatabase database)
    {
        var shop = TestShop.Build(database);
        await shop.ReadAsync(async db =>
        {
            var before = db.Database.GetMigrations().TakeWhile(name => !name.EndsWith("_SessionsNameKeysPictures", StringComparison.Ordinal)).Last();
            await db.GetService<IMigrator>().MigrateAsync(before);
            return before;
        });
        return shop;
    }
}
