using System.Net;
using HybridShop.Tests.Accounts;
using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HybridShop.Tests.Http;

/// <summary>Who asks is what a known proxy says, and nobody else.</summary>
[Trait("Category", "Http")]
public sealed class KnownProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    [InlineData("::ffff:127.0.0.1", null, true)]
    [InlineData("10.0.0.5", null, false)]
    [InlineData("10.0.0.5", "10.0.0.0/8", true)]
    [InlineData("10.0.0.5", "192.0.2.1, 10.0.0.5", true)]
    [InlineData("10.0.0.6", "192.0.2.1, 10.0.0.5", false)]
    [InlineData("2001:db8::7", "2001:db8::/32", true)]
    [InlineData("127.0.0.1", "10.0.0.0/8", false)]
    public async Task Visitors_share_no_limit_behind_a_known_proxy_and_one_behind_another(string proxy, string? known, bool isKnown)
    {
        await using var shop = new AccountsShop
        {
            AttemptsPerMinute = 1, CalledFrom = IPAddress.Parse(proxy), More = new Dictionary<string, string?> { ["Proxy:Known"] = known },
        };
        Task<ApiAnswer> TryAsync(string address) =>
            shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Nobody"), ("X-Forwarded-For", address));

        (await TryAsync("203.0.113.1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await TryAsync("203.0.113.2")).Status.ShouldBe(isKnown ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests);
        (await TryAsync("203.0.113.1")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Addresses_that_a_visitor_puts_in_front_of_his_own_are_not_believed()
    {
        await using var shop = new AccountsShop { AttemptsPerMinute = 1, CalledFrom = IPAddress.Loopback };
        Task<ApiAnswer> TryAsync(string chain) =>
            shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Nobody"), ("X-Forwarded-For", chain));

        (await TryAsync("192.0.2.1, 203.0.113.1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await TryAsync("192.0.2.2, 203.0.113.1")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await TryAsync("192.0.2.2, 203.0.113.9, 127.0.0.1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("203.0.113.9", false)]
    public async Task A_cookie_is_Secure_where_a_known_proxy_says_that_the_visitor_came_by_https(string proxy, bool isSecure)
    {
        await using var shop = new AccountsShop { PublicUrl = "", CalledFrom = IPAddress.Parse(proxy) };
        await shop.RegisterAsync("Ada");
        using var http = shop.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("http://localhost") });
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var answer = await http.GetAsync("/Identity/Account/Login", TestContext.Current.CancellationToken);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("HybridShop.Form=", StringComparison.Ordinal));
        cookie.Contains("; secure").ShouldBe(isSecure);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/40")]
    [InlineData("*")]
    public void What_is_no_address_stops_the_start_with_a_sentence(string listed) =>
        Should.Throw<ShopStartException>(() => KnownProxies.From(Configuration(("Proxy:Known", listed)))).Message
            .ShouldBe($"Proxy:Known has “{listed}”; it names proxies by address or network, such as 10.0.0.5 or 10.0.0.0/8.");

    [Fact]
    public void They_may_be_listed_one_by_one() =>
        KnownProxies.From(Configuration(("Proxy:Known:0", "10.0.0.5"), ("Proxy:Known:1", "fd00::/8"))).Select(network => network.ToString())
            .ShouldBe(["10.0.0.5/32", "fd00::/8"]);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002")]
    [InlineData("::1", "::1")]
    [InlineData(null, "")]
    public void A_network_is_an_IPv4_address_or_the_first_half_of_an_IPv6_address(string? address, string network)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);

        ClientNetwork.Of(http).ShouldBe(network);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
