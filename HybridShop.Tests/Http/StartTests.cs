using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Http;

[Trait("Category", "Http")]
public sealed class StartTests(SqliteDatabases databases)
{
    [Fact]
    public async Task The_shop_serves_its_sample_world_in_process()
    {
        await using var shop = new ShopFactory(databases);
        await shop.InitializeAsync();
        using var client = shop.CreateClient();

        (await client.GetStringAsync("/health/ready")).ShouldBe("ready");
        (await client.GetStringAsync("/products/table-lamp")).ShouldContain("Throws its light where the book is.");
        (await client.GetAsync("/products/never-was")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_shop_serves_a_browser_on_a_port_of_localhost()
    {
        await using var shop = new ShopFactory(databases);
        await shop.InitializeAsync();
        shop.Listen();
        using var client = new HttpClient { BaseAddress = shop.Address };

        shop.Address.Host.ShouldBe("localhost");
        (await client.GetStringAsync("/health/live")).ShouldBe("live");
    }

    [Fact]
    public async Task A_signed_in_client_is_known_to_the_shop_and_a_plain_one_is_not()
    {
        await using var shop = new ShopFactory(databases);
        await shop.InitializeAsync();
        using var ada = await shop.SignedInAsAsync(Users.Ada);
        using var stranger = shop.CreateClient(new() { AllowAutoRedirect = false });

        (await ada.GetStringAsync("/account")).ShouldContain(Users.EmailOf(Users.Ada));
        (await stranger.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }
}
