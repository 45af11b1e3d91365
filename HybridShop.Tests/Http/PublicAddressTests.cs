using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HybridShop.Tests.Accounts;
using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace HybridShop.Tests.Http;

/// <summary>Every address that the shop writes is its own, whatever the headers of a request say.</summary>
[Trait("Category", "Http")]
public sealed class PublicAddressTests(PublicAddressTests.Store store) : IClassFixture<PublicAddressTests.Store>
{
    private const string Own = "https://shop.example/store";

    private const string Missing = "Shop:PublicUrl is missing: set it (environment Shop__PublicUrl) to the address at which visitors find the shop, "
        + "such as https://shop.example.";

    /// <summary>What somebody sends who wants others to end up at a place of his.</summary>
    private static readonly (string, string)[] Evil =
    [
        ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Original-Host", "evil.example"),
        ("X-Forwarded-Prefix", "/evil.example"), ("Forwarded", "host=evil.example"), ("X-Forwarded-Server", "evil.example"),
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/products?page=2")]
    [InlineData("/products/enamel-kettle")]
    [InlineData("/products/no-such-thing")]
    [InlineData("/dashboard")]
    [InlineData("/account")]
    [InlineData("/products/enamel-kettle/review")]
    [InlineData("/Identity/Account/Login?ReturnUrl=%2Faccount")]
    [InlineData("/Identity/Account/Manage/Email")]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/api/products?page_size=1")]
    [InlineData("/api/reviews?product=1")]
    [InlineData("/api/products/999999")]
    [InlineData("/api/users")]
    [InlineData("/api/no-such-thing")]
    [InlineData("/ws")]
    [InlineData("/media/none.png")]
    public async Task No_answer_has_the_name_of_another_host_in_it(string address)
    {
        var answer = await store.NewVisitor().GetAsync(address, Evil);

        answer.StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
        $"{answer.Headers}{answer.Content.Headers}{await Visitor.WordsAsync(answer)}".ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task Letters_lead_to_the_shop()
    {
        await using var shop = new AccountsShop { PublicUrl = Own, More = AnyHost };
        var browser = shop.NewVisitor();
        foreach (var (name, value) in Evil)
        {
            browser.Always(name, value);
        }

        await browser.SendAsync(
            "/Identity/Account/Register",
            ("Input.UserName", "Ada"), ("Input.Email", "ada@people.example"), ("Input.Password", AccountsShop.Password));
        await browser.SendAsync("/Identity/Account/Manage/Email?handler=Letter");
        await browser.SendAsync("/Identity/Account/Manage/Email?handler=Change", ("Input.Email", "ada@elsewhere.example"));
        await browser.SendAsync("/Identity/Account/ResendEmailConfirmation", ("Input.Email", "ada@people.example"));
        await shop.ChangeUserAsync("Ada", user => user.EmailConfirmed = true);
        await browser.SendAsync("/Identity/Account/ForgotPassword", ("Input.Email", "ada@people.example"));
        var registration = AccountsShop.Credentials("Bea");
        registration["username"] = "Bea";
        await shop.NewCaller().PostAsync("/api/users", registration, Evil);

        var letters = shop.Letters
            .Select(letter => Encoding.UTF8.GetString(Convert.FromBase64String(letter.Split("\r\n\r\n", 2)[1])).Replace('\'', '"')).ToList();
        letters.Count.ShouldBe(6);
        letters.ShouldAllBe(letter => letter.Contains($"href=\"{Own}/Identity/Account/"));
        letters.ShouldAllBe(letter => !letter.Contains("evil.example"));
    }

    [Fact]
    public async Task Programs_are_led_on_below_the_mount()
    {
        var mara = await store.CallerAsync(Users.Mara);

        var list = await mara.GetAsync("/api/products?page_size=1", Evil);
        var made = await mara.PostAsync(
            "/api/products", new JsonObject { ["name"] = "Bell", ["price"] = 3, ["category_id"] = Categories.Kitchen }, Evil);

        list.Headers.GetValues("Link").Single().ShouldStartWith("</store/api/products?");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        made.Headers.Location!.OriginalString.ShouldStartWith("/store/api/products/");
        (await mara.GetAsync("/openapi/v1.json", Evil)).Json["servers"]![0]!["url"]!.GetValue<string>().ShouldBe("/store");
    }

    [Fact]
    public async Task Search_engines_are_told_the_whole_public_address()
    {
        var page = await store.NewVisitor().OpenAsync("/products/enamel-kettle");

        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldBe(Own + "/products/enamel-kettle");
    }

    [Theory]
    [InlineData("/products", "/products")]
    [InlineData("/store/products", "/products")]
    [InlineData("/Store/products", "/products")]
    [InlineData("/store", "")]
    [InlineData("/storeroom", "/storeroom")]
    public void The_mount_is_taken_off_the_path_whether_the_proxy_has_done_so_or_not(string path, string below)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;

        Address(Own).ApplyTo(request);

        (request.Scheme, request.Host.Value).ShouldBe(("https", "shop.example"));
        (request.PathBase.Value, request.Path.Value).ShouldBe(("/store", below));
    }

    [Theory]
    [InlineData("shop.example", true)]
    [InlineData("SHOP.example:8443", true)]
    [InlineData("www.shop.example", false)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1:5080", false)]
    [InlineData("", false)]
    public void Only_the_host_of_the_public_address_is_answered(string host, bool isAnswered) =>
        Address(Own).Allows(new(host)).ShouldBe(isAnswered);

    [Theory]
    [InlineData("www.shop.example", true)]
    [InlineData("shop.example", true)]
    [InlineData("evil.example", false)]
    public void AllowedHosts_says_more(string host, bool isAnswered) =>
        Address(Own, ("AllowedHosts", "*.shop.example")).Allows(new(host)).ShouldBe(isAnswered);

    [Theory]
    [InlineData("https://bücher.example", "xn--bcher-kva.example")]
    [InlineData("https://[2001:db8::1]:8443", "[2001:db8::1]:8443")]
    [InlineData("http://localhost:5080/", "localhost:5080")]
    public void A_host_is_known_as_browsers_write_it(string url, string host) => Address(url).Allows(new(host)).ShouldBeTrue();

    [Fact]
    public async Task A_foreign_host_is_answered_by_a_problem_and_probes_are_answered_by_any_name()
    {
        await using var shop = new WebShop { PublicUrl = Own };

        var refused = await shop.NewCaller().GetAsync("/api/products", ("Host", "evil.example"));

        (refused.Status, refused.ContentType).ShouldBe((HttpStatusCode.BadRequest, "application/problem+json"));
        refused.Detail.ShouldBe(HybridShop.Web.ApiText.HostUnknown);
        (await shop.NewVisitor().GetAsync("/", ("Host", "evil.example"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await shop.NewVisitor().GetAsync("/", ("Host", "shop.example"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.NewVisitor().GetAsync("/health/live", ("Host", "10.1.2.3:8080"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.NewVisitor().GetAsync("/store/health/ready", ("Host", "10.1.2.3:8080"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Serving_in_Production_asks_for_the_public_address()
    {
        Should.Throw<ShopStartException>(() => Address(null, environment: "Production")).Message.ShouldBe(Missing);
        Address(null, environment: "Staging").Allows(new("any.example")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://shop.example", true)]
    [InlineData("https://shop.example", false)]
    [InlineData("http://localhost:5080", false)]
    public void Plain_http_over_the_network_is_known_to_take_no_sign_in(string url, bool isUnencrypted) =>
        Address(url).IsUnencrypted.ShouldBe(isUnencrypted);

    [Theory]
    [InlineData("shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://")]
    [InlineData("https://ada:secret@shop.example")]
    [InlineData("https://shop.example/?a=b")]
    [InlineData("https://shop.example/#a")]
    public void What_is_no_address_of_a_site_stops_the_start_with_a_sentence(string url) =>
        Should.Throw<ShopStartException>(() => Address(url)).Message.ShouldStartWith($"Shop:PublicUrl is “{url}”; it is the address");

    [Theory]
    [InlineData("http://localhost:5080", "http", "localhost:5080")]
    [InlineData("http://[::]:8080", "http", "localhost:8080")]
    [InlineData("http://*:8080", "http", "localhost:8080")]
    [InlineData("http://0.0.0.0:8080;https://localhost:8443", "https", "localhost:8443")]
    [InlineData("http://127.0.0.1:8080", "https", "127.0.0.1:8080")]
    [InlineData("", "http", "localhost")]
    public void Without_one_the_address_is_where_the_shop_listens_and_never_what_the_request_says(string urls, string scheme, string host)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Path) = (scheme, new("evil.example"), "/products");

        Address(null, urls: urls).ApplyTo(request);

        (request.Scheme, request.Host.Value, request.Path.Value).ShouldBe((scheme, host, "/products"));
    }

    [Theory]
    [InlineData("http://localhost:5080", "127.0.0.1:5080", "127.0.0.1:5080")]
    [InlineData("http://*:5080", "[::1]:9", "[::1]:5080")]
    [InlineData("http://127.0.0.1:80", "localhost", "localhost")]
    [InlineData("http://10.1.2.3:5080", "localhost:5080", "10.1.2.3:5080")]
    public void A_machine_may_be_called_by_its_own_names_where_it_listens(string urls, string asked, string host)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new(asked));

        Address(null, urls: urls).ApplyTo(request);

        request.Host.Value.ShouldBe(host);
    }

    private static Dictionary<string, string?> AnyHost => new() { ["AllowedHosts"] = "*" };

    private static PublicAddress Address(string? url, params (string Key, string Value)[] more) => Address(url, "Testing", "", more);

    private static PublicAddress Address(
        string? url, string environment = "Testing", string urls = "", params (string Key, string Value)[] more)
    {
        var settings = more.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        settings["Shop:PublicUrl"] = url;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new(configuration, new HostingEnvironment { EnvironmentName = environment }, new Listener(urls));
    }

    /// <summary>Takes any host, so that what it writes can be looked at.</summary>
    public sealed class Store : SampleWebShop
    {
        public Store(SqliteDatabases databases)
            : base(databases) => (PublicUrl, More) = (Own, AnyHost);
    }

    /// <summary>A web server that listens where it is told.</summary>
    private sealed class Listener : IServer
    {
        public Listener(string urls)
        {
            var addresses = new ServerAddressesFeature();
            foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                addresses.Addresses.Add(url);
            }

            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // Nothing was opened.
        }
    }
}
