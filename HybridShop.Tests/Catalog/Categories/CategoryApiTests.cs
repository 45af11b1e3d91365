using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

/// <summary>Categories by the API.</summary>
[Trait("Category", "Http")]
public sealed class CategoryApiTests(SampleWebShop shop, SqliteDatabases databases) : IClassFixture<SampleWebShop>
{
    private const string Address = "/api/categories";

    [Fact]
    public async Task All_are_one_flat_list_by_name()
    {
        var list = (await shop.NewCaller().GetAsync(Address)).Json;

        NamesOf(list).ShouldBe("Cooking, Desk, Kitchen, Lamps, Light");
        list["total"]!.GetValue<int>().ShouldBe(5);
        list["items"]![2]!.ToJsonString().ShouldBe("""{"id":3,"name":"Kitchen","slug":"kitchen","description":"","parent_id":null,"product_count":3}""");
        list["items"]![0]!["parent_id"]!.GetValue<int>().ShouldBe(Categories.Kitchen);
    }

    [Fact]
    public async Task Or_a_tree_of_departments()
    {
        var tree = (await shop.NewCaller().GetAsync(Address + "?tree=true")).Json;

        NamesOf(tree).ShouldBe("Desk, Kitchen, Light");
        tree["items"]![1]!["children"]![0]!["name"]!.GetValue<string>().ShouldBe("Cooking");
        tree["items"]![1]!["children"]![0]!["children"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_comes_in_pages_with_the_members_that_are_asked_for()
    {
        var answer = await shop.NewCaller().GetAsync(Address + "?page=2&page_size=2&fields=id");

        answer.Json["items"]!.ToJsonString().ShouldBe("""[{"id":3},{"id":2}]""");
        answer.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldContain("page=3");
    }

    [Theory]
    [InlineData("tree=perhaps", "tree")]
    [InlineData("page_size=0", "page_size")]
    [InlineData("fields=secret", "fields")]
    public async Task A_value_in_the_address_that_does_not_fit_is_named(string query, string field) =>
        (await shop.NewCaller().GetAsync($"{Address}?{query}")).ErrorOf(field).ShouldNotBeNullOrEmpty();

    [Fact]
    public async Task One_category_comes_with_what_lies_below_it()
    {
        (await shop.NewCaller().GetAsync(Address + "/1")).Json["children"]![0]!["name"]!.GetValue<string>().ShouldBe("Lamps");
        (await shop.NewCaller().GetAsync(Address + "/99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Staff_create_a_category()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.PostAsync(Address, new JsonObject { ["name"] = "Tea", ["parent_id"] = Categories.Kitchen });

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.ShouldBe("/api/categories/6");
        (await mara.GetAsync("/api/categories/6")).Text.ShouldBe(answer.Text);
        answer.Json["slug"]!.GetValue<string>().ShouldBe("tea");
    }

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden)]
    [InlineData("Sam", HttpStatusCode.Forbidden)]
    public async Task Only_staff_shape_the_tree(string who, HttpStatusCode status)
    {
        var caller = await shop.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who));

        (await caller.PostAsync(Address, new JsonObject { ["name"] = "Mine" })).Status.ShouldBe(status);
        (await caller.PutAsync(Address + "/5", new JsonObject { ["name"] = "Mine" })).Status.ShouldBe(status);
        (await caller.PatchAsync(Address + "/5", new JsonObject { ["name"] = "Mine" })).Status.ShouldBe(status);
        (await caller.DeleteAsync(Address + "/5")).Status.ShouldBe(status);
        (await caller.GetAsync(Address + "/5")).Json["name"]!.GetValue<string>().ShouldBe("Desk");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"Desk"}""", "name")]
    [InlineData("""{"name":"A\u0000"}""", "name")]
    [InlineData("""{"name":"Tea","parent_id":99}""", "parent_id")]
    [InlineData("""{"name":"Tea","parent_id":"3"}""", "parent_id")]
    [InlineData("""{"name":"Tea","slug":"tea"}""", "slug")]
    public async Task A_body_that_does_not_fit_is_told_where_and_writes_nothing(string body, string field)
    {
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.SendAsync(HttpMethod.Post, Address, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        (await mara.GetAsync(Address)).Json["total"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task A_patch_changes_the_members_it_names()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PatchAsync(Address + "/2", new JsonObject { ["description"] = "They shine." })).Json["parent_id"]!.GetValue<int>().ShouldBe(Categories.Light);
        var moved = await mara.PatchAsync(Address + "/2", new JsonObject { ["parent_id"] = null });

        moved.Status.ShouldBe(HttpStatusCode.OK);
        moved.Json["parent_id"].ShouldBeNull();
        moved.Json["description"]!.GetValue<string>().ShouldBe("They shine.");
        (await mara.PatchAsync(Address + "/2", new JsonObject { ["product_count"] = 9 })).ErrorOf("product_count").ShouldNotBeNullOrEmpty();
        (await mara.PatchAsync(Address + "/99", new JsonObject { ["name"] = "X" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_field_the_second_is_told()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        JsonObject Rename(string name) => new() { ["name"] = name, ["seen"] = new JsonObject { ["name"] = "Desk" } };

        (await mara.PatchAsync(Address + "/5", Rename("Office"))).Status.ShouldBe(HttpStatusCode.OK);
        var second = await mara.PatchAsync(Address + "/5", Rename("Study"));

        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Json["current"]!["name"]!.GetValue<string>().ShouldBe("Office");
    }

    [Fact]
    public async Task A_put_replaces_every_field()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.PutAsync(Address + "/4", new JsonObject { ["name"] = "Stoves" });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json["name"]!.GetValue<string>(), answer.Json["parent_id"]).ShouldBe(("Stoves", null));
        (await mara.PutAsync(Address + "/4", new JsonObject { ["description"] = "No name" })).ErrorOf("name").ShouldNotBeNullOrEmpty();
        (await mara.PutAsync(Address + "/99", new JsonObject { ["name"] = "X" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_category_never_lies_below_itself_nor_deeper_than_six()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        (await mara.PatchAsync(Address + "/3", new JsonObject { ["parent_id"] = Categories.Cooking })).ErrorOf("parent_id").ShouldBe(CatalogText.CategoryCycle);

        var parent = Categories.Desk;
        for (var depth = 2; depth <= CategoryLimits.MaxDepth; depth++)
        {
            parent = (await mara.PostAsync(Address, new JsonObject { ["name"] = "Box", ["parent_id"] = parent })).Json["id"]!.GetValue<int>();
        }

        (await mara.PostAsync(Address, new JsonObject { ["name"] = "Box", ["parent_id"] = parent })).ErrorOf("parent_id").ShouldBe(CatalogText.CategoryTooDeep);
    }

    [Fact]
    public async Task Only_an_empty_category_is_deleted()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.DeleteAsync(Address + "/5")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await mara.DeleteAsync(Address + "/5")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.DeleteAsync(Address + "/1")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await mara.DeleteAsync(Address + "/2")).Detail.ShouldBe("“Lamps” still has products or shelves in it.");
        NamesOf((await mara.GetAsync(Address)).Json).ShouldBe("Cooking, Kitchen, Lamps, Light");
    }

    private static string NamesOf(JsonNode list) => string.Join(", ", list["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
}
