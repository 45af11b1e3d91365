using System.Data.Common;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Data;

public sealed class ConstraintsOnSqlite(SqliteDatabases databases) : ConstraintTests(databases);

public sealed class ConstraintsOnPostgres(PostgresDatabases databases) : ConstraintTests(databases);

/// <summary>What the services refuse, the database refuses as well, whoever writes.</summary>
public abstract class ConstraintTests(TestDatabases databases) : DatabaseTest(databases)
{
    private const string Now = "'2026-03-02 09:00:00+00'";

    /// <summary>Writes that must not pass. Each breaks one rule; the tests at the end show that the same without the fault passes.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "negative stock", """UPDATE "Products" SET "Stock" = -1 WHERE "Id" = 1""" },
        { "more than a shelf holds", """UPDATE "Products" SET "Stock" = 1000000001 WHERE "Id" = 1""" },
        { "negative price", """UPDATE "Products" SET "Price" = -1 WHERE "Id" = 1""" },
        { "price too high", """UPDATE "Products" SET "Price" = 10000000000 WHERE "Id" = 1""" },
        { "negative count of ratings", """UPDATE "Products" SET "Stars1" = -1 WHERE "Id" = 1""" },
        { "unknown status", """UPDATE "Products" SET "Status" = 3 WHERE "Id" = 1""" },
        { "empty name", """UPDATE "Products" SET "Name" = '' WHERE "Id" = 1""" },
        { "name too long", $"""UPDATE "Products" SET "Name" = '{new string('x', 256)}' WHERE "Id" = 1""" },
        { "category name too long", $"""UPDATE "Categories" SET "Name" = '{new string('x', 101)}' WHERE "Id" = 1""" },
        { "user name too long", $"""UPDATE "AspNetUsers" SET "UserName" = '{new string('x', 151)}' WHERE "Id" = 1""" },
        { "comment too long", $"""UPDATE "Reviews" SET "Comment" = '{new string('x', 5_001)}' WHERE "Id" = 1""" },
        { "second user of an address", """UPDATE "AspNetUsers" SET "NormalizedEmail" = 'ADA@HYBRIDSHOP.EXAMPLE' WHERE "Id" = 1""" },
        { "second user of a name", """UPDATE "AspNetUsers" SET "NormalizedUserName" = 'ADA' WHERE "Id" = 1""" },
        { "number taken", """UPDATE "Products" SET "Sku" = 'LAMP-1' WHERE "Id" = 2""" },
        { "address taken", """UPDATE "Products" SET "Slug" = 'table-lamp' WHERE "Id" = 2""" },
        { "product without its category", """UPDATE "Products" SET "CategoryId" = 999 WHERE "Id" = 1""" },
        { "category with products deleted", """DELETE FROM "Categories" WHERE "Id" = 2""" },
        { "product with a ledger deleted", """DELETE FROM "Products" WHERE "Id" = 1""" },
        { "two leads in a group", """UPDATE "Products" SET "VariantRank" = 0 WHERE "Id" = 7""" },
        { "rank without a group", """UPDATE "Products" SET "VariantRank" = 1 WHERE "Id" = 1""" },
        { "second department of a name", """UPDATE "Categories" SET "Name" = 'Light' WHERE "Id" = 3""" },
        { "second sibling of a name", """UPDATE "Categories" SET "Name" = 'Lamps', "ParentId" = 1 WHERE "Id" = 4""" },
        { "category below itself", """UPDATE "Categories" SET "ParentId" = 3 WHERE "Id" = 3""" },
        { "rating 6", InsertReview(product: 1, user: 5, rating: 6) },
        { "rating 0", InsertReview(product: 1, user: 5, rating: 0) },
        { "waiting rating 6", """UPDATE "Reviews" SET "PendingRating" = 6 WHERE "Id" = 1""" },
        { "review of no product", InsertReview(product: 999, user: 5, rating: 5) },
        { "review by nobody known", InsertReview(product: 1, user: 999, rating: 5) },
        { "second review", InsertReview(product: 2, user: 6, rating: 5) },
        { "movement of nothing", InsertMovement(delta: 0, balance: 10, reverses: "NULL") },
        { "balance below zero", InsertMovement(delta: -1, balance: -1, reverses: "NULL") },
        { "undo of no movement", InsertMovement(delta: 1, balance: 11, reverses: "999") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_database_itself_refuses(string what, string sql)
    {
        var refused = await Should.ThrowAsync<DbException>(() => ExecuteAsync(sql), what);

        // A rule was broken, not the statement: 23… on PostgreSQL, SQLITE_CONSTRAINT (19) on SQLite; 22001 is PostgreSQL's "too long".
        (refused.SqlState?.StartsWith("23", StringComparison.Ordinal) == true || refused.SqlState == "22001"
            || refused is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 }).ShouldBeTrue(refused.Message);
    }

    [Fact]
    public async Task Nothing_is_undone_twice()
    {
        await ExecuteAsync(InsertMovement(delta: -10, balance: 0, reverses: "1"));

        await Should.ThrowAsync<DbException>(() => ExecuteAsync(InsertMovement(delta: -10, balance: 0, reverses: "1")));
    }

    [Fact]
    public async Task The_same_statements_without_their_fault_pass()
    {
        (await ExecuteAsync(InsertReview(product: 1, user: 5, rating: 5))).ShouldBe(1);
        (await ExecuteAsync(InsertMovement(delta: 1, balance: 11, reverses: "NULL"))).ShouldBe(1);
        (await ExecuteAsync($"""UPDATE "Products" SET "Name" = '{new string('x', 255)}', "Stock" = 0, "Price" = 9999999999 WHERE "Id" = 1""")).ShouldBe(1);
        (await ExecuteAsync("""UPDATE "Categories" SET "Name" = 'Lamps', "ParentId" = 5 WHERE "Id" = 4""")).ShouldBe(1);
    }

    [Fact]
    public async Task The_database_computes_count_and_average_from_the_five_counts()
    {
        await ExecuteAsync("""UPDATE "Products" SET "Stars1" = 1, "Stars5" = 2 WHERE "Id" = 1""");

        var lamp = await Shop.ReadAsync(db => db.Products.SingleAsync(p => p.Id == Products.Lamp));
        (lamp.ReviewCount, lamp.AverageRating.Thousandths).ShouldBe((3, 3_666));
    }

    private Task<int> ExecuteAsync(string sql) => Shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private static string InsertReview(int product, int user, int rating) =>
        $"""
        INSERT INTO "Reviews" ("ProductId", "UserId", "Rating", "Status", "HelpfulCount", "Version", "CreatedUtc", "UpdatedUtc")
        VALUES ({product}, {user}, {rating}, 0, 0, 1, {Now}, {Now})
        """;

    private static string InsertMovement(int delta, int balance, string reverses) =>
        $"""
        INSERT INTO "StockMovements" ("ProductId", "Delta", "BalanceAfter", "Reason", "ActorName", "ReversesId", "CreatedUtc")
        VALUES (1, {delta}, {balance}, 8, 'Test', {reverses}, {Now})
        """;
}
