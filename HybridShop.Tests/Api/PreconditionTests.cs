using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api;

/// <summary>Conditions of requests, as RFC 9110 has them in section 13, at every address that gives a tag.</summary>
[Trait("Category", "Http")]
public sealed class PreconditionTests(SampleWebShop shop, SqliteDatabases databases) : IClassFixture<SampleWebShop>
{
    private const string Lamp = "/api/products/1";
    private const string Desk = "/api/categories/5";
    private const string Beas = "/api/reviews/1";

    /// <summary>Every address that gives a tag to a read.</summary>
    public static TheoryData<string> Tagged { get; } =
    [
        Lamp, Desk, Beas, "/api/products", "/api/products?after=0", "/api/products?status=all", "/api/products/2/reviews", "/api/reviews", "/api/reviews?after=0",
        "/api/reviews?product=2", "/api/categories", "/api/categories?tree=true",
    ];

    /// <summary>An address that takes writes, a body that changes something, and one that does not fit.</summary>
    public static TheoryData<string, string, string> Written { get; } = new()
    {
        { Lamp, """{"name":"Floor lamp"}""", """{"name":""}""" },
        { Desk, """{"name":"Paper"}""", """{"name":""}""" },
        { Beas, """{"rating":5}""", """{"rating":9}""" },
    };

