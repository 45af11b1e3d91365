using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web.Dashboard;

namespace HybridShop.Tests.Dashboard;

[Trait("Category", "Http")]
public sealed class CircuitLimitTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    [Fact]
    public async Task When_no_more_dashboards_can_be_kept_the_page_says_so_and_what_to_do()
    {
        var mara = await shop.SignedInAsync(Users.Mara);
        var circuits = shop.Get<OpenCircuits>();
        (await mara.GetAsync("/dashboard")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < circuits.Max; i++)
        {
            await circuits.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        }

        var refused = await mara.GetAsync("/dashboard");

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await Visitor.PageOfAsync(refused);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain($"{circuits.Max} are open at this moment");
        page.QuerySelectorAll("script").ShouldBeEmpty("a script would open one more");

        await circuits.OnCircuitClosedAsync(null!, TestContext.Current.CancellationToken);

        (await mara.GetAsync("/dashboard")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_that_slips_through_is_not_opened()
    {
        var circuits = new OpenCircuits(1);
        await circuits.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);

        await Should.ThrowAsync<InvalidOperationException>(() => circuits.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken));
    }
}
