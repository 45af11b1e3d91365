using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace HybridShop.Tests.Data;

/// <summary>A statement that is kept prepared is planned once, whatever numbers it is given.</summary>
[Trait("Category", "Database")]
public sealed class SqliteStablePlansTests(SqliteDatabases databases) : IAsyncLifetime
{
    private const string Query = """SELECT "Id" FROM "Products" WHERE "Stock" >= @stock ORDER BY "Name" LIMIT @count""";

    // SQLITE_STMTSTATUS_REPREPARE of sqlite3.h, which the binding does not name.
    private const int SqliteStatementReprepares = 5;

    private readonly SampleWebShop shop = new(databases);

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Reads_that_are_kept_prepared_are_not_planned_again()
    {
        using var session = await shop.Services.GetRequiredService<PreparedReads>().RentAsync(TestContext.Current.CancellationToken);
        foreach (var stock in (int[])[0, 1, 7])
        {
            (string, object)[] parameters = [("@stock", stock), ("@count", 3)];
            var plannedAgain = await session.ReadAsync(Query, reader => TimesPlannedAgain((SqliteDataReader)reader), parameters, TestContext.Current.CancellationToken);
            plannedAgain.ShouldBe([0, 0, 0]);
        }
    }

    [Fact]
    public async Task Neither_are_those_of_a_context()
    {
        await using var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = Query;
        command.Parameters.AddWithValue("@stock", 1);
        command.Parameters.AddWithValue("@count", 3);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();

        TimesPlannedAgain(reader).ShouldBe(0);
    }

    private static int TimesPlannedAgain(SqliteDataReader reader) => raw.sqlite3_stmt_status(reader.Handle, SqliteStatementReprepares, 0);
}
