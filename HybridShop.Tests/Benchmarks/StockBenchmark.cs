using System.Diagnostics;
using HybridShop.Tests.Support;
using HybridShop.Web.Activity;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Stock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

/// <summary>Stock acts through the service against bare prepared UPDATE and INSERT in a transaction, on SQLite in the same mode.</summary>
[Trait("Category", "Benchmark")]
public sealed class StockBenchmark(ITestOutputHelper output)
{
    private const int RoundCount = 7;
    private const int Acts = 2_000;

    [Theory(Explicit = true)]
    [InlineData("Normal")]
    [InlineData("Full")]
    public async Task Rate_of_stock_acts_beside_bare_statements(string synchronous)
    {
        using var folder = new TempFolder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Shop:DataFolder"] = folder.Path;
        builder.Configuration["Shop:Demo"] = "false";
        builder.Configuration["Database:Synchronous"] = synchronous;
        builder.AddShopData();
        builder.Services.AddChanges().AddCatalog().AddStock().AddActivity().AddDemo();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<ShopMigration>().RunAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ShopFeed>().StartAsync(CancellationToken.None);
        await app.Services.GetRequiredService<CatalogGenerator>().RunAsync(1_000, CancellationToken.None);

        var stock = app.Services.GetRequiredService<IStockService>();
        var results = await InTurnAsync(RoundCount, () => ServiceAsync(stock), () => BareAsync(folder.Path, synchronous));

        output.WriteLine(Text($"synchronous = {synchronous}: service {Median(results[0]):N0} acts/s, bare {Median(results[1]):N0} acts/s, ratio {Ratio(results[0], results[1]):N2}"));
    }

    private static async Task<double> ServiceAsync(IStockService stock)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Acts; i++)
        {
            (await stock.AdjustAsync(new() { ProductId = 1 + (i % 1_000), Delta = 1, Reason = StockReason.Received }, ShopActor.Shop)).IsDone.ShouldBeTrue();
        }

        return Acts / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> BareAsync(string folder, string synchronous)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "hybridshop.db")};Foreign Keys=True");
        await connection.OpenAsync();
        await using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = $"PRAGMA synchronous = {synchronous}";
            await pragma.ExecuteNonQueryAsync();
        }

        await using var update = connection.CreateCommand();
        update.CommandText = "UPDATE Products SET Stock = Stock + 1 WHERE Id = @id AND Stock + 1 >= 0 RETURNING Stock";
        var updated = update.Parameters.Add("@id", SqliteType.Integer);
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO StockMovements (ProductId, Delta, BalanceAfter, Reason, ActorName, CreatedUtc) VALUES (@id, 1, @balance, 1, 'bare', '2026-01-01 00:00:00')";
        var inserted = insert.Parameters.Add("@id", SqliteType.Integer);
        var balance = insert.Parameters.Add("@balance", SqliteType.Integer);

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Acts; i++)
        {
            await using var transaction = connection.BeginTransaction();
            update.Transaction = insert.Transaction = transaction;
            updated.Value = inserted.Value = 1 + (i % 1_000);
            balance.Value = (long)(await update.ExecuteScalarAsync())!;
            await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return Acts / watch.Elapsed.TotalSeconds;
    }
}
