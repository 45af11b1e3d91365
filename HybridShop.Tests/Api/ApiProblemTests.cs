using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridShop.Tests.Api;

/// <summary>What a program is told when its request does not fit: the same in every environment.</summary>
[Trait("Category", "Http")]
public sealed class ApiProblemTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string Lamp = "/api/products/1";

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/products/abc", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/products/99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/products/999", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/products", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", Lamp, HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", Lamp, HttpStatusCode.Unauthorized)]
    public async Task Whatever_goes_wrong_comes_as_problem_details(string verb, string address, HttpStatusCode status)
    {
        var answer = await shop.NewCaller().SendAsync(new(verb), address, null);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Json["status"]!.GetValue<int>().ShouldBe((int)status);
        answer.Detail.ShouldNotBeNullOrEmpty();
        answer.Json["trace_id"]!.GetValue<string>().Length.ShouldBe(32);
        answer.Json["traceId"].ShouldBeNull();
    }

    [Fact]
    public async Task A_verb_that_an_address_does_not_take_is_told_which_it_takes() =>
        (await shop.NewCaller().SendAsync(HttpMethod.Post, Lamp, "{}")).ContentHeaders.Allow.Order().ShouldBe(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"]);

    [Fact]
    public async Task Options_says_which_verbs_an_address_takes()
    {
        var answer = await shop.NewCaller().SendAsync(HttpMethod.Options, "/api/products", null);

        answer.Status.ShouldBe(HttpStatusCode.NoContent);
        answer.ContentHeaders.Allow.Order().ShouldBe(["GET", "HEAD", "OPTIONS", "POST"]);
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        var answer = await shop.NewCaller().SendAsync(HttpMethod.Head, Lamp, null);

        (answer.Status, answer.Text).ShouldBe((HttpStatusCode.OK, ""));
        answer.Tag.ShouldBe((await shop.NewCaller().GetAsync(Lamp)).Tag);
    }

    [Theory]
    [InlineData("page=abc", "page")]
    [InlineData("page=0", "page")]
    [InlineData("page_size=201", "page_size")]
    [InlineData("page_size=-1", "page_size")]
    [InlineData("min_price=x", "min_price")]
    [InlineData("min_price=-1", "min_price")]
    [InlineData("min_rating=6", "min_rating")]
    [InlineData("availability=often", "availability")]
    [InlineData("sort=luck", "sort")]
    [InlineData("category=nowhere", "category")]
    [InlineData("fields=id,secret", "fields")]
    [InlineData("after=-1", "after")]
    public async Task A_value_in_the_address_that_does_not_fit_is_named(string query, string field)
    {
        var answer = await shop.NewCaller().GetAsync("/api/products?" + query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty();
        answer.Detail.ShouldBe(answer.ErrorOf(field));
    }

    [Theory]
    [InlineData("", null, "The request needs a JSON body.")]
    [InlineData("null", null, "The request needs a JSON body.")]
    [InlineData("{\"name\": ", null, "The body is no JSON: line 1, byte 10.")]
    [InlineData("[]", null, null)]
    [InlineData("{\"name\":\"A\"}", "price", "This is missing.")]
    [InlineData("{\"name\":\"A\"}", "category_id", "This is missing.")]
    [InlineData("{\"name\":\"A\",\"price\":\"12\",\"category_id\":1}", "price", "An amount is a number with at most 2 decimals.")]
    [InlineData("{\"name\":\"A\",\"price\":1.005,\"category_id\":1}", "price", "An amount is a number with at most 2 decimals.")]
    [InlineData("{\"name\":\"A\",\"price\":1e99,\"category_id\":1}", "price", "An amount is a number with at most 2 decimals.")]
    [InlineData("{\"name\":\"A\",\"price\":-1,\"category_id\":1}", "price", null)]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":\"1\"}", "category_id", "This value is of the wrong kind.")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":1.5}", "category_id", "This value is of the wrong kind.")]
    [InlineData("{\"name\":null,\"price\":1,\"category_id\":1}", "name", "This value is of the wrong kind.")]
    [InlineData("{\"name\":\"\",\"price\":1,\"category_id\":1}", "name", null)]
    [InlineData("{\"name\":\"A\",\"name\":\"B\",\"price\":1,\"category_id\":1}", "name", "This member is there twice.")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":1,\"colour\":\"red\"}", "colour", "There is no member “colour” here.")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":1,\"status\":1}", "status", "This value is of the wrong kind.")]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":1,\"status\":\"gone\"}", "status", "This value is of the wrong kind.")]
    [InlineData("{\"name\":\"A\\u0000\",\"price\":1,\"category_id\":1}", "name", null)]
    [InlineData("{\"name\":\"A\",\"price\":1,\"category_id\":777}", "category_id", null)]
    public async Task A_body_that_does_not_fit_is_told_where_and_writes_nothing(string body, string? field, string? why)
    {
        var before = await shop.DatabaseAsync(CountAsync);

        var answer = await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Post, "/api/products", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.ContentType.ShouldBe("application/problem+json");
        (why ?? answer.Detail!).ShouldBeOneOf(answer.Detail, field is null ? answer.Detail : answer.ErrorOf(field));
        if (field is not null)
        {
            answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        }

        (await shop.DatabaseAsync(CountAsync)).ShouldBe(before);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/html")]
    [InlineData("a/b;q=zz")]
    [InlineData("*/*;q=0")]
    public async Task A_problem_is_whole_whatever_the_program_says_that_it_accepts(string accept)
    {
        var answer = await shop.NewCaller().GetAsync("/api/products?page=0", ("Accept", accept));

        answer.ContentType.ShouldBe("application/problem+json");
        answer.ErrorOf("page").ShouldNotBeNullOrEmpty();
        answer.Json["trace_id"]!.GetValue<string>().Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("{\"name\":\"A\",\"name\":\"B\"}", "name")]
    [InlineData("{\"seen\":{\"a\":1,\"a\":2}}", "seen.a")]
    [InlineData("{\"name\":\"\\ud800\"}", "name", "This value is of the wrong kind.")]
    public async Task A_patch_with_a_member_twice_or_half_a_character_is_told_so(string body, string field, string why = "This member is there twice.")
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Patch, Lamp, body, ApiCaller.MergePatch);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.ErrorOf(field).ShouldBe(why);
    }

    [Fact]
    public void A_patch_that_does_not_fit_is_a_refusal_within_the_write_and_no_exception()
    {
        var json = shop.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        var refused = new MergePatch<ProductInput>(new() { ["price"] = "dear" }, isWhole: false, json).On(new());

        refused.Kind.ShouldBe(OutcomeKind.Invalid);
        refused.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Field.ShouldBe("price"), error => error.Message.ShouldBe("An amount is a number with at most 2 decimals."));
    }

    [Fact]
    public async Task JSON_in_a_charset_that_nobody_knows_is_not_read()
    {
        using var http = shop.CreateClient();
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nonsense");
        using var answer = await http.PostAsync(new Uri("/api/auth/login", UriKind.Relative), body, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=\"UTF-8\"; v=1")]
    public async Task The_charset_of_JSON_may_be_said_in_quotes(string contentType)
    {
        using var http = shop.CreateClient(new() { BaseAddress = new("https://localhost") });
        var mara = new ApiCaller(http);
        await mara.SignInAsync(Users.EmailOf(Users.Mara), Users.Password);
        using var request = new HttpRequestMessage(HttpMethod.Patch, Lamp) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Only_JSON_is_read(string contentType)
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Post, "/api/products", "{}", contentType);

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_deeply_nested_body_is_refused() =>
        (await (await shop.CallerAsync(Users.Mara)).SendAsync(HttpMethod.Post, "/api/products", new string('[', 10_000))).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Several_faults_are_told_at_once()
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).PostAsync("/api/products", new JsonObject { ["name"] = "", ["price"] = -1, ["category_id"] = 1 });

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["name", "price"], ignoreOrder: true);
    }

    private static Task<int> CountAsync(Web.Data.ShopDbContext db) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(db.Products, TestContext.Current.CancellationToken);
}
