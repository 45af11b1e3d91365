using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Data;

public sealed class StartingTogetherOnSqlite(SqliteDatabases databases) : StartTogetherTests(databases)
{
    [Fact]
    public async Task What_a_process_left_that_was_killed_while_it_migrated_holds_nobody_up()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database);
        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 09:00:00');
            """));

        await shop.Get<ShopMigration>().RunAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        (await shop.ReadAsync(db => db.Products.CountAsync())).ShouldBe(0);
    }
}

public sealed class StartingTogetherOnPostgres(PostgresDatabases databases) : StartTogetherTests(databases)
{
    [Fact]
    public async Task Also_when_the_database_itself_is_not_there_yet()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var database = new PostgresTestDatabase(server, "not_there_yet");

        await AllComeUpAsync(database);
    }
}

/// <summary>Several processes start at the same moment on an empty database: one prepares it, the others wait, all serve.</summary>
[Trait("Category", "Database")]
public abstract class StartTogetherTests(TestDatabases databases)
{
    private const int NodeCount = 4;

    private protected TestDatabases Databases => databases;

    [Fact]
    public async Task One_prepares_the_database_and_all_come_up()
    {
        await using var database = await databases.CreateEmptyAsync();

        await AllComeUpAsync(database);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_brought_up_is_not_blamed_on_the_connection()
    {
        await using var database = await databases.CreateEmptyAsync();
        await using var shop = TestShop.Build(database);
        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""CREATE TABLE "Categories" ("Id" INTEGER NOT NULL PRIMARY KEY)"""));

        var stop = await Should.ThrowAsync<ShopStartException>(() => shop.Get<ShopMigration>().RunAsync(TestContext.Current.CancellationToken));

        stop.Message.ShouldStartWith("The database could not be brought to this program's schema (");
        stop.Message.ShouldNotContain("ConnectionStrings");
    }

    private protected static async Task AllComeUpAsync(TestDatabase database)
    {
        var nodes = Enumerable.Range(0, NodeCount).Select(_ => new Node(database) { IsDemo = true }).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Services)));

            foreach (var node in nodes)
            {
                (await node.NewVisitor().GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
                (await node.SignedInAsync(Support.Browser.DemoEmails.Staff, Web.Accounts.DemoAccounts.Password)).ShouldNotBeNull();
            }

            (await nodes[0].DatabaseAsync(db => db.Products.CountAsync())).ShouldBe(DemoFiles.Products().Count);
            (await nodes[0].DatabaseAsync(db => db.Roles.CountAsync())).ShouldBe(ShopRoles.All.Count);

            // They share the data folder, so one made the keys.
            Directory.GetFiles(database.Folder.File("keys"), "token-*.pem").ShouldHaveSingleItem();
            Directory.GetFiles(database.Folder.File("keys"), "key-*.xml").ShouldHaveSingleItem();
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private sealed class Node : WebShop
    {
        public Node(TestDatabase database) => (Database, OwnsDatabase) = (database, false);
    }
}
