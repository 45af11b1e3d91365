using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>What is at the address of a product that is not there, not any more, not yet, or elsewhere.</summary>
[Trait("Category", "Http")]
public sealed class ProductAddressTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    public static TheoryData<string> Rests { get; } = ["", "/reviews", "/review", "/review/sent"];

    [Theory]
    [MemberData(nameof(Rests))]
    public async Task A_product_that_never_was_is_not_found_and_others_are_offered(string rest)
    {
        var answer = await AskAsync("/products/never-was" + rest);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await Visitor.PageOfAsync(answer);
        page.QuerySelector("h1")!.TextContent.ShouldBe("There is nothing on this shelf");
        page.QuerySelectorAll(".tile").Length.ShouldBe(4);
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Theory]
    [MemberData(nameof(Rests))]
    public async Task A_draft_is_not_found(string rest)
    {
        var answer = await AskAsync("/products/milking-stool" + rest);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Visitor.WordsAsync(answer)).ShouldNotContain("Milking stool");
    }

    [Theory]
    [MemberData(nameof(Rests))]
    public async Task A_withdrawn_product_is_gone_and_named(string rest)
    {
        var answer = await AskAsync("/products/old-broom" + rest);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Visitor.PageOfAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("We no longer keep “Old broom”");
    }

    [Theory]
    [MemberData(nameof(Rests))]
    public async Task An_old_address_leads_to_the_present_one_wherever_the_shop_is_mounted(string rest)
    {
        await RenameTheLampAsync(shop);

        var answer = await AskAsync("/products/table-lamp" + rest);

        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.OriginalString.ShouldBe("/products/reading-lamp" + rest);
    }

    [Fact]
    public async Task An_old_address_of_a_draft_tells_nothing()
    {
        await RenameTheLampAsync(shop);
        await shop.Get<IProductService>().EditAsync(Products.Lamp, new() { Status = new(ProductStatus.Published, ProductStatus.Draft) }, Users.Mara);

        (await AskAsync("/products/table-lamp")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await shop.Get<IProductService>().EditAsync(Products.Lamp, new() { Status = new(ProductStatus.Draft, ProductStatus.Published) }, Users.Mara);
    }

    [Theory]
    [InlineData("/products/")]
    [InlineData("/products/%C3%A9")]
    [InlineData("/products/TABLE%20LAMP")]
    [InlineData("/products/..%2f..%2fetc%2fpasswd")]
    [InlineData("/products/table-lamp/nothing")]
    [InlineData("/categories")]
    [InlineData("/about/nothing")]
    [InlineData("/nothing")]
    public async Task Addresses_of_nothing_are_not_found(string address)
    {
        var status = (await AskAsync(address)).StatusCode;

        status.ShouldBe(address == "/products/" ? HttpStatusCode.OK : HttpStatusCode.NotFound);
    }

    internal static async Task RenameTheLampAsync(WebShop shop)
    {
        var outcome = await shop.Get<IProductService>().EditAsync(Products.Lamp, new() { Slug = new("table-lamp", "reading-lamp") }, Users.Mara);
        outcome.IsDone.ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> AskAsync(string address) => await (await shop.SignedInAsync(Users.Ada)).GetAsync(address);
}
