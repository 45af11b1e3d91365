using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

/// <summary>Server CPU of the API over 100,000 products on SQLite, each answer beside Kestrel that writes as many bytes.</summary>
[Trait("Category", "Benchmark")]
public sealed class ApiBenchmark(ITestOutputHelper output)
{
    private const int Products = 100_000;
    private const int RoundCount = 5;
    private const int Requests = 2_000;
    private const int Warmups = 3;
    private const int Clients = 4;

    [Fact(Explicit = true)]
    public async Task Cpu_of_each_answer_beside_bare_Kestrel_of_the_same_size()
    {
        using var folder = new TempFolder();
        await ShopProcess.RunAsync(folder.Path, "seed", "--products", Products.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await using var shop = await ShopProcess.ServeAsync(folder.Path);
        using var bare = await BareKestrel.StartAsync(ShopProcess.FreeAddress());
        var tag = (await shop.Client.GetAsync("/api/products/1")).Headers.ETag!.ToString();
        var signedIn = await SignInAsync(shop.Client);
        (string Path, (string Name, string Value)? Header)[] asked =
        [
            ("/api/products/1", null), ("/api/products/5000", null), ("/api/products/5000", ("Authorization", signedIn)), ("/api/products/1", ("If-None-Match", tag)),
            ("/api/products", null), ("/api/products?page=1000", null), ("/api/products?after=50000&page_size=200", null), ("/api/products?sort=price&category=kitchen", null),
        ];
        output.WriteLine($"Server CPU for each request, {Products:N0} products, SQLite, median of {RoundCount} rounds in turn, beside bare Kestrel JSON of the same size:");
        foreach (var (path, known) in asked)
        {
            var length = (int)((await AskAsync(shop.Client, path, known)).Content.Headers.ContentLength ?? (await (await AskAsync(shop.Client, path, known)).Content.ReadAsByteArrayAsync()).Length);
            Func<Task<double>> ours = () => CpuPerRequestAsync(shop.Client, () => shop.CpuMicroseconds, path, known);
            Func<Task<double>> theirs = () => CpuPerRequestAsync(bare.Client, () => bare.CpuMicroseconds, $"/json/{Math.Max(2, length)}", null);
            for (var i = 0; i < Warmups; i++)
            {
                await ours();
                await theirs();
            }

            var results = await InTurnAsync(RoundCount, ours, theirs);
            output.WriteLine(Text($"{Median(results[0]),8:N0} µs  {Median(results[1]),6:N0} µs bare  {Ratio(results[0], results[1]),6:N1} ×  {length,7:N0} bytes  {path}{(known is { } header ? $", {header.Name}" : "")}"));
        }
    }

    private static async Task<string> SignInAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/auth/login", new { email = "ada@hybridshop.example", password = Web.Accounts.DemoAccounts.Password });
        return "Bearer " + (await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"];
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, (string Name, string Value)? header, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, ct);
    }

    private static async Task<double> CpuPerRequestAsync(HttpClient client, Func<double> cpu, string path, (string Name, string Value)? header)
    {
        var before = cpu();
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, ct) =>
        {
            using var answer = await AskAsync(client, path, header, ct);
            ((int)answer.StatusCode).ShouldBe(header?.Name == "If-None-Match" ? 304 : 200);
        });
        return (cpu() - before) / Requests;
    }
}
