using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Stock;

/// <summary>Stock and its ledger by the API.</summary>
[Trait("Category", "Http")]
public sealed class StockApiTests(SampleWebShop shop, ChangedShop changed, SqliteDatabases databases) : IClassFixture<SampleWebShop>, IClassFixture<ChangedShop>
{
    private const string Lamp = "/api/products/1/stock-adjustments";
    private const string Mug = "/api/products/3/stock-adjustments";
    private const string Batch = "/api/stock-adjustments";

    [Fact]
    public async Task A_delta_moves_the_stock_and_leaves_a_line_in_the_ledger()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.PostAsync(Lamp, new JsonObject { ["delta"] = -4, ["reason"] = "damaged", ["note"] = "Fell off the cart" });

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var id = answer.Json["movement_id"]!.GetValue<long>();
        answer.Text.ShouldBe($$"""{"product_id":1,"stock":6,"delta":-4,"movement_id":{{id}}}""");
        var ledger = (await mara.GetAsync("/api/products/1/stock-movements")).Json;
        ledger["total"]!.GetValue<int>().ShouldBe(2);
        var line = ledger["items"]![0]!;
        (line["id"]!.GetValue<long>(), line["reason"]!.GetValue<string>(), line["balance_after"]!.GetValue<int>(), line["actor"]!.GetValue<string>()).ShouldBe((id, "damaged", 6, "Mara"));
        (await shop.NewCaller().GetAsync("/api/products/1")).Json["stock"]!.GetValue<int>().ShouldBe(6);
    }

    [Fact]
    public async Task Set_to_counts_from_what_was_seen_so_that_a_sale_in_between_stays_sold()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PostAsync(Lamp, new JsonObject { ["delta"] = -3, ["reason"] = "sold" });

        (await mara.PostAsync(Lamp, new JsonObject { ["set_to"] = 12, ["seen"] = 10, ["reason"] = "counted" })).Json["stock"]!.GetValue<int>().ShouldBe(9);
    }

    [Fact]
    public async Task When_nothing_changes_it_is_ok_and_leaves_no_line()
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).PostAsync(Lamp, new JsonObject { ["set_to"] = 10, ["seen"] = 10 });

        (answer.Status, answer.Text).ShouldBe((HttpStatusCode.OK, """{"product_id":1,"stock":10,"delta":0,"movement_id":null}"""));
    }

    [Fact]
    public async Task Stock_never_falls_below_zero_and_the_refusal_tells_what_is_there()
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).PostAsync(Lamp, new JsonObject { ["delta"] = -11, ["reason"] = "sold" });

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldBe("Only 10 on hand.");
        answer.Json["current"]!["stock"]!.GetValue<string>().ShouldBe("10");
        answer.ErrorOf("stock").ShouldBe(answer.Detail);
    }

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Sue", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Sam", HttpStatusCode.Created, HttpStatusCode.Forbidden)]
    [InlineData("Mara", HttpStatusCode.Created, HttpStatusCode.Created)]
    [InlineData("Admin", HttpStatusCode.Created, HttpStatusCode.Created)]
    public async Task Sellers_move_the_stock_of_their_own_products_and_staff_of_all(string who, HttpStatusCode mug, HttpStatusCode lamp)
    {
        var caller = await changed.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who));

        (await caller.PostAsync(Mug, new JsonObject { ["delta"] = 1 })).Status.ShouldBe(mug);
        (await caller.PostAsync(Lamp, new JsonObject { ["delta"] = 1 })).Status.ShouldBe(lamp);
    }

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden)]
    [InlineData("Sam", HttpStatusCode.Forbidden)]
    [InlineData("Mara", HttpStatusCode.OK)]
    public async Task Only_staff_read_the_stock_of_the_whole_shop(string who, HttpStatusCode status) =>
        (await (await shop.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who))).GetAsync("/api/stock")).Status.ShouldBe(status);

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound)]
    [InlineData("Sue", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound)]
    [InlineData("Sam", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("Mara", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Who_may_move_the_stock_of_a_product_may_read_its_ledger(string who, HttpStatusCode mug, HttpStatusCode lamp, HttpStatusCode draft)
    {
        var caller = await shop.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who));

        (await caller.GetAsync("/api/products/3/stock-movements")).Status.ShouldBe(mug);
        (await caller.GetAsync("/api/products/1/stock-movements")).Status.ShouldBe(lamp);
        (await caller.GetAsync("/api/products/4/stock-movements")).Status.ShouldBe(draft);
    }

    [Fact]
    public async Task A_seller_finds_the_own_act_in_the_ledger()
    {
        var sam = await changed.CallerAsync(Users.Sam);
        var movement = (await sam.PostAsync(Mug, new JsonObject { ["delta"] = 5, ["reason"] = "received" })).Json["movement_id"]!.GetValue<long>();

        (await sam.GetAsync("/api/products/3/stock-movements")).Json["items"]![0]!["id"]!.GetValue<long>().ShouldBe(movement);
    }

    [Theory]
    [InlineData("""{"delta":1,"product":1}""", HttpStatusCode.Created)]
    [InlineData("""{"delta":1,"product":1,"product_id":1}""", HttpStatusCode.Created)]
    [InlineData("""{"delta":1,"product":2}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"delta":1,"product_id":1,"product":2}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"delta":1,"product":2,"product_id":1}""", HttpStatusCode.BadRequest)]
    public async Task A_product_is_named_by_product_as_well(string body, HttpStatusCode status)
    {
        var mara = await changed.CallerAsync(Users.Mara);

        (await mara.SendAsync(HttpMethod.Post, Lamp, body)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Rows_of_a_batch_name_their_product_by_either_name()
    {
        var mara = await changed.CallerAsync(Users.Mara);

        var answer = await mara.SendAsync(HttpMethod.Post, Batch, """{"rows":[{"product":1,"delta":1},{"product_id":3,"delta":1}]}""");
        answer.Json["rows"]!.AsArray().Select(row => (row!["product_id"]!.GetValue<int>(), row["status"]!.GetValue<int>())).ShouldBe([(1, 201), (3, 201)]);

        (await mara.SendAsync(HttpMethod.Post, Batch, """{"rows":[{"product":1,"delta":1},{"product_id":3,"product":1,"delta":1}]}"""))
            .ErrorOf("rows[1].product").ShouldBe("“product_id” and “product” are two names of one thing and have to be the same.");
    }

    [Theory]
    [InlineData("""{}""", "delta")]
    [InlineData("""{"delta":0}""", "delta")]
    [InlineData("""{"delta":1,"set_to":2,"seen":1}""", "delta")]
    [InlineData("""{"delta":2000000000}""", "delta")]
    [InlineData("""{"delta":"1"}""", "delta")]
    [InlineData("""{"delta":1.5}""", "delta")]
    [InlineData("""{"set_to":-1,"seen":1}""", "set_to")]
    [InlineData("""{"set_to":2}""", "seen")]
    [InlineData("""{"delta":1,"reason":"undo"}""", "reason")]
    [InlineData("""{"delta":1,"reason":"luck"}""", "reason")]
    [InlineData("""{"delta":1,"note":"a\u0000"}""", "note")]
    [InlineData("""{"delta":1,"product_id":2}""", "product_id")]
    [InlineData("""{"delta":1,"colour":"red"}""", "colour")]
    public async Task A_body_that_does_not_fit_is_told_where_and_moves_nothing(string body, string field)
    {
        var lines = await CountLinesAsync(shop);

        var answer = await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Post, Lamp, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        (await CountLinesAsync(shop)).ShouldBe(lines);
    }

    [Fact]
    public async Task A_note_has_at_most_200_characters()
    {
        var mara = await changed.CallerAsync(Users.Mara);

        (await mara.PostAsync(Lamp, new JsonObject { ["delta"] = 1, ["note"] = new string('x', 201) })).ErrorOf("note").ShouldBe(StockText.NoteTooLong);
        (await mara.PostAsync(Lamp, new JsonObject { ["delta"] = 1, ["note"] = new string('x', 200), ["product_id"] = 1 })).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PostAsync("/api/products/999/stock-adjustments", new JsonObject { ["delta"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.GetAsync("/api/products/999/stock-movements")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.PostAsync("/api/stock-movements/999/undo", null)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_movement_is_taken_back_once_and_a_first_count_never()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var sam = await shop.CallerAsync(Users.Sam);
        var movement = (await sam.PostAsync(Mug, new JsonObject { ["delta"] = 5, ["reason"] = "received" })).Json["movement_id"]!.GetValue<long>();

        (await shop.NewCaller().PostAsync($"/api/stock-movements/{movement}/undo", null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await shop.CallerAsync(Users.Sue)).PostAsync($"/api/stock-movements/{movement}/undo", null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var undone = await sam.PostAsync($"/api/stock-movements/{movement}/undo", null);
        (undone.Status, undone.Json["stock"]!.GetValue<int>()).ShouldBe((HttpStatusCode.Created, 2));
        (await sam.PostAsync($"/api/stock-movements/{movement}/undo", null)).Status.ShouldBe(HttpStatusCode.Conflict);

        var first = await shop.DatabaseAsync(db => db.StockMovements.Where(m => m.ProductId == Products.Mug).MinAsync(m => m.Id, TestContext.Current.CancellationToken));
        (await sam.PostAsync($"/api/stock-movements/{first}/undo", null)).Detail.ShouldBe(StockText.NotReversible);
    }

    [Fact]
    public async Task Each_row_of_a_batch_ends_for_itself()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var sam = await shop.CallerAsync(Users.Sam);

        var answer = await sam.PostAsync(Batch, Rows(
            Row(Products.Mug, 3), Row(Products.Mug, -99), Row(Products.Lamp, 1), Row(999, 1), Row(Products.Mug, 0),
            new JsonObject { ["product_id"] = Products.Mug, ["set_to"] = 5, ["seen"] = 5 }, new JsonObject { ["product_id"] = Products.Mug, ["delta"] = 1, ["note"] = new string('x', 201) }));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        Guid.TryParse(answer.Json["batch"]!.GetValue<string>(), out _).ShouldBeTrue();
        var rows = answer.Json["rows"]!.AsArray();
        rows.Select(row => row!["status"]!.GetValue<int>()).ShouldBe([201, 409, 403, 404, 400, 200, 400]);
        rows.Select(row => row!["product_id"]!.GetValue<int>()).ShouldBe([3, 3, 1, 999, 3, 3, 3]);
        (rows[0]!["stock"]!.GetValue<int>(), rows[0]!["detail"]).ShouldBe((5, null));
        rows[1]!["current"]!["stock"]!.GetValue<string>().ShouldBe("5");
        rows[4]!["errors"]!["delta"]![0]!.GetValue<string>().ShouldBe(StockText.DeltaZero);
        rows[6]!["errors"]!["note"]![0]!.GetValue<string>().ShouldBe(StockText.NoteTooLong);
        (await shop.NewCaller().GetAsync("/api/products/3")).Json["stock"]!.GetValue<int>().ShouldBe(5);
    }

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden)]
    public async Task Who_sells_nothing_sends_no_batch(string who, HttpStatusCode status) =>
        (await (await shop.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who))).PostAsync(Batch, Rows(Row(Products.Mug, 1)))).Status.ShouldBe(status);

    [Theory]
    [InlineData("""{"rows":[]}""", null)]
    [InlineData("""{}""", "rows")]
    [InlineData("""{"rows":null}""", "rows")]
    [InlineData("""{"rows":[{"product_id":1,"delta":1},null]}""", "rows[1]")]
    [InlineData("""{"rows":[{"product_id":1,"delta":1},{"product_id":1,"delta":"1"}]}""", "rows[1].delta")]
    public async Task A_batch_that_cannot_be_read_moves_nothing(string body, string? field)
    {
        var lines = await CountLinesAsync(shop);

        var answer = await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Post, Batch, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        (field is null ? answer.Detail : answer.ErrorOf(field)).ShouldNotBeNullOrEmpty(answer.Text);
        (await CountLinesAsync(shop)).ShouldBe(lines);
    }

    [Fact]
    public async Task A_batch_has_at_most_500_rows()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var lines = await CountLinesAsync(shop);

        (await mara.PostAsync(Batch, Rows([.. Enumerable.Range(0, 501).Select(_ => Row(Products.Lamp, 1))]))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await CountLinesAsync(shop)).ShouldBe(lines);
        (await mara.PostAsync(Batch, Rows([.. Enumerable.Range(0, 500).Select(_ => Row(Products.Lamp, 1))]))).Json["rows"]!.AsArray()[499]!["stock"]!.GetValue<int>().ShouldBe(510);
    }

    [Theory]
    [InlineData("", "6,7,3,2,4,1")]
    [InlineData("view=low", "3,2,4")]
    [InlineData("view=low&sort=on-hand", "2,4,3")]
    [InlineData("sort=-on-hand&page_size=2", "1,6")]
    [InlineData("q=apron&category=kitchen", "6,7")]
    [InlineData("page=2&page_size=4", "4,1")]
    public async Task The_stock_list_takes_what_the_boards_address_takes(string query, string ids)
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).GetAsync("/api/stock?" + query);

        string.Join(',', answer.Json["items"]!.AsArray().Select(item => item!["product_id"]!.GetValue<int>())).ShouldBe(ids);
    }

    [Theory]
    [InlineData("view=high", "view")]
    [InlineData("sort=luck", "sort")]
    [InlineData("category=nowhere", "category")]
    [InlineData("page=0", "page")]
    [InlineData("q=a%00", "q")]
    public async Task A_value_in_the_address_that_does_not_fit_is_named(string query, string field)
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).GetAsync("/api/stock?" + query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
    }

    [Fact]
    public async Task The_ledger_comes_in_pages()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PostAsync(Lamp, new JsonObject { ["delta"] = 1 });

        (await mara.GetAsync("/api/products/1/stock-movements?page=2&page_size=1&fields=delta")).Json["items"]!.ToJsonString().ShouldBe("""[{"delta":10}]""");
        (await mara.GetAsync("/api/products/1/stock-movements?page_size=201")).ErrorOf("page_size").ShouldNotBeNullOrEmpty();
    }

    private static JsonObject Rows(params JsonNode?[] rows) => new() { ["rows"] = new JsonArray(rows) };

    private static JsonObject Row(int product, int delta) => new() { ["product_id"] = product, ["delta"] = delta };

    private static Task<int> CountLinesAsync(SampleWebShop shop) =>
        shop.DatabaseAsync(db => db.StockMovements.CountAsync(TestContext.Current.CancellationToken));
}
