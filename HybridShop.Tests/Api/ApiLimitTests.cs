using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Api;
using HybridShop.Web.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace HybridShop.Tests.Api;

/// <summary>How much a program may ask, and which pages may ask at all.</summary>
[Trait("Category", "Http")]
public sealed class ApiLimitTests(SqliteDatabases databases)
{
    private const string Lamp = "/api/products/1";

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_pages_stay_free()
    {
        await using var shop = await OpenAsync(perMinute: 60);
        var (caller, mara) = (shop.NewCaller(), await shop.CallerAsync(Users.Mara));
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 100 && answers.All(answer => answer.Status == HttpStatusCode.OK); i++)
        {
            answers.Add(await caller.GetAsync(Lamp));
        }

        answers.Count.ShouldBeGreaterThanOrEqualTo(50);
        answers[^1].Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answers[^1].Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        answers[^1].Detail.ShouldNotBeNullOrEmpty();
        (await shop.NewVisitor().GetAsync("/products")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await mara.GetAsync(Lamp)).Status.ShouldBe(HttpStatusCode.OK, "a user has a measure of their own");
    }

    [Theory]
    [InlineData("same-origin", "", HttpStatusCode.NoContent)]
    [InlineData("", "https://localhost", HttpStatusCode.NoContent)]
    [InlineData("same-site", "", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("none", "", HttpStatusCode.Forbidden)]
    [InlineData("", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("", "https://localhost.elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("", "https://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("", "null", HttpStatusCode.Forbidden)]
    [InlineData("", "", HttpStatusCode.Forbidden)]
    public async Task The_cookie_writes_only_for_a_page_of_the_shop(string site, string origin, HttpStatusCode status)
    {
        await using var shop = await OpenAsync();
        var mara = shop.NewCaller();
        await mara.SignInByCookieAsync(Users.EmailOf(Users.Mara), Users.Password);

        (await mara.DeleteAsync(Lamp, (ApiCaller.FetchSite, site), ("Origin", origin))).Status.ShouldBe(status);
        (await mara.GetAsync(Lamp, (ApiCaller.FetchSite, "cross-site"))).Status.ShouldBe(HttpStatusCode.OK, "reading is free");
    }

    [Theory]
    [InlineData("http://front.example", true)]
    [InlineData("https://front.example", false)]
    [InlineData("http://front.example:81", false)]
    [InlineData("http://sub.front.example", false)]
    public async Task Pages_of_the_origins_in_the_configuration_may_ask(string origin, bool isAllowed)
    {
        await using var shop = await OpenAsync(origins: "http://other.example, http://front.example");

        var preflight = await shop.NewCaller().SendAsync(
            HttpMethod.Options, Lamp, null, headers: [("Origin", origin), ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,content-type")]);
        var answer = await shop.NewCaller().GetAsync(Lamp, ("Origin", origin));
        var nothing = await shop.NewCaller().GetAsync("/api/nothing", ("Origin", origin));

        foreach (var headers in new[] { preflight.Headers, answer.Headers, nothing.Headers })
        {
            AllowedOrigin(headers).ShouldBe(isAllowed ? origin : null);
            headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://shop.example/")]
    [InlineData("shop.example")]
    [InlineData("https://*.shop.example")]
    public void An_origin_that_is_not_exact_stops_the_start(string origin)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["CORS_ORIGINS"] = origin }).Build();

        Should.Throw<ShopStartException>(() => ApiOrigins.From(configuration, new Environment())).Message.ShouldContain(origin);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var shop = await OpenAsync();
        shop.Listen();
        using var http = new HttpClient { BaseAddress = shop.Address };
        var mara = new ApiCaller(http);
        await mara.SignInByCookieAsync(Users.EmailOf(Users.Mara), Users.Password);

        var answer = await mara.PostAsync("/api/products", new JsonObject { ["name"] = new string('x', (int)ApiLimits.BodyBytes) });

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (answer.ContentType, answer.Detail).ShouldBe(("application/problem+json", "The body is larger than this address takes."));
    }

    private static string? AllowedOrigin(HttpResponseHeaders headers) => headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;

    private async Task<SampleWebShop> OpenAsync(int perMinute = 0, string? origins = null)
    {
        var shop = new SampleWebShop(databases) { ApiRequestsPerMinute = perMinute, Origins = origins };
        await shop.InitializeAsync();
        return shop;
    }

    private sealed class Environment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
