using HybridShop.Web.Api;
using HybridShop.Web.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace HybridShop.Tests.Live;

[Trait("Category", "Unit")]
public sealed class LiveOriginTests
{
    [Theory]
    [InlineData("https://shop.example", "shop.example", true)]
    [InlineData("http://shop.example", "shop.example", true)]
    [InlineData("https://shop.example", "shop.example:443", true)]
    [InlineData("https://SHOP.example", "shop.example", true)]
    [InlineData("http://localhost:5080", "localhost:5080", true)]
    [InlineData("http://localhost:5081", "localhost:5080", false)]
    [InlineData("https://shop.example:444", "shop.example", false)]
    [InlineData("https://shop.example.evil.example", "shop.example", false)]
    [InlineData("https://evil.example", "shop.example", false)]
    [InlineData("file:///shop.example", "shop.example", false)]
    [InlineData("null", "null", false)]
    [InlineData("", "shop.example", false)]
    public void The_page_is_of_this_shop_when_host_and_port_are_the_same(string origin, string host, bool isAllowed) =>
        Allows(origin, host).ShouldBe(isAllowed);

    [Theory]
    [InlineData("CORS_ORIGINS", "https://till.example, http://localhost:3000")]
    [InlineData("Cors:Origins", "https://till.example, http://localhost:3000")]
    [InlineData("Cors:Origins:1", "http://localhost:3000")]
    public void Other_origins_are_let_in_by_configuration_alone(string key, string value)
    {
        Allows("http://localhost:3000", "shop.example").ShouldBeFalse();
        Allows("http://localhost:3000", "shop.example", (key, value)).ShouldBeTrue();
        Allows("http://localhost:3001", "shop.example", (key, value)).ShouldBeFalse();
    }

    [Fact]
    public void Development_lets_a_front_end_on_port_3000_in() =>
        LiveEndpoints.IsWelcome(Request("http://localhost:3000", "localhost:5080"), Origins("Development")).ShouldBeTrue();

    [Fact]
    public void Who_sends_no_origin_is_no_browser_and_two_are_none_either()
    {
        LiveEndpoints.IsWelcome(new DefaultHttpContext().Request, Origins("Production")).ShouldBeTrue();
        var request = Request("https://shop.example", "shop.example");
        request.Headers.Append("Origin", "https://evil.example");
        LiveEndpoints.IsWelcome(request, Origins("Production")).ShouldBeFalse();
    }

    private static bool Allows(string origin, string host, params (string Key, string Value)[] settings) =>
        LiveEndpoints.IsWelcome(Request(origin, host), Origins("Production", settings));

    private static ApiOrigins Origins(string environment, params (string Key, string Value)[] settings) => ApiOrigins.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(),
        new HostingEnvironment { EnvironmentName = environment });

    private static HttpRequest Request(string origin, string host)
    {
        var request = new DefaultHttpContext().Request;
        (request.Host, request.Headers.Origin) = (new(host), origin);
        return request;
    }
}
