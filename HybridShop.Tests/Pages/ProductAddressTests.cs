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

    [Theory]
    [InlineData("/products/Cafe-Mug", "/products/cafe-mug")]
    [InlineData("/products/cafe-mug%20?from=letter", "/products/cafe-mug?from=letter")]
    [InlineData("/products/cafe-mug%E2%80%8B/reviews", "/products/cafe-mug/reviews")]
    [InlineData("/products/%E6%9D%AF-E%CC%81/reviews", "/products/%E6%9D%AF-%C3%A9/reviews")]
    [InlineData("/products/Old-Broom", "/products/old-broom")]
    [InlineData("/categories/Kitchen?sort=price", "/categories/kitchen?sort=price")]
    [InlineData("/categories/kitchen%09", "/categories/kitchen")]
    public async Task Another_form_of_an_address_leads_to_the_one(string asked, string address)
    {
        await GiveACupAnAddressOfManyLettersAsync();

        var answer = await AskAsync(asked);

        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.OriginalString.ShouldBe(address);
        (await AskAsync(address)).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("/products/Milking-Stool")]
    [InlineData("/products/Never-Was")]
    [InlineData("/categories/Never-Was")]
    public async Task Another_form_of_nothing_leads_nowhere(string asked) => (await AskAsync(asked)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/products/%E6%9D%AF-%C3%A9")]
    [InlineData("/products/%e6%9d%af-%c3%a9")]
    public async Task An_address_of_other_letters_is_the_same_however_it_is_encoded(string address)
    {
        await GiveACupAnAddressOfManyLettersAsync();

        var page = await shop.NewVisitor().OpenAsync(address);

        page.QuerySelector("h1")!.TextContent.ShouldBe("Cup");
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldEndWith("/products/%E6%9D%AF-%C3%A9");
    }

    [Fact]
    public async Task Who_signs_in_on_the_way_to_an_address_of_other_letters_arrives()
    {
        await GiveACupAnAddressOfManyLettersAsync();
        var visitor = shop.NewVisitor();

        var answer = await visitor.SignInAsync(Users.EmailOf(Users.Ada), Users.Password, "/products/杯-é/review");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldBe("/products/%E6%9D%AF-%C3%A9/review");
    }

    [Fact]
    public async Task An_old_address_of_a_draft_tells_nothing()
    {
        await RenameTheLampAsync(shop);
        await shop.Get<IProductService>().EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Status = ProductStatus.Published, p => p.Status = ProductStatus.Draft),
            Users.Mara);

        (await AskAsync("/products/table-lamp")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await shop.Get<IProductService>().EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Status = ProductStatus.Draft, p => p.Status = ProductStatus.Published),
            Users.Mara);
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
        var outcome = await shop.Get<IProductService>().EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "table-lamp", p => p.Slug = "reading-lamp"), Users.Mara);
        outcome.IsDone.ShouldBeTrue();
    }

    private async Task GiveACupAnAddressOfManyLettersAsync()
    {
        var products = shop.Get<IProductService>();
        if ((await shop.Get<ICatalogService>().FindProductAsync("杯-é")).Product is null)
        {
            (await products.CreateAsync(new() { Name = "Cup", Slug = "杯-é", CategoryId = Categories.Kitchen, Status = ProductStatus.Published },
                Users.Mara)).IsDone.ShouldBeTrue();
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string address) => await (await shop.SignedInAsync(Users.Ada)).GetAsync(address);
}