    [Theory]
    [MemberData(nameof(Tagged))]
    public async Task A_read_compares_weakly_with_If_None_Match_and_strongly_with_If_Match(string address)
    {
        var mara = await shop.CallerAsync(Users.Mara);
        var first = await mara.GetAsync(address);
        var tag = first.Tag.ShouldNotBeNull(address);

        await ShouldAnswerAsync(HttpStatusCode.NotModified, ("If-None-Match", tag));
        await ShouldAnswerAsync(HttpStatusCode.NotModified, ("If-None-Match", "W/" + tag));
        await ShouldAnswerAsync(HttpStatusCode.NotModified, ("If-None-Match", $"\"a\", \"b,c\" , {tag}"));
        await ShouldAnswerAsync(HttpStatusCode.NotModified, ("If-None-Match", "*"));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-None-Match", "\"a\""));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-None-Match", tag.Trim('"')));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-None-Match", "\"a\", *"));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-Match", $"\"a\", {tag}"));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-Match", "*"));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, ("If-Match", "W/" + tag));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, ("If-Match", "\"a\""));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, ("If-Match", "nonsense"));

        // If-Match is looked at first; dates are not looked at, since none is given.
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, ("If-Match", "\"a\""), ("If-None-Match", tag));
        await ShouldAnswerAsync(HttpStatusCode.NotModified, ("If-Match", tag), ("If-None-Match", tag));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT"));
        await ShouldAnswerAsync(HttpStatusCode.OK, ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"));

        var known = await mara.GetAsync(address, ("If-None-Match", tag));
        (known.Tag, known.Headers.CacheControl?.ToString(), known.Text).ShouldBe((tag, first.Headers.CacheControl?.ToString(), ""));
        known.Headers.Vary.Order().ShouldBe(first.Headers.Vary.Order());

        async Task ShouldAnswerAsync(HttpStatusCode status, params (string Name, string Value)[] headers) =>
            (await mara.GetAsync(address, headers)).Status.ShouldBe(status, string.Join(" | ", headers));
    }

    [Theory]
    [InlineData("/api/products", "/api/products?page=9", HttpStatusCode.NotFound)]
    [InlineData("/api/products", "/api/products?sort=luck", HttpStatusCode.BadRequest)]
    [InlineData("/api/products", "/api/products?category=never-was", HttpStatusCode.BadRequest)]
    [InlineData("/api/products", "/api/products?fields=never_was", HttpStatusCode.BadRequest)]
    [InlineData("/api/products", "/api/products?status=all", HttpStatusCode.Unauthorized)]
    [InlineData("/api/categories", "/api/categories?page=2", HttpStatusCode.NotFound)]
    [InlineData("/api/products/2/reviews", "/api/products/2/reviews?page=2", HttpStatusCode.NotFound)]
    [InlineData("/api/products/2/reviews", "/api/products/2/reviews?page_size=1", HttpStatusCode.OK)]
    public async Task A_tag_of_another_address_says_nothing_here(string from, string address, HttpStatusCode status)
    {
        var tag = (await shop.NewCaller().GetAsync(from)).Tag!;

        (await shop.NewCaller().GetAsync(address, ("If-None-Match", tag))).Status.ShouldBe(status);
        if (status != HttpStatusCode.OK)
        {
            (await shop.NewCaller().GetAsync(address, ("If-None-Match", "*"))).Status.ShouldBe(status);
            (await shop.NewCaller().GetAsync(address, ("If-Match", "\"1\""))).Status.ShouldBe(status);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_write_takes_several_tags_and_compares_them_strongly(string address, string change, string misfit)
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = await shop.CallerAsync(address == Beas ? Users.Bea : Users.Mara);
        var tag = (await caller.GetAsync(address)).Tag!;

        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", "\"1\", \"99.0.0\""));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", "W/" + tag));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", tag.Split('.')[0] + "\""));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", $"{tag}, *"));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-None-Match", "*"));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-None-Match", "W/" + tag));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", tag), ("If-None-Match", tag));

        // A condition is looked at before the body.
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, misfit, ("If-Match", "\"99.0.0\""));
        await ShouldAnswerAsync(HttpStatusCode.BadRequest, misfit, ("If-Match", tag));
        (await caller.GetAsync(address)).Tag.ShouldBe(tag, "nothing was written");

        await ShouldAnswerAsync(HttpStatusCode.OK, change, ("If-Match", $"\"99.0.0\", {tag}"), ("If-None-Match", "\"99.0.0\""));
        await ShouldAnswerAsync(HttpStatusCode.PreconditionFailed, change, ("If-Match", tag));
        await ShouldAnswerAsync(HttpStatusCode.OK, change, ("If-Match", "*"));

        async Task ShouldAnswerAsync(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
            (await caller.PatchAsync(address, JsonNode.Parse(body)!, headers)).Status.ShouldBe(status, $"{body} {string.Join(" | ", headers)}");
    }

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_deletion_is_conditional_too(string address, string change, string misfit)
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        _ = misfit;
        var mara = await shop.CallerAsync(Users.Mara);
        var seen = (await mara.GetAsync(address)).Tag!;
        await (await shop.CallerAsync(address == Beas ? Users.Bea : Users.Mara)).PatchAsync(address, JsonNode.Parse(change)!);

        (await mara.DeleteAsync(address, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.DeleteAsync(address, ("If-None-Match", "*"))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var now = (await mara.GetAsync(address)).Tag!;
        (await mara.DeleteAsync(address, ("If-Match", $"{seen}, {now}"))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(Lamp, "/api/products/999")]
    [InlineData(Desk, "/api/categories/999")]
    [InlineData(Beas, "/api/reviews/999")]
    public async Task Who_may_not_or_finds_nothing_is_told_so_whatever_the_condition(string address, string missing)
    {
        var (visitor, ada, admin) = (shop.NewCaller(), await shop.CallerAsync(Users.Ada), await shop.CallerAsync(Users.Admin));
        foreach (var condition in new[] { ("If-Match", "\"9.9.9\""), ("If-Match", "*"), ("If-None-Match", "*") })
        {
            (await visitor.PatchAsync(address, new JsonObject(), condition)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await ada.PatchAsync(address, new JsonObject(), condition)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await ada.DeleteAsync(address, condition)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await admin.PatchAsync(missing, new JsonObject(), condition)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await admin.DeleteAsync(missing, condition)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await admin.GetAsync(missing, condition)).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_clash_of_fields_stays_a_conflict_when_the_condition_holds()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        var answer = await mara.PatchAsync(
            Lamp, new JsonObject { ["price"] = 52, ["seen"] = new JsonObject { ["price"] = 48 } }, ("If-Match", (await mara.GetAsync(Lamp)).Tag!));

        (answer.Status, answer.Json["current"]!["price"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "49.00"));
    }

    [Fact]
    public async Task A_tag_is_not_ignored_where_none_is_given()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var tag = (await mara.GetAsync(Lamp)).Tag!;
        var sold = new JsonObject { ["delta"] = -1, ["reason"] = "sold" };

        (await mara.PostAsync(Lamp + "/stock-adjustments", sold, ("If-Match", tag))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.GetAsync(Lamp)).Json["stock"]!.GetValue<int>().ShouldBe(10);
        (await mara.PostAsync(Lamp + "/stock-adjustments", sold, ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.Created);
        (await mara.GetAsync("/api/stock", ("If-Match", tag))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await mara.GetAsync("/api/stock", ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.OK);
        (await mara.GetAsync("/api/stock?sort=luck", ("If-Match", tag))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Of_many_that_saw_the_same_category_one_changes_it()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var tag = (await mara.GetAsync(Desk)).Tag!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => mara.PatchAsync(Desk, new JsonObject { ["name"] = $"Desk {i}" }, ("If-Match", tag))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed).ShouldBe(7);
    }
}
