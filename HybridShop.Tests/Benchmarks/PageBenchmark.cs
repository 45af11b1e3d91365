using HybridShop.Tests.Support;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

/// <summary>Server CPU of the catalog pages over 100,000 products on SQLite, without any cache of pages and without compression.</summary>
[Trait("Category", "Benchmark")]
public sealed class PageBenchmark(ITestOutputHelper output)
{
    private const int Products = 100_000;
    private const int RoundCount = 5;
    private const int Requests = 4_000;
    private const int Warmups = 5;
    private const int Clients = 4;

    [Fact(Explicit = true)]
    public async Task Cpu_of_each_catalog_page_beside_a_bare_endpoint()
    {
        using var folder = new TempFolder();
        await ShopProcess.RunAsync(folder.Path, "seed", "--products", Products.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await using var shop = await ShopProcess.ServeAsync(folder.Path);
        string[] paths =
        [
            "/health/live", "/about/reviews", "/products", "/products?page=1000", "/categories/cooking", "/categories/kitchen", "/products?sort=price",
            "/products/enamel-kettle", "/",
        ];
        for (var i = 0; i < Warmups; i++)
        {
            foreach (var path in paths)
            {
                await CpuPerRequestAsync(shop, path);
            }
        }

        var results = await InTurnAsync(RoundCount, [.. paths.Select<string, Func<Task<double>>>(path => () => CpuPerRequestAsync(shop, path))]);
        output.WriteLine($"Server CPU for each request, {Products:N0} products, SQLite, median of {RoundCount} rounds in turn:");
        for (var i = 0; i < paths.Length; i++)
        {
            output.WriteLine(Text($"{Median(results[i]),8:N0} µs  {Ratio(results[i], results[0]),6:N1} × bare  {paths[i]}"));
        }
    }

    private static async Task<double> CpuPerRequestAsync(ShopProcess shop, string path)
    {
        var before = shop.CpuMicroseconds;
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, ct) =>
        {
            using var answer = await shop.Client.GetAsync(path, ct);
            answer.EnsureSuccessStatusCode();
        });
        return (shop.CpuMicroseconds - before) / Requests;
    }
}
