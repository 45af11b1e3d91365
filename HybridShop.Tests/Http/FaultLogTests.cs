using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using HybridShop.Tests.Live;
using HybridShop.Tests.Support;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Http;

/// <summary>Every answer of 500 and above is in the log once, under the number that its reader was shown. Who hangs up is no fault.</summary>
[Trait("Category", "Http")]
public sealed partial class FaultLogTests(SqliteDatabases databases)
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_page_that_breaks_is_in_the_log_once_with_its_number_its_route_and_who_asked(string environment)
    {
        await using var shop = await OpenAsync(environment, _ => { });
        var ada = await shop.SignedInAsync(Users.Ada);
        await LoseProductsAsync(shop);

        var words = await Visitor.WordsAsync(await ada.GetAsync("/products/table-lamp?secret=1"));

        Single(shop, LogLevel.Error).ShouldBe($"GET /products/{{slug}} failed with 500. Number {Slip().Match(words).Groups[1].Value}, user {Users.Ada.Id}.");
        shop.Log.Troubles[0].Exception!.Message.ShouldContain("no such table");
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task So_is_the_API_under_its_trace_id(string environment)
    {
        await using var shop = await OpenAsync(environment, Breaking);
        _ = shop.Services;
        shop.Log.Clear();

        var answer = await shop.NewCaller().GetAsync("/api/products/1");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        Single(shop, LogLevel.Error).ShouldBe($"GET /api/products/{{id:int}} failed with 500. Number {answer.Json["trace_id"]}, user (null).");
    }

    [Fact]
    public async Task A_status_that_was_chosen_is_a_warning_with_its_reason()
    {
        await using var shop = await OpenAsync("Production", services => services.Replace(ServiceDescriptor.Singleton(new ConnectionRegistry(0))));
        _ = shop.Services;
        shop.Log.Clear();

        var answer = await shop.NewCaller().GetAsync("/live/stock?ids=1");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Single(shop, LogLevel.Warning).ShouldStartWith("GET /live/stock was refused with 503: ");
        Single(shop, LogLevel.Warning).ShouldContain($"Number {answer.Json["trace_id"]}, ");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_half_way_is_in_the_log_once_and_never_looks_whole()
    {
        await using var shop = await OpenAsync("Production", _ => { });
        shop.Listen();
        await using var stream = await EventStream.OpenAsync(shop, "/live/stock?ids=1");
        (await stream.NextAsync()).Type.ShouldBe("product");
        (await stream.NextAsync()).Type.ShouldBe("subscribed");
        await LoseProductsAsync(shop);

        shop.Get<ConnectionRegistry>().Publish([LiveMessages.ResetAll(1)], 1);

        await Should.ThrowAsync<IOException>(async () => await stream.NextAsync());
        await Eventually.IsTrueAsync(() => shop.Log.Troubles.Count > 0, "it is in the log");
        Single(shop, LogLevel.Error).ShouldStartWith("GET /live/stock broke. Number ");
    }

    [Theory]
    [InlineData("/products/table-lamp")]
    [InlineData("/api/products/1")]
    public async Task Who_hangs_up_while_the_shop_still_works_leaves_nothing_in_the_log(string address)
    {
        var (asked, calledOff) = (new TaskCompletionSource(), new TaskCompletionSource());
        var catalog = new BrokenCatalog(async ct =>
        {
            asked.TrySetResult();
            await using var off = ct.Register(() => calledOff.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        });
        await using var shop = await OpenAsync("Production", services => services.Replace(ServiceDescriptor.Singleton<ICatalogService>(catalog)));
        shop.Listen();
        shop.Log.Clear();
        using var http = new HttpClient { BaseAddress = shop.Address };
        using var hangUp = new CancellationTokenSource();

        var asking = http.GetAsync(address, hangUp.Token);
        await asked.Task.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        await calledOff.Task.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken);

        await FinishedAsync(shop, http);
        shop.Log.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_does_a_body_that_ends_half_way()
    {
        await using var shop = await OpenAsync("Production", _ => { });
        shop.Listen();
        shop.Log.Clear();
        using (var line = new TcpClient())
        {
            await line.ConnectAsync(shop.Address.Host, shop.Address.Port, TestContext.Current.CancellationToken);
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/users HTTP/1.1\r\nHost: {shop.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{{\"username\":"), TestContext.Current.CancellationToken);
            await Eventually.IsTrueAsync(() => shop.Log.Lines.Any(entry => entry.Text.StartsWith("Request starting", StringComparison.Ordinal)), "the shop has begun to read it");

            // Closed by a reset, as a machine does whose network goes.
            line.LingerState = new(true, 0);
        }

        using var http = new HttpClient { BaseAddress = shop.Address };
        await FinishedAsync(shop, http);
        shop.Log.Troubles.ShouldBeEmpty();
    }

    private static void Breaking(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ICatalogService>(new BrokenCatalog()));

    private static async Task LoseProductsAsync(WebShop shop)
    {
        await shop.DatabaseAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Products\" RENAME TO \"Elsewhere\"", TestContext.Current.CancellationToken));
        shop.Log.Clear();
    }

    private async Task<SampleWebShop> OpenAsync(string environment, Action<IServiceCollection> replacing)
    {
        var shop = new SampleWebShop(databases)
        {
            EnvironmentName = environment,
            Replacing = replacing,
            Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information" },
        };
        await shop.InitializeAsync();
        return shop;
    }

    /// <summary>The only trouble in the log.</summary>
    private static string Single(WebShop shop, LogLevel level)
    {
        var line = shop.Log.Troubles.ShouldHaveSingleItem();
        line.Level.ShouldBe(level);
        return line.Text;
    }

    /// <summary>Until the server is through with all requests but the one that asks.</summary>
    private static async Task FinishedAsync(WebShop shop, HttpClient http)
    {
        await http.GetAsync("/health/live", TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => Count("Request starting") == Count("Request finished"), "every request has ended");

        int Count(string beginning) => shop.Log.Lines.Count(line => line.Text.StartsWith(beginning, StringComparison.Ordinal));
    }

    [GeneratedRegex("Number of this slip: ([0-9a-f]{32})")]
    private static partial Regex Slip();
}
