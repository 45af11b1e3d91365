using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>What holds for every page of the catalog: one cached copy of it is to serve everybody.</summary>
[Trait("Category", "Http")]
public sealed class CatalogPageTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    public static TheoryData<string> Addresses { get; } =
    [
        "/", "/products", "/products?sort=-price&stock=in", "/categories/kitchen", "/categories/cooking", "/categories/desk", "/search", "/search?q=lamp",
        "/search?q=nothing+like+it", "/products/table-lamp", "/products/enamel-kettle", "/products/apron", "/products/enamel-kettle/reviews",
        "/products/table-lamp/reviews", "/about/delivery", "/about/care", "/about/reviews", "/about/privacy",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task It_answers_GET_and_HEAD_alike(string address)
    {
        var visitor = shop.NewVisitor();

        var (get, head) = (await visitor.GetAsync(address), await visitor.AskAsync(HttpMethod.Head, address));

        get.StatusCode.ShouldBe(HttpStatusCode.OK);
        get.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.Select(h => h.Key).ShouldBe(get.Headers.Select(h => h.Key));
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task It_is_the_same_for_everybody(string address)
    {
        var (visitor, ada, mara) = (shop.NewVisitor(), await shop.SignedInAsync(Users.Ada), await shop.SignedInAsync(Users.Mara));

        var answer = await visitor.GetAsync(address);

        var words = await Visitor.WordsAsync(answer);
        (await ada.ReadAsync(address)).ShouldBe(words);
        (await mara.ReadAsync(address)).ShouldBe(words);
        words.ShouldNotContain(Visitor.TokenField);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await visitor.GetAsync(address)).Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nothing_in_it_needs_more_than_the_content_policy_allows(string address)
    {
        var page = await shop.NewVisitor().OpenAsync(address);

        page.QuerySelectorAll("script:not([src]):not([type='application/ld+json'])").ShouldBeEmpty();
        page.QuerySelectorAll("style, [style]").ShouldBeEmpty();
        page.All.SelectMany(node => node.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        page.QuerySelectorAll("[src]").Select(node => node.GetAttribute("src")!).ShouldAllBe(source => source.StartsWith('/') && !source.StartsWith("//"));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task It_has_one_heading_a_title_and_the_shops_frame(string address)
    {
        var page = await shop.NewVisitor().OpenAsync(address);

        page.QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldNotBeNullOrWhiteSpace();
        page.Title.ShouldNotBeNull().ShouldEndWith(" – Fivebar");
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.QuerySelector("a.skip")!.GetAttribute("href").ShouldBe("#main");
        page.QuerySelectorAll("main#main").Length.ShouldBe(1);
        page.QuerySelectorAll("[id]").Select(node => node.Id).ShouldBeUnique();
        page.QuerySelectorAll("[id='']").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/products", ".tile", Products.Lamp, "€49.00", "In stock", "Not rated yet")]
    [InlineData("/products", ".tile", Products.Kettle, "€38.50", "Sold out", "4.0 out of 5 (1), 1 review")]
    [InlineData("/products", ".tile", Products.Mug, "€9.00", "2 left", "Not rated yet")]
    [InlineData("/search?q=lamp", ".hit", Products.Lamp, "€49.00", "In stock", "Not rated yet")]
    [InlineData("/products/table-lamp", "article", Products.Lamp, "€49.00", "10 in stock", "Not rated yet")]
    [InlineData("/products/enamel-kettle", "article", Products.Kettle, "€38.50", "Sold out", "4.0 out of 5 (1), 1 review")]
    public async Task What_changes_while_a_page_is_open_stands_in_marked_nodes(string address, string around, int productId, params string[] shown)
    {
        var page = await shop.NewVisitor().OpenAsync(address);

        var product = page.QuerySelectorAll($"{around}[data-product-id='{productId}']").ShouldHaveSingleItem();

        string[] kinds = ["price", "stock", "rating"];
        kinds.Select(kind => product.QuerySelectorAll($"[data-live={kind}]").ShouldHaveSingleItem().TextContent).ShouldBe(shown);
    }

    [Fact]
    public async Task A_variant_has_its_own_page_and_a_link_to_its_siblings()
    {
        var page = await shop.NewVisitor().OpenAsync("/products/apron");

        page.QuerySelector(".variants [aria-current=true]")!.TextContent.Trim().ShouldBe("Size: M");
        var other = page.QuerySelectorAll(".variants a:not([aria-current])").ShouldHaveSingleItem();
        (await shop.NewVisitor().OpenAsync(other.GetAttribute("href")!)).QuerySelector("article .price")!.TextContent.ShouldBe("€26.00");
    }

    [Fact]
    public async Task The_description_is_set_as_summary_measures_and_text()
    {
        var page = await shop.NewVisitor().OpenAsync("/products/table-lamp");

        page.QuerySelector(".lead")!.TextContent.ShouldBe("Throws its light where the book is.");
        page.QuerySelectorAll(".buy .spec dt, .buy .spec dd").Select(node => node.TextContent.Trim()).ShouldBe(["Number", "LAMP-1", "Height", "42 cm"]);
        page.QuerySelector(".section .prose")!.TextContent.Trim().ShouldBe("Turns on its foot.");
        page.QuerySelector("meta[name=description]")!.GetAttribute("content").ShouldBe("Throws its light where the book is.");
    }

    [Fact]
    public async Task A_change_is_on_the_next_page_that_is_asked_for()
    {
        var visitor = shop.NewVisitor();
        (await StockAsync()).ShouldBe("8 in stock");

        await shop.Get<IStockService>().AdjustAsync(new() { ProductId = Products.LargeApron, Delta = -3 }, Users.Mara);

        (await StockAsync()).ShouldBe("5 in stock");

        async Task<string> StockAsync() => (await visitor.OpenAsync("/products/apron-2")).QuerySelector("article [data-live=stock]")!.TextContent;
    }
}
