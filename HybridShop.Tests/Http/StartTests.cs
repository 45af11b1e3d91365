using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Http;

[Trait("Category", "Http")]
public sealed class StartTests
{
    [Fact]
    public async Task The_shop_serves_a_browser_on_a_port_of_localhost()
    {
        await using var shop = new WebShop();
        shop.Listen();
        using var client = new HttpClient { BaseAddress = shop.Address };

        shop.Address.Host.ShouldBe("localhost");
        (await client.GetStringAsync("/health/live")).ShouldBe("live");
    }

    [Fact]
    public async Task Probes_tell_a_living_process_from_a_shop_that_can_serve()
    {
        await using var shop = new WebShop();
        var visitor = shop.NewVisitor();
        (await visitor.ReadAsync("/health/live")).ShouldBe("live");
        (await visitor.ReadAsync("/health/ready")).ShouldBe("ready");
        (await visitor.AskAsync(HttpMethod.Head, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);

        File.Delete(shop.Database.Folder.File("hybridshop.db"));

        (await visitor.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
