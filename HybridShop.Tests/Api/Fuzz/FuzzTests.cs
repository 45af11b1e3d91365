using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using HybridShop.Tests.Api.Contract;
using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Api.Fuzz;

/// <summary>
/// No input makes the shop stumble: random requests to every operation of the document, by everybody at once. The ordinary run sends a few, always the same
/// ones; the long one sends many others each time. HYBRIDSHOP_FUZZ_REQUESTS says how many, HYBRIDSHOP_FUZZ_SEED makes a run the same as one before.
/// </summary>
[Trait("Category", "Http")]
public abstract class FuzzTests(TestDatabases databases)
{
    private const int UsualRequests = 500;
    private const int UsualSeed = 17;
    private const int ManyRequests = 2_000;
    private const int MostFaults = 10;

    private static readonly ShopActor?[] Callers = [null, Users.Ada, Users.Sam, Users.Mara, Users.Admin];

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public Task Whatever_is_sent_the_shop_neither_stumbles_nor_miscounts(string environment) => FuzzAsync(environment, UsualRequests, UsualSeed);

    [Theory(Explicit = true), Trait("Category", "Long")]
    [InlineData("Development")]
    [InlineData("Production")]
    public Task However_much_is_sent_the_shop_neither_stumbles_nor_miscounts(string environment) => FuzzAsync(environment, ManyRequests, Random.Shared.Next());

    private async Task FuzzAsync(string environment, int usualRequests, int usualSeed)
    {
        var seed = Setting("HYBRIDSHOP_FUZZ_SEED") ?? usualSeed;
        var requests = Setting("HYBRIDSHOP_FUZZ_REQUESTS") ?? usualRequests;
        TestContext.Current.TestOutputHelper!.WriteLine($"HYBRIDSHOP_FUZZ_SEED={seed}");
        await using var shop = new FuzzedShop(await databases.CreateAsync(), environment);
        var contract = await ApiContract.OfAsync(shop);
        var (faults, statuses) = (shop.Faults, new ConcurrentDictionary<int, int>());

        await Task.WhenAll(Callers.Select((actor, i) =>
            Task.Run(() => CallAsync(shop, contract, actor, requests / Callers.Length, new(seed + i), faults, statuses))));

        TestContext.Current.TestOutputHelper.WriteLine(string.Join(", ", statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}")));
        faults.Take(MostFaults).ShouldBeEmpty($"{faults.Count} faults with HYBRIDSHOP_FUZZ_SEED={seed}");
        (await shop.DatabaseAsync(MiscountsAsync)).ShouldBeEmpty($"HYBRIDSHOP_FUZZ_SEED={seed}");

        // Else it would have looked at the front door alone.
        var all = statuses.Values.Sum();
        statuses.Where(status => status.Key < 300).Sum(status => status.Value).ShouldBeGreaterThan(all / 10);
        statuses.Where(status => status.Key is 401 or 403 or 429).Sum(status => status.Value).ShouldBeLessThan(all / 2);
    }

    private static async Task CallAsync(
        FuzzedShop shop, ApiContract contract, ShopActor? actor, int left, Random random, ConcurrentBag<string> faults, ConcurrentDictionary<int, int> statuses)
    {
        using var http = await shop.SignedInClientAsync(actor);
        var requests = new FuzzRequests(contract, random);
        for (; left > 0 && faults.Count < 100; left--)
        {
            var request = requests.Next();
            using var message = MessageOf(request);
            try
            {
                using var answer = await http.SendAsync(message, TestContext.Current.CancellationToken);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                if (await FaultOfAsync(answer, message.Method) is { } fault)
                {
                    faults.Add($"{actor?.Name ?? "A visitor"}: {request}\n  {(int)answer.StatusCode} {fault}");
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                faults.Add($"{actor?.Name ?? "A visitor"}: {request}\n  {e}");
            }
        }
    }

    private static HttpRequestMessage MessageOf(FuzzRequest request)
    {
        var message = new HttpRequestMessage(new(request.Verb), request.Address);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        // A page of the shop asks, or the cookie would not count; the fuzzing puts other values beside it.
        message.Headers.Add(ApiCaller.FetchSite, "same-origin");
        foreach (var (name, value) in request.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        }

        return message;
    }

    /// <summary>What is wrong with an answer: nothing above 499, and every refusal explains itself.</summary>
    private static async Task<string?> FaultOfAsync(HttpResponseMessage answer, HttpMethod method)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return text;
        }

        if (status < 400 || method == HttpMethod.Head)
        {
            return null;
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"comes as {answer.Content.Headers.ContentType}: {text[..Math.Min(200, text.Length)]}";
        }

        var problem = JsonNode.Parse(text)!;
        return problem["status"]?.GetValue<int>() != status || problem["trace_id"]?.GetValue<string>() is not { Length: > 0 } ? text : null;
    }

    /// <summary>Products whose stock is not the sum of its ledger, or whose ratings are not those of their public reviews.</summary>
    private static async Task<List<string>> MiscountsAsync(ShopDbContext db)
    {
        var ledger = await db.StockMovements.GroupBy(m => m.ProductId).ToDictionaryAsync(lines => lines.Key, lines => lines.Sum(m => m.Delta));
        var ratings = (await db.Reviews.Where(r => r.Status == ReviewStatus.Approved).Select(r => new { r.ProductId, r.Rating }).ToListAsync())
            .GroupBy(r => r.ProductId).ToDictionary(reviews => reviews.Key, reviews => Enumerable.Range(1, 5).Select(star => reviews.Count(r => r.Rating == star)));
        return [.. (await db.Products.AsNoTracking().ToListAsync()).SelectMany(product => new[]
        {
            ledger.GetValueOrDefault(product.Id) == product.Stock ? null : $"{product.Name}: stock {product.Stock}, ledger {ledger.GetValueOrDefault(product.Id)}",
            ratings.GetValueOrDefault(product.Id, Enumerable.Repeat(0, 5)).SequenceEqual([product.Stars1, product.Stars2, product.Stars3, product.Stars4, product.Stars5])
                ? null : $"{product.Name}: its ratings are not those of its reviews",
        }).OfType<string>()];
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Says what broke, which the answer does not.</summary>
    private sealed class Witness(ConcurrentBag<string> faults) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is not BadHttpRequestException)
            {
                faults.Add($"{httpContext.Request.Method} {httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path}: {exception}");
            }

            return ValueTask.FromResult(false);
        }
    }

    /// <summary>A shop of the sample world in that environment. Limits on how much one may ask stand aside, or nothing behind them would be reached.</summary>
    private sealed class FuzzedShop : WebShop
    {
        public FuzzedShop(TestDatabase database, string environment)
        {
            Database = database;
            EnvironmentName = environment;
            AttemptsPerMinute = 1_000_000;
            Replacing = services => services.Insert(0, ServiceDescriptor.Singleton<IExceptionHandler>(new Witness(Faults)));
        }

        public ConcurrentBag<string> Faults { get; } = [];

        public async Task<HttpClient> SignedInClientAsync(ShopActor? actor)
        {
            var http = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
            if (actor is not null)
            {
                (await new Visitor(http).SignInAsync(Users.EmailOf(actor), Users.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
            }

            return http;
        }
    }
}

public sealed class SqliteFuzzTests(SqliteDatabases databases) : FuzzTests(databases);

public sealed class PostgresFuzzTests(PostgresDatabases databases) : FuzzTests(databases);
