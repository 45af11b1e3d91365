using System.Diagnostics;
using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

public sealed class StockPageBenchmarkOnSqlite(SqliteDatabases databases, ITestOutputHelper output) : StockPageBenchmark(databases, output);

public sealed class StockPageBenchmarkOnPostgres(PostgresDatabases databases, ITestOutputHelper output) : StockPageBenchmark(databases, output);

/// <summary>What the stock board asks for over 100,000 products: time of <see cref="IStockService.ListLevelsAsync"/> for each filter, order and page.</summary>
[Trait("Category", "Benchmark")]
public abstract class StockPageBenchmark(TestDatabases databases, ITestOutputHelper output)
{
    private const int Products = 100_000;
    private const int RoundCount = 20;
    private const int LastPage = 1_001;
    private const int MovedToday = 300;

    [Fact(Explicit = true)]
    public async Task Time_of_each_filter_order_and_page()
    {
        await using var database = await databases.CreateAsync();
        await using (var seeding = await TestShop.OpenAsync(database))
        {
            await new CatalogGenerator(seeding.Get<UnitOfWork>()).RunAsync(Products, CancellationToken.None);
        }

        await using var shop = await TestShop.OpenAsync(database);
        var start = Stopwatch.StartNew();
        await shop.Get<ProductIndex>().GetAsync(CancellationToken.None);
        var started = start.Elapsed.TotalMilliseconds;
        var first = await MillisecondsAsync(shop, new());
        for (var id = 1_000; id < 1_000 + MovedToday; id++)
        {
            await shop.Stock.AdjustAsync(new() { ProductId = id, Delta = 1, Reason = StockReason.Received }, ShopActor.Shop);
        }

        var queries = Queries().ToList();
        var results = await InTurnAsync(RoundCount, [.. queries.Select<StockQuery, Func<Task<double>>>(query => () => MillisecondsAsync(shop, query))]);
        output.WriteLine(Text($"{database.Provider}, {Products:N0} products, {RoundCount} rounds in turn; index filled at the start in {started:N0} ms, then the very first page {first:N0} ms"));
        output.WriteLine("  p50 ms   p95 ms  asked for");
        foreach (var (index, query) in queries.Index())
        {
            output.WriteLine(Text($"{Median(results[index]),8:N1} {At95(results[index]),8:N1}  {StockAddress.Of(query)}"));
        }
    }

    private static IEnumerable<StockQuery> Queries()
    {
        foreach (var sort in Enum.GetValues<StockSort>())
        {
            foreach (var isDescending in new[] { false, true })
            {
                foreach (var page in new[] { 1, LastPage / 2, LastPage })
                {
                    yield return new() { Sort = sort, IsDescending = isDescending, Page = page };
                }
            }
        }

        StockQuery[] filtered =
        [
            new() { Category = "cooking" }, new() { Category = "kitchen" }, new() { Category = "kitchen", Page = 150 },
            new() { View = StockView.LowOrOut }, new() { View = StockView.LowOrOut, Page = 60 }, new() { View = StockView.ChangedToday },
            new() { View = StockView.NewThisMonth },
            new() { Words = "GEN-0054321" }, new() { Words = "kettle" }, new() { Words = "enamel kettle brandt" }, new() { Words = "no. 12" },
            new() { Words = "e" }, new() { Words = "brandt", Sort = StockSort.OnHand }, new() { Words = "sato", Category = "kitchen", View = StockView.LowOrOut },
            new() { Words = "nothinglikethis" },
        ];
        foreach (var query in filtered)
        {
            yield return query;
        }
    }

    private static async Task<double> MillisecondsAsync(TestShop shop, StockQuery query)
    {
        var watch = Stopwatch.StartNew();
        await shop.Stock.ListLevelsAsync(query, ShopActor.Shop);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double At95(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1];
    }
}
