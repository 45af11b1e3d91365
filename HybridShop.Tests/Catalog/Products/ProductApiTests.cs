using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

/// <summary>Products as programs read them.</summary>
[Trait("Category", "Http")]
public sealed class ProductApiTests(SampleWebShop shop, SqliteDatabases databases) : IClassFixture<SampleWebShop>
{
    [Fact]
    public async Task A_visitor_reads_a_product_with_its_reviews()
    {
        var kettle = (await shop.NewCaller().GetAsync("/api/products/2")).Json;

        kettle["name"]!.GetValue<string>().ShouldBe("Enamel kettle");
        kettle["price"]!.ToJsonString().ShouldBe("38.50");
        kettle["currency"]!.GetValue<string>().ShouldBe("EUR");
        kettle["stock"]!.GetValue<int>().ShouldBe(0);
        kettle["availability"]!.GetValue<string>().ShouldBe("sold_out");
        kettle["average_rating"]!.GetValue<decimal>().ShouldBe(4);
        kettle["review_count"]!.GetValue<int>().ShouldBe(1);
        kettle["category"]!["slug"]!.GetValue<string>().ShouldBe("cooking");
        kettle["created_by"]!.ToJsonString().ShouldBe("""{"id":2,"username":"Mara"}""");
        kettle["created_at"]!.GetValue<string>().ShouldEndWith("Z");
        kettle["reviews"]![0]!["user"]!["username"]!.GetValue<string>().ShouldBe("Bea");
        kettle.ToJsonString().ShouldNotContain("@", customMessage: "an address of somebody");
    }

    [Fact]
    public async Task A_product_without_reviews_has_an_average_of_zero() =>
        (await shop.NewCaller().GetAsync("/api/products/1")).Json["average_rating"]!.GetValue<decimal>().ShouldBe(0);

    [Theory]
    [InlineData("", "6,3,2,1")]
    [InlineData("sort=price", "3,6,2,1")]
    [InlineData("sort=-price", "1,2,6,3")]
    [InlineData("sort=name", "6,3,2,1")]
    [InlineData("sort=-average_rating&page_size=1", "2")]
    [InlineData("category=kitchen", "6,3,2")]
    [InlineData("q=cafe", "3")]
    [InlineData("min_price=9.005&max_price=38.5", "6,2")]
    [InlineData("min_rating=4", "2")]
    [InlineData("availability=sold_out&availability=few_left", "3,2")]
    [InlineData("page=2&page_size=3", "1")]
    [InlineData("after=0", "1,2,3,6,7")]
    [InlineData("after=3&page_size=1", "6")]
    public async Task Lists_are_filtered_sorted_paged_and_walked(string query, string ids) =>
        IdsOf(await shop.NewCaller().GetAsync("/api/products?" + query)).ShouldBe(ids);

    [Fact]
    public async Task A_list_tells_its_total_and_leads_to_its_neighbors()
    {
        var answer = await shop.NewCaller().GetAsync("/api/products?page=2&page_size=1&sort=price");

        answer.Json["total"]!.GetValue<int>().ShouldBe(4);
        answer.Json["page_count"]!.GetValue<int>().ShouldBe(4);
        answer.Headers.GetValues("Link").ShouldHaveSingleItem().Split(", ").Order().ShouldBe(
        [
            "</api/products?page=1&page_size=1&sort=price>; rel=\"first\"", "</api/products?page=1&page_size=1&sort=price>; rel=\"prev\"",
            "</api/products?page=3&page_size=1&sort=price>; rel=\"next\"", "</api/products?page=4&page_size=1&sort=price>; rel=\"last\"",
        ]);
    }

    [Theory]
    [InlineData("/api/products?page=9", 1)]
    [InlineData("/api/products?page=5&page_size=1&sort=price", 4)]
    [InlineData("/api/products?q=nothing-like-it&page=2", 1)]
    [InlineData("/api/products?status=all&page=9", 1)]
    [InlineData("/api/categories?page=2", 1)]
    [InlineData("/api/categories?tree=true&page=2", 1)]
    [InlineData("/api/reviews?page=2", 1)]
    [InlineData("/api/reviews?product=2&page=2", 1)]
    [InlineData("/api/reviews?status=pending&page=2", 1)]
    [InlineData("/api/products/2/reviews?page=2", 1)]
    [InlineData("/api/products/2/pictures?page=2", 1)]
    [InlineData("/api/products/1/stock-movements?page=2", 1)]
    [InlineData("/api/stock?page=2", 1)]
    [InlineData("/api/users?page=2", 1)]
    [InlineData("/api/users/me/reviews?page=2", 1)]
    public async Task A_page_behind_the_last_one_is_not_found_and_leads_back(string address, int last)
    {
        var answer = await (await shop.CallerAsync(Users.Admin)).GetAsync(address);

        answer.Status.ShouldBe(HttpStatusCode.NotFound, answer.Text);
        answer.Detail!.ShouldContain($"this list ends with page {last}.");
        var links = answer.Headers.GetValues("Link").ShouldHaveSingleItem().Split(", ");
        links.ShouldContain(link => link.Contains("page=1") && link.EndsWith("rel=\"first\""));
        links.ShouldContain(link => link.Contains($"page={last}") && link.EndsWith("rel=\"last\""));
        links.ShouldNotContain(link => link.EndsWith("rel=\"next\""));
    }

