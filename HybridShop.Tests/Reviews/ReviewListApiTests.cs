using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Reviews;

/// <summary>Lists of reviews by the API.</summary>
[Trait("Category", "Http")]
public sealed class ReviewListApiTests(SampleWebShop shop, SqliteDatabases databases) : IClassFixture<SampleWebShop>
{
    private const string Lamp = "/api/products/1/reviews";
    private const string Kettle = "/api/products/2/reviews";

    [Fact]
    public async Task A_writer_lists_the_own_reviews_with_where_they_stand()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var bea = await shop.CallerAsync(Users.Bea);
        await bea.PostAsync(Lamp, new JsonObject { ["rating"] = 5 });

        var list = await bea.GetAsync("/api/users/me/reviews?fields=product,status");

        list.Json["items"]!.ToJsonString().ShouldBe("""[{"product":1,"status":"pending"},{"product":2,"status":"approved"}]""");
        TotalOf(await (await shop.CallerAsync(Users.Ada)).GetAsync("/api/users/me/reviews")).ShouldBe(0);
        (await bea.GetAsync("/api/users/me/reviews?page=0")).ErrorOf("page").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task All_reviews_are_walked_by_id()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var next = await PublishAsync(shop, Products.Lamp, 5);

        var walk = await shop.NewCaller().GetAsync("/api/reviews?after=0&page_size=1");
        walk.Json["after"]!.GetValue<int>().ShouldBe(SampleWorld.BeasReview);
        walk.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldBe("</api/reviews?after=1&page_size=1>; rel=\"next\"");
        (await shop.NewCaller().GetAsync("/api/reviews?after=1")).Json["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<int>().ShouldBe(next);
        (await shop.NewCaller().GetAsync($"/api/reviews?after={next}")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task All_reviews_are_newest_first_sorted_filtered_and_paged()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = shop.NewCaller();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var lamp = await PublishAsync(shop, Products.Lamp, 2);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var apron = await PublishAsync(shop, Products.Apron, 5);

        IdsOf(await caller.GetAsync("/api/reviews")).ShouldBe([apron, lamp, SampleWorld.BeasReview]);
        IdsOf(await caller.GetAsync("/api/reviews?sort=rating")).ShouldBe([lamp, SampleWorld.BeasReview, apron]);
        IdsOf(await caller.GetAsync("/api/reviews?rating=2")).ShouldBe([lamp]);
        var second = await caller.GetAsync("/api/reviews?page=2&page_size=2");
        IdsOf(second).ShouldBe([SampleWorld.BeasReview]);
        TotalOf(second).ShouldBe(3);
        second.Headers.GetValues("Link").Single().ShouldContain("</api/reviews?page=1&page_size=2>; rel=\"prev\"");

        await (await shop.CallerAsync(Users.Mara)).DeleteAsync("/api/products/6");
        IdsOf(await caller.GetAsync("/api/reviews")).ShouldBe([lamp, SampleWorld.BeasReview]);
        TotalOf(await caller.GetAsync("/api/reviews?rating=5")).ShouldBe(0);
    }

    [Fact]
    public async Task The_tag_of_all_reviews_holds_until_one_is_published()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = shop.NewCaller();
        var tag = (await caller.GetAsync("/api/reviews")).Tag!;

        (await caller.GetAsync("/api/reviews", ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        await PublishAsync(shop, Products.Lamp, 5);
        TotalOf(await caller.GetAsync("/api/reviews", ("If-None-Match", tag))).ShouldBe(2);
    }

    [Theory]
    [InlineData(Kettle + "?rating=4", 1)]
    [InlineData(Kettle + "?rating=5", 0)]
    [InlineData(Kettle + "?sort=rating", 1)]
    public async Task Reviews_of_a_product_are_filtered_and_sorted(string address, int total) => TotalOf(await shop.NewCaller().GetAsync(address)).ShouldBe(total);

    [Theory]
    [InlineData(Kettle + "?rating=6", "rating")]
    [InlineData(Kettle + "?sort=luck", "sort")]
    [InlineData(Kettle + "?page_size=201", "page_size")]
    [InlineData("/api/reviews?status=lost", "status")]
    [InlineData("/api/reviews?after=-1", "after")]
    [InlineData("/api/reviews?product=x", "product")]
    [InlineData("/api/reviews?product=2&after=0", "after")]
    [InlineData("/api/reviews?status=pending&after=0", "after")]
    [InlineData("/api/reviews?status=pending&rating=1", "rating")]
    [InlineData("/api/reviews?rating=6", "rating")]
    [InlineData("/api/reviews?sort=luck", "sort")]
    [InlineData("/api/reviews?after=0&page=2", "page")]
    [InlineData("/api/reviews?after=0&sort=rating", "sort")]
    [InlineData("/api/reviews?after=0&rating=4", "rating")]
    [InlineData("/api/reviews?status=pending&sort=rating", "sort")]
    public async Task A_value_in_the_address_that_does_not_fit_is_named(string address, string field)
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).GetAsync(address);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
    }

    [Fact]
    public async Task The_tag_of_a_list_holds_until_a_review_is_published()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = shop.NewCaller();
        var (lamp, kettle) = ((await caller.GetAsync(Lamp)).Tag!, (await caller.GetAsync(Kettle)).Tag!);

        await PublishAsync(shop, Products.Lamp, 5);

        (await caller.GetAsync(Lamp, ("If-None-Match", lamp))).Status.ShouldBe(HttpStatusCode.OK);
        (await caller.GetAsync(Kettle, ("If-None-Match", kettle))).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    private static async Task<int> PublishAsync(SampleWebShop shop, int product, int rating)
    {
        var (reviews, ct) = (shop.Get<IReviewService>(), TestContext.Current.CancellationToken);
        var posted = (await reviews.PostAsync(product, new() { Rating = rating }, Users.Ada, ct)).Value!;
        (await reviews.ModerateAsync(posted.Id, new() { Approve = true, SeenVersion = posted.Version }, Users.Mara, ct)).IsDone.ShouldBeTrue();
        return posted.Id;
    }

    private static List<int> IdsOf(ApiAnswer answer) => [.. answer.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<int>())];

    private static int TotalOf(ApiAnswer answer) => answer.Json["total"]!.GetValue<int>();
}
