using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>Filters, orders and pages of the product lists, through their addresses. The demo shop has enough for several pages.</summary>
[Trait("Category", "Http")]
public sealed class ListPageTests(ListPageTests.DemoWebShop shop) : IClassFixture<ListPageTests.DemoWebShop>
{
    public static TheoryData<string> Nonsense { get; } =
    [
        "page=-1", "page=0", "page=abc", "page=99999999999999999999", "page=1&page=2", "sort=up", "sort=price&sort=name", "min=&max=", "min=1&min=2",
        "rating=9", "rating=abc", "rating=3&rating=4", "stock=maybe", "stock=in&stock=in&stock=out", "category=", "category=never-was",
        "category=kitchen&category=kitchen", "category=%00", "q=%00", "min=%00", "%00=%00", "&&&=&", "sort[]=price", "category=" + Kilobytes10,
        "q=" + Kilobytes10, "min=" + Kilobytes10, "page=" + Kilobytes10, Kilobytes10 + "=1",
    ];

    private const string Tenth = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef012+";
    private const string Kilobyte = Tenth + Tenth + Tenth + Tenth + Tenth + Tenth + Tenth + Tenth + Tenth + Tenth;
    private const string Kilobytes10 = Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte + Kilobyte;

    [Theory]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("name")]
    [InlineData("rating")]
    public async Task The_order_that_was_asked_for_goes_on_over_all_pages(string sort)
    {
        var tiles = await AllTilesAsync($"/products?sort={sort}");

        string[] Sorted(IEnumerable<IElement> inOrder) => [.. inOrder.Select(NameOf)];
        var expected = sort switch
        {
            "price" => tiles.OrderBy(PriceOf),
            "-price" => tiles.OrderByDescending(PriceOf),
            "name" => tiles.OrderBy(NameOf, StringComparer.Ordinal),
            _ => tiles.OrderByDescending(RatingOf),
        };
        tiles.Count.ShouldBeGreaterThan(Paging.DefaultSize);
        Sorted(tiles).ShouldBe(Sorted(expected));
    }

    [Theory]
    [InlineData("/products")]
    [InlineData("/products?sort=name")]
    [InlineData("/categories/kitchen?stock=in")]
    public async Task Pages_hold_every_product_once(string address)
    {
        var first = await OpenAsync(address);

        var ids = (await AllTilesAsync(address)).Select(tile => tile.GetAttribute("data-product-id"));

        ids.ShouldBeUnique();
        ids.Count().ShouldBe(TotalOf(first));
    }

    [Fact]
    public async Task The_paging_line_says_where_one_is_and_keeps_the_filters()
    {
        var page = await OpenAsync("/products?stock=in&sort=price&page=2");

        page.QuerySelector(".paging [aria-current=page]")!.TextContent.ShouldBe("Page 2");
        page.QuerySelectorAll(".paging a").ShouldAllBe(link => link.GetAttribute("href")!.StartsWith("/products?stock=in&sort=price"));
        page.QuerySelectorAll(".paging a")[0].GetAttribute("href").ShouldBe("/products?stock=in&sort=price");
    }

    [Theory]
    [InlineData("/products")]
    [InlineData("/categories/kitchen")]
    [InlineData("/products?rating=4")]
    public async Task Each_filter_shows_as_many_products_as_it_says(string address)
    {
        var boxes = (await OpenAsync(address)).QuerySelectorAll("form.facets label.facet");

        boxes.Length.ShouldBeGreaterThan(5);
        foreach (var box in boxes.Where(box => !box.QuerySelector("input")!.HasAttribute("checked")))
        {
            var input = (IHtmlInputElement)box.QuerySelector("input")!;
            if (address.Contains(input.Name + "=", StringComparison.Ordinal))
            {
                continue;
            }

            var chosen = await OpenAsync($"{address}{(address.Contains('?') ? '&' : '?')}{input.Name}={input.Value}");

            TotalOf(chosen).ShouldBe(int.Parse(box.QuerySelector(".n")!.TextContent, CultureInfo.InvariantCulture), box.TextContent);
            chosen.QuerySelector($"input[name={input.Name}][value={input.Value}]")!.HasAttribute("checked").ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("min=20&max=40", 20, 40)]
    [InlineData("min=24,50&max=€24.5", 24.5, 24.5)]
    [InlineData("min=40&max=20", 40, 20)]
    public async Task Prices_are_bounded_on_both_sides_bounds_included(string query, double min, double max)
    {
        var all = (await AllTilesAsync("/products")).Select(PriceOf).Where(price => price >= (decimal)min && price <= (decimal)max);

        var found = (await AllTilesAsync("/products?" + query)).Select(PriceOf);

        found.Order().ShouldBe(all.Order());
    }

    [Fact]
    public async Task Each_filter_in_use_can_be_taken_off_by_itself()
    {
        var page = await Visitor.PageOfAsync(await shop.NewVisitor().GetAsync("/products?category=kitchen&stock=in&min=10&sort=name&page=2"));

        page.QuerySelectorAll(".chips .chip").Select(chip => (chip.ChildNodes[0].TextContent, chip.GetAttribute("href"))).ShouldBe(
        [
            ("Kitchen", "/products?min=10&stock=in&sort=name"),
            ("From €10.00", "/products?category=kitchen&stock=in&sort=name"),
            ("In stock", "/products?category=kitchen&min=10&sort=name"),
        ]);
        page.QuerySelector(".chips a:not(.chip)")!.GetAttribute("href").ShouldBe("/products");
        page.QuerySelectorAll("form:has(#sort) input[type=hidden]").Select(input => (input.GetAttribute("name"), input.GetAttribute("value")))
            .ShouldBe([("category", "kitchen"), ("min", "10"), ("stock", "in")]);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_in_the_address_is_left_out(string query)
    {
        foreach (var path in new[] { "/products?", "/categories/kitchen?", "/search?q=lamp&", "/products/enamel-kettle/reviews?" })
        {
            var answer = await shop.NewVisitor().GetAsync(path + query);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await Visitor.PageOfAsync(answer)).QuerySelectorAll("h1").Length.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("min=abc", "abc")]
    [InlineData("max=-5", "-5")]
    [InlineData("min=1e3", "1e3")]
    [InlineData("max=100000000000000000000", "100000000000000000000")]
    [InlineData("min=%3Cb%3E", "<b>")]
    public async Task What_is_no_price_is_said_and_left_out(string query, string typed)
    {
        var page = await OpenAsync("/products?" + query);

        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain($"“{typed}” is not a price; write it like 12.50. It was left out.");
        TotalOf(page).ShouldBe(TotalOf(await OpenAsync("/products")));
        (await OpenAsync("/products?min=12.50")).QuerySelector("[role=alert]").ShouldBeNull();
    }

    [Theory]
    [InlineData("/products?category=never-was", "/products")]
    [InlineData("/categories/kitchen?min=99999999", "/categories/kitchen")]
    public async Task A_list_without_products_leads_back(string address, string back)
    {
        var page = await OpenAsync(address);

        page.QuerySelectorAll(".tile").ShouldBeEmpty();
        page.QuerySelectorAll("main p a").Single(link => link.TextContent == "Clear the filters").GetAttribute("href").ShouldBe(back);
    }

    [Theory]
    [InlineData("/products?page=99", "/products", 99)]
    [InlineData("/products?stock=in&sort=price&page=99", "/products?stock=in&sort=price", 99)]
    [InlineData("/products?page=999999999", "/products", Paging.MaxPage)]
    [InlineData("/products?min=99999999&page=2", "/products?min=99999999", 2)]
    [InlineData("/categories/kitchen?page=99", "/categories/kitchen", 99)]
    [InlineData("/search?q=e&page=99", "/search?q=e", 99)]
    [InlineData("/products/enamel-kettle/reviews?page=99", "/products/enamel-kettle/reviews?page=1", 99)]
    public async Task A_page_behind_the_last_one_is_not_found_says_so_and_leads_back(string address, string first, int number)
    {
        var answer = await shop.NewVisitor().GetAsync(address);
        var page = await Visitor.PageOfAsync(answer);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.QuerySelectorAll(".tile, .hit").Length.ShouldBe(0);
        var said = page.QuerySelectorAll("main p").Single(p => p.TextContent.StartsWith($"There is no page {number:N0}: this list ends with page ", StringComparison.Ordinal));
        var links = said.QuerySelectorAll("a");
        (links[0].TextContent, links[0].GetAttribute("href")).ShouldBe(("First page", first));
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex, follow");
        page.QuerySelectorAll("[aria-current=page]").ShouldNotContain(current => current.TextContent.Contains($"{number}", StringComparison.Ordinal));

        // Wherever it leads, something is there.
        foreach (var link in links.Concat(page.QuerySelectorAll(".paging a")))
        {
            (await shop.NewVisitor().GetAsync(link.GetAttribute("href")!)).StatusCode.ShouldBe(HttpStatusCode.OK, link.OuterHtml);
        }
    }

    [Fact]
    public async Task The_last_page_is_not_behind_the_last_one()
    {
        var last = (await Visitor.PageOfAsync(await shop.NewVisitor().GetAsync("/products?page=99"))).QuerySelectorAll("main p a").Single(link => link.TextContent == "Last page");

        (await OpenAsync(last.GetAttribute("href")!)).QuerySelectorAll(".tile").Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_category_shows_its_subtree_and_leads_up()
    {
        var (kitchen, cooking) = (await AllTilesAsync("/categories/kitchen"), await AllTilesAsync("/categories/cooking"));

        cooking.Count.ShouldBeInRange(1, kitchen.Count - 1);
        cooking.Select(NameOf).ShouldBeSubsetOf(kitchen.Select(NameOf));
        var page = await OpenAsync("/categories/cooking");
        page.QuerySelectorAll(".crumbs a").Select(link => link.GetAttribute("href")).ShouldBe(["/", "/categories/kitchen"]);
        page.QuerySelector(".departments [aria-current=page]")!.TextContent.ShouldBe("Kitchen");
        (await shop.NewVisitor().GetAsync("/categories/never-was")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/products", "/products", null)]
    [InlineData("/products?page=1", "/products", null)]
    [InlineData("/products?page=2", "/products?page=2", null)]
    [InlineData("/products?utm_source=letter", "/products", null)]
    [InlineData("/products?sort=price", "/products", "noindex, follow")]
    [InlineData("/products?stock=in&page=2", "/products?page=2", "noindex, follow")]
    [InlineData("/products?page=99", null, "noindex, follow")]
    [InlineData("/categories/kitchen", "/categories/kitchen", null)]
    [InlineData("/categories/kitchen?rating=4", "/categories/kitchen", "noindex, follow")]
    [InlineData("/search?q=lamp", null, "noindex, follow")]
    [InlineData("/products/enamel-kettle?from=home", "/products/enamel-kettle", null)]
    [InlineData("/products/enamel-kettle/reviews", "/products/enamel-kettle/reviews", null)]
    [InlineData("/products/enamel-kettle/reviews?sort=lowest", "/products/enamel-kettle/reviews", "noindex, follow")]
    [InlineData("/", "/", null)]
    [InlineData("/about/reviews", "/about/reviews", null)]
    [InlineData("/Identity/Account/Login", null, "noindex")]
    public async Task Search_engines_get_one_address_for_each_shelf(string address, string? canonical, string? robots)
    {
        var page = await Visitor.PageOfAsync(await shop.NewVisitor().GetAsync(address));

        var shown = page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
        shown.ShouldBe(canonical is null ? null : "https://localhost" + canonical);
        page.QuerySelector("meta[name=robots]")?.GetAttribute("content").ShouldBe(robots);
    }

    private Task<IHtmlDocument> OpenAsync(string address) => shop.NewVisitor().OpenAsync(address);

    private async Task<List<IElement>> AllTilesAsync(string address)
    {
        var tiles = new List<IElement>();
        string? next = address;
        while (next is not null)
        {
            var page = await OpenAsync(next);
            tiles.AddRange(page.QuerySelectorAll(".tile"));
            next = page.QuerySelector(".paging [rel=next]")?.GetAttribute("href");
        }

        return tiles;
    }

    private static int TotalOf(IHtmlDocument page) => int.Parse(page.QuerySelector(".row.apart b.num")!.TextContent, CultureInfo.InvariantCulture);

    private static string NameOf(IElement tile) => tile.QuerySelector("h3")!.TextContent;

    private static decimal PriceOf(IElement tile) => decimal.Parse(tile.QuerySelector(".price")!.TextContent.TrimStart('€'), CultureInfo.InvariantCulture);

    private static decimal RatingOf(IElement tile) =>
        tile.QuerySelector(".rating b") is { } average ? decimal.Parse(average.TextContent, CultureInfo.InvariantCulture) : 0;

    public sealed class DemoWebShop : WebShop
    {
        public DemoWebShop() => IsDemo = true;
    }
}