    [Theory]
    [InlineData("after=0&page=2", "page")]
    [InlineData("after=0&sort=price", "sort")]
    [InlineData("after=0&q=lamp", "q")]
    [InlineData("after=0&category=kitchen", "category")]
    [InlineData("after=0&max_price=3", "max_price")]
    [InlineData("after=0&status=all", "after")]
    [InlineData("status=all&min_price=3", "min_price")]
    [InlineData("status=all&min_rating=3", "min_rating")]
    [InlineData("status=all&availability=sold_out", "availability")]
    public async Task A_parameter_that_the_kind_of_list_does_not_know_is_not_left_aside_in_silence(string query, string field) =>
        (await (await shop.CallerAsync(Users.Mara)).GetAsync("/api/products?" + query)).ErrorOf(field).ShouldBe("This does not go with the other parameters.");

    [Fact]
    public async Task The_first_page_of_an_empty_list_is_there() =>
        (await shop.NewCaller().GetAsync("/api/products?q=nothing-like-it&page=1")).Json["total"]!.GetValue<int>().ShouldBe(0);

    [Fact]
    public async Task A_list_gives_only_the_members_that_are_asked_for() =>
        (await shop.NewCaller().GetAsync("/api/products?fields=id,price&page_size=1&sort=price")).Json["items"]!.ToJsonString()
            .ShouldBe("""[{"id":3,"price":9.00}]""");

    [Fact]
    public async Task Drafts_and_withdrawn_products_are_shown_to_those_who_may_change_them()
    {
        var (visitor, ada, sam, mara) = (shop.NewCaller(), await shop.CallerAsync(Users.Ada), await shop.CallerAsync(Users.Sam),
            await shop.CallerAsync(Users.Mara));

        (await visitor.GetAsync("/api/products/4")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ada.GetAsync("/api/products/4")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await sam.GetAsync("/api/products/4")).Json["status"]!.GetValue<string>().ShouldBe("draft");
        (await sam.GetAsync("/api/products/5")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.GetAsync("/api/products/5")).Json["status"]!.GetValue<string>().ShouldBe("withdrawn");
        (await visitor.GetAsync("/api/products?status=draft")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await ada.GetAsync("/api/products?status=draft")).Status.ShouldBe(HttpStatusCode.Forbidden);
        IdsOf(await sam.GetAsync("/api/products?status=all")).ShouldBe("3,4");
        IdsOf(await mara.GetAsync("/api/products?status=withdrawn")).ShouldBe("5");
    }

    [Fact]
    public async Task A_tag_holds_until_something_that_shows_has_changed()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = shop.NewCaller();
        var tag = (await caller.GetAsync("/api/products/2")).Tag!;
        var list = (await caller.GetAsync("/api/products")).Tag!;

        (await caller.GetAsync("/api/products/2", ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await caller.GetAsync("/api/products/2", ("If-None-Match", "\"1\", W/" + tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await caller.GetAsync("/api/products", ("If-None-Match", list))).Status.ShouldBe(HttpStatusCode.NotModified);

        await (await shop.CallerAsync(Users.Mara)).PatchAsync("/api/products/1", new JsonObject { ["name"] = "Another product" });
        (await caller.GetAsync("/api/products/2", ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await caller.GetAsync("/api/products", ("If-None-Match", list))).Status.ShouldBe(HttpStatusCode.OK);

        var reviews = shop.Get<IReviewService>();
        var edited = await reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 4, Comment = "Sings, and then boils." }),
            Users.Bea, TestContext.Current.CancellationToken);
        await reviews.ModerateAsync(SampleWorld.BeasReview, new() { Approve = true, SeenVersion = edited.Value!.Version }, Users.Mara,
            TestContext.Current.CancellationToken);
        (await caller.GetAsync("/api/products/2", ("If-None-Match", tag))).Text.ShouldContain("and then boils");
    }

    [Fact]
    public async Task A_tag_ends_with_what_the_product_shows_of_others()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = shop.NewCaller();
        var apron = (await caller.GetAsync("/api/products/6")).Tag!;
        var mug = (await caller.GetAsync("/api/products/3")).Tag!;
        var list = (await caller.GetAsync("/api/products")).Tag!;

        await shop.Get<IStockService>().AdjustAsync(new() { ProductId = Products.LargeApron, Delta = -3, Reason = StockReason.Sold }, Users.Mara,
            TestContext.Current.CancellationToken);
        (await caller.GetAsync("/api/products/6", ("If-None-Match", apron))).Json["variants"]![1]!["stock"]!.GetValue<int>().ShouldBe(5);
        (await caller.GetAsync("/api/products/3", ("If-None-Match", mug))).Status.ShouldBe(HttpStatusCode.NotModified);

        list = (await caller.GetAsync("/api/products", ("If-None-Match", list))).Tag!;
        (await (await shop.CallerAsync(Users.Sam)).PatchAsync("/api/users/me", new JsonObject { ["username"] = "Samuel" })).Status.ShouldBe(HttpStatusCode.OK);
        (await caller.GetAsync("/api/products/3", ("If-None-Match", mug))).Json["created_by"]!["username"]!.GetValue<string>().ShouldBe("Samuel");
        (await caller.GetAsync("/api/products", ("If-None-Match", list))).Text.ShouldContain("Samuel");
    }

    [Fact]
    public async Task Pictures_are_there_though_the_first_is_known_by_address_alone()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        await shop.DatabaseAsync(async db =>
        {
            db.ProductImages.AddRange(
                new() { ProductId = Products.Lamp, Position = 0, SourceAddress = "https://pictures.example/lamp.jpg" },
                new() { ProductId = Products.Lamp, Position = 1, File = "lamp.svg", Alt = "A lit lamp" });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        (await shop.NewCaller().GetAsync("/api/products/1")).Json["pictures"]!.AsArray().ShouldHaveSingleItem()!["alt"]!.GetValue<string>()
            .ShouldBe("A lit lamp");
    }

    private static string IdsOf(ApiAnswer answer) => string.Join(',', answer.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<int>()));
}
