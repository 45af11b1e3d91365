using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

/// <summary>What programs write about products: the same rules as for pages and the dashboard, in JSON.</summary>
[Trait("Category", "Http")]
public sealed class ProductWriteApiTests(SampleWebShop shop, ChangedShop changed, SqliteDatabases databases)
    : IClassFixture<SampleWebShop>, IClassFixture<ChangedShop>
{
    [Fact]
    public async Task A_seller_creates_a_product_with_its_initial_stock()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var sue = await shop.CallerAsync(Users.Sue);

        var answer = await sue.PostAsync("/api/products", New("Oak tray"));

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.ShouldBe("/api/products/8");
        answer.Json["slug"]!.GetValue<string>().ShouldBe("oak-tray");
        answer.Json["stock"]!.GetValue<int>().ShouldBe(3);
        answer.Json["created_by"]!["username"]!.GetValue<string>().ShouldBe("Sue");
        answer.Tag.ShouldBe((await sue.GetAsync("/api/products/8")).Tag);
    }

    [Theory]
    [InlineData("A customer", HttpStatusCode.Forbidden)]
    [InlineData("A visitor", HttpStatusCode.Unauthorized)]
    public async Task Only_sellers_and_staff_create_products(string who, HttpStatusCode status)
    {
        var caller = await shop.CallerAsync(who == "A visitor" ? null : Users.Ada);

        (await caller.PostAsync("/api/products", New("Oak tray"))).Status.ShouldBe(status);
        (await caller.PatchAsync("/api/products/3", new JsonObject { ["name"] = "Mine" })).Status.ShouldBe(status);
        (await caller.DeleteAsync("/api/products/3")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_seller_changes_only_what_is_theirs()
    {
        var sue = await shop.CallerAsync(Users.Sue);

        (await sue.PatchAsync("/api/products/3", new JsonObject { ["name"] = "Mine" })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await sue.PutAsync("/api/products/3", New("Mine", withStock: false))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await sue.DeleteAsync("/api/products/3")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await sue.DeleteAsync("/api/products/999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_patch_changes_the_members_it_names_and_null_takes_one_back()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.PatchAsync("/api/products/1", new JsonObject { ["price"] = 52.25, ["sku"] = null });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json["name"]!.GetValue<string>(), answer.Json["price"]!.ToJsonString(), answer.Json["sku"]).ShouldBe(("Table lamp", "52.25", null));
        answer.Json["version"]!.GetValue<int>().ShouldBe(2);
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["name"] = null })).ErrorOf("name").ShouldNotBeNullOrEmpty();
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["price"] = null })).ErrorOf("price").ShouldBe("This is missing.");
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["slug"] = null })).ErrorOf("slug").ShouldBe("This is missing.");
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["status"] = null })).ErrorOf("status").ShouldBe("This is missing.");
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["id"] = 9 })).ErrorOf("id").ShouldBe("There is no member “id” here.");
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["colour"] = null })).ErrorOf("colour").ShouldBe("There is no member “colour” here.");
    }

    [Fact]
    public async Task A_put_replaces_every_field()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var answer = await (await shop.CallerAsync(Users.Mara)).PutAsync("/api/products/1", New("Floor lamp", withStock: false));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json["name"]!.GetValue<string>(), answer.Json["description"]!.GetValue<string>(), answer.Json["sku"], answer.Json["stock"]!.GetValue<int>())
            .ShouldBe(("Floor lamp", "", null, 10));
    }

    [Theory]
    [InlineData("PUT", """{"name":"Stool","price":55,"category_id":3}""", "draft")]
    [InlineData("PUT", """{"name":"Stool","price":55,"category_id":3,"status":null}""", "draft")]
    [InlineData("PATCH", """{"status":null}""", "draft")]
    [InlineData("PATCH", """{"name":"Stool","seen":{"status":null}}""", "draft")]
    [InlineData("PATCH", """{"name":"Stool"}""", "draft")]
    [InlineData("PATCH", """{"status":"published"}""", "published")]
    public async Task What_says_nothing_of_the_status_publishes_no_draft(string verb, string body, string status)
    {
        var sam = await changed.CallerAsync(Users.Sam);
        var draft = (await sam.PostAsync("/api/products", New("Milking stool"))).Headers.Location!.OriginalString;

        await sam.SendAsync(new(verb), draft, body);

        (await sam.GetAsync(draft)).Json["status"]!.GetValue<string>().ShouldBe(status);
    }

    [Fact]
    public async Task A_replacement_without_a_status_leaves_what_is_on_the_shelves_there()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PutAsync("/api/products/1", New("Floor lamp", withStock: false))).Json["status"]!.GetValue<string>().ShouldBe("published");
        (await mara.PutAsync("/api/products/5", New("New broom", withStock: false))).Json["status"]!.GetValue<string>().ShouldBe("withdrawn");
    }

    [Theory]
    [InlineData("", "draft")]
    [InlineData(",\"status\":null", "draft")]
    [InlineData(",\"status\":\"published\"", "published")]
    public async Task A_new_product_is_a_draft_unless_it_is_published(string status, string expected)
    {
        var sam = await changed.CallerAsync(Users.Sam);

        var answer = await sam.SendAsync(HttpMethod.Post, "/api/products", $$"""{"name":"Tray","price":9,"category_id":3{{status}}}""");

        answer.Json["status"]!.GetValue<string>().ShouldBe(expected);
        (await changed.NewCaller().GetAsync(answer.Headers.Location!.OriginalString)).Status.ShouldBe(expected == "draft" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9,"category":4}""")]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9,"category":4,"category_id":4}""")]
    [InlineData("PUT", "/api/products/3", """{"name":"Mug","price":9,"category":4}""")]
    [InlineData("PATCH", "/api/products/3", """{"category":4}""")]
    [InlineData("PATCH", "/api/products/3", """{"category":4,"category_id":4,"seen":{"category":3}}""")]
    public async Task A_category_is_named_by_category_as_well(string verb, string address, string body)
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var answer = await (await shop.CallerAsync(Users.Sam)).SendAsync(new(verb), address, body);

        ((int)answer.Status).ShouldBeLessThan(300, answer.Text);
        answer.Json["category"]!["id"]!.GetValue<int>().ShouldBe(Categories.Cooking);
    }

    [Theory]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9,"category":4,"category_id":3}""", "category_id")]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9,"category_id":3,"category":4}""", "category")]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9}""", "category_id")]
    [InlineData("POST", "/api/products", """{"name":"Tray","price":9,"category":"kitchen"}""", "category")]
    [InlineData("PUT", "/api/products/3", """{"name":"Mug","price":9,"category_id":3,"category":4}""", "category")]
    [InlineData("PUT", "/api/products/3", """{"name":"Mug","price":9}""", "category_id")]
    [InlineData("PATCH", "/api/products/3", """{"category":4,"category_id":3}""", "category")]
    [InlineData("PATCH", "/api/products/3", """{"category":4,"seen":{"category_id":3,"category":4}}""", "seen.category")]
    [InlineData("PATCH", "/api/products/3", """{"category":null}""", "category_id")]
    [InlineData("PATCH", "/api/products/3", """{"category":999}""", "category_id")]
    public async Task A_category_that_is_named_twice_over_or_not_at_all_is_refused(string verb, string address, string body, string field)
    {
        var answer = await (await shop.CallerAsync(Users.Sam)).SendAsync(new(verb), address, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        (await shop.NewCaller().GetAsync("/api/products/3")).Json["category"]!["id"]!.GetValue<int>().ShouldBe(Categories.Kitchen);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Stock_is_refused_in_an_edit_and_the_right_address_named(string verb)
    {
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = verb == "PUT" ? await mara.PutAsync("/api/products/1", New("Lamp")) : await mara.PatchAsync("/api/products/1", new JsonObject { ["stock"] = 99 });

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf("stock").ShouldBe("Stock moves by POST /api/products/1/stock-adjustments alone.");
        (await mara.GetAsync("/api/products/1")).Json["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Two_that_saw_the_same_and_change_different_members_both_win()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PatchAsync("/api/products/1", new JsonObject { ["price"] = 52 });

        var name = await mara.PatchAsync("/api/products/1", Seen("name", "Floor lamp", "Table lamp"));
        var price = await mara.PatchAsync("/api/products/1", Seen("price", 48, 49));

        name.Status.ShouldBe(HttpStatusCode.OK);
        price.Status.ShouldBe(HttpStatusCode.Conflict);
        price.ErrorOf("price").ShouldNotBeNullOrEmpty();
        price.Json["current"]!["price"]!.GetValue<string>().ShouldBe("52.00");
    }

    [Fact]
    public async Task If_match_asks_for_the_version_that_was_seen_whatever_the_stock_does()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var seen = (await mara.GetAsync("/api/products/1")).Tag!;
        await shop.Get<IStockService>().AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1, Reason = StockReason.Sold }, Users.Mara, TestContext.Current.CancellationToken);

        (await mara.PatchAsync("/api/products/1", new JsonObject { ["price"] = 52 }, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.OK);
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["name"] = "X" }, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.DeleteAsync("/api/products/1", ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.DeleteAsync("/api/products/1", ("If-Match", "\"nonsense\""))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.DeleteAsync("/api/products/1", ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Deleting_withdraws_and_publishing_brings_back()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.DeleteAsync("/api/products/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await mara.DeleteAsync("/api/products/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await shop.NewCaller().GetAsync("/api/products/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.PatchAsync("/api/products/1", new JsonObject { ["status"] = "published" })).Status.ShouldBe(HttpStatusCode.OK);
        (await shop.NewCaller().GetAsync("/api/products/1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_is_given_is_taken_as_it_is_or_refused()
    {
        var mara = await changed.CallerAsync(Users.Mara);
        (await mara.PostAsync("/api/products", New("Tray", slug: "a-tray"))).Json["slug"]!.GetValue<string>().ShouldBe("a-tray");
        (await mara.PostAsync("/api/products", New("Tray", slug: "a-tray"))).ErrorOf("slug").ShouldNotBeNullOrEmpty();
        (await mara.PostAsync("/api/products", New("Tray", slug: "A tray"))).ErrorOf("slug").ShouldNotBeNullOrEmpty();
    }

    private static JsonObject New(string name, bool withStock = true, string? slug = null)
    {
        var product = new JsonObject { ["name"] = name, ["price"] = 24.5, ["category_id"] = Categories.Kitchen, ["slug"] = slug };
        if (withStock)
        {
            product["stock"] = 3;
        }

        return product;
    }

    private static JsonObject Seen(string member, JsonNode wanted, JsonNode seen) => new() { [member] = wanted, ["seen"] = new JsonObject { [member] = seen } };
}
