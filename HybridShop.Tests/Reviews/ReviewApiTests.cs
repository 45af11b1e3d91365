using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Reviews;

/// <summary>Reviews by the API.</summary>
[Trait("Category", "Http")]
public sealed class ReviewApiTests(SampleWebShop shop, ChangedShop changed, SqliteDatabases databases)
    : IClassFixture<SampleWebShop>, IClassFixture<ChangedShop>
{
    private const string Lamp = "/api/products/1/reviews";
    private const string Kettle = "/api/products/2/reviews";
    private const string Beas = "/api/reviews/1";

    [Theory]
    [InlineData(Kettle)]
    [InlineData("/api/reviews?product=2")]
    [InlineData("/api/reviews")]
    public async Task Anybody_reads_what_is_public(string address)
    {
        var list = (await shop.NewCaller().GetAsync(address)).Json;

        var review = list["items"]!.AsArray().ShouldHaveSingleItem()!;
        review["id"]!.GetValue<int>().ShouldBe(SampleWorld.BeasReview);
        review["product"]!.GetValue<int>().ShouldBe(Products.Kettle);
        review["user"]!.ToJsonString().ShouldBe("""{"id":6,"username":"Bea"}""");
        (review["rating"]!.GetValue<int>(), review["comment"]!.GetValue<string>()).ShouldBe((4, "Sings before it boils."));
        review["created_at"]!.GetValue<string>().ShouldEndWith("Z");
        review["updated_at"]!.GetValue<string>().ShouldEndWith("Z");
        review["status"].ShouldBeNull("that it is public goes without saying");
        list.ToJsonString().ShouldNotContain("@", customMessage: "an address of somebody");
    }

    [Theory]
    [InlineData(Lamp)]
    [InlineData("/api/products/1/add_review")]
    [InlineData("/api/reviews?product=1")]
    public async Task A_review_is_posted_and_waits_for_staff(string address)
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var ada = await shop.CallerAsync(Users.Ada);

        var answer = await ada.PostAsync(address, new JsonObject { ["rating"] = 5, ["comment"] = "Bright." });

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var own = answer.Headers.Location!.OriginalString;
        own.ShouldBe($"/api/reviews/{answer.Json["id"]}");
        (answer.Json["status"]!.GetValue<string>(), answer.Json["user"]!["username"]!.GetValue<string>()).ShouldBe(("pending", "Ada"));
        (await ada.GetAsync(own)).Text.ShouldBe(answer.Text);
        (await ada.GetAsync(own)).Tag.ShouldBe(answer.Tag);
        (await (await shop.CallerAsync(Users.Mara)).GetAsync(own)).Json["status"]!.GetValue<string>().ShouldBe("pending");
        (await (await shop.CallerAsync(Users.Bea)).GetAsync(own)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewCaller().GetAsync(own)).Status.ShouldBe(HttpStatusCode.NotFound);
        TotalOf(await ada.GetAsync(Lamp)).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_review_of_the_same_product_is_refused()
    {
        var answer = await (await shop.CallerAsync(Users.Bea)).PostAsync(Kettle, new JsonObject { ["rating"] = 1 });

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.BadRequest, "You have already reviewed this product"));
    }

    [Theory]
    [InlineData("""{"comment":"No rating"}""", "rating", "Rating must be between 1 and 5")]
    [InlineData("""{"rating":0}""", "rating", "Rating must be between 1 and 5")]
    [InlineData("""{"rating":6}""", "rating", "Rating must be between 1 and 5")]
    [InlineData("""{"rating":"5"}""", "rating", "This value is of the wrong kind.")]
    [InlineData("""{"rating":4.5}""", "rating", "This value is of the wrong kind.")]
    [InlineData("""{"rating":5,"comment":"a\u0000"}""", "comment", "This has a sign in it that cannot be kept.")]
    [InlineData("""{"rating":5,"user":1}""", "user", "There is no member “user” here.")]
    public async Task A_body_that_does_not_fit_is_told_where_and_writes_nothing(string body, string field, string why)
    {
        var answer = await (await shop.CallerAsync(Users.Ada)).SendAsync(HttpMethod.Post, Lamp, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.ErrorOf(field).ShouldBe(why);
        (await shop.DatabaseAsync(db => db.Reviews.CountAsync(TestContext.Current.CancellationToken))).ShouldBe(1);
    }

    [Fact]
    public async Task A_comment_has_at_most_5000_characters() =>
        (await (await shop.CallerAsync(Users.Ada)).PostAsync(Lamp, new JsonObject { ["rating"] = 5, ["comment"] = new string('x', 5_001) })).ErrorOf("comment").ShouldNotBeNull();

    [Fact]
    public async Task Reviewing_by_query_needs_a_product() =>
        (await (await shop.CallerAsync(Users.Ada)).PostAsync("/api/reviews", new JsonObject { ["rating"] = 5 })).ErrorOf("product").ShouldBe("This is missing.");

    [Theory]
    [InlineData(Products.Stool)]
    [InlineData(Products.Broom)]
    [InlineData(999)]
    public async Task What_nobody_may_see_has_no_reviews(int product)
    {
        var ada = await shop.CallerAsync(Users.Ada);

        (await ada.GetAsync($"/api/products/{product}/reviews")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ada.GetAsync($"/api/reviews?product={product}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ada.PostAsync($"/api/products/{product}/reviews", new JsonObject { ["rating"] = 5 })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Reviews_of_a_withdrawn_product_are_gone_for_all_but_their_writer_and_staff()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        await (await shop.CallerAsync(Users.Mara)).DeleteAsync("/api/products/2");

        (await shop.NewCaller().GetAsync(Kettle)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewCaller().GetAsync(Beas)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewCaller().GetAsync("/api/reviews")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await (await shop.CallerAsync(Users.Bea)).GetAsync(Beas)).Status.ShouldBe(HttpStatusCode.OK);
        (await (await shop.CallerAsync(Users.Mara)).GetAsync(Kettle)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/reviews?product=1", """{"rating":5}""")]
    [InlineData("/api/reviews", """{"product":1,"rating":5}""")]
    [InlineData("/api/reviews", """{"product_id":1,"rating":5}""")]
    [InlineData("/api/reviews?product=1", """{"product":1,"product_id":1,"rating":5}""")]
    [InlineData("/api/products/1/reviews", """{"product":1,"rating":5}""")]
    [InlineData("/api/products/1/add_review", """{"product":1,"rating":5}""")]
    public async Task The_product_of_a_new_review_is_named_in_the_address_or_in_the_body(string address, string body)
    {
        var answer = await (await changed.NewCustomerAsync()).SendAsync(HttpMethod.Post, address, body);

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        answer.Json["product"]!.GetValue<int>().ShouldBe(Products.Lamp);
    }

    [Theory]
    [InlineData("/api/reviews", """{"rating":5}""", "product")]
    [InlineData("/api/reviews?product=2", """{"product":1,"rating":5}""", "product_id")]
    [InlineData("/api/reviews", """{"product_id":1,"product":2,"rating":5}""", "product")]
    [InlineData("/api/products/2/reviews", """{"product":1,"rating":5}""", "product_id")]
    public async Task Two_products_or_none_are_refused(string address, string body, string field)
    {
        var ada = await shop.CallerAsync(Users.Ada);

        (await ada.SendAsync(HttpMethod.Post, address, body)).ErrorOf(field).ShouldNotBeNullOrEmpty();

        (await ada.GetAsync("/api/users/me/reviews")).Json["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("PUT", """{"product":2,"rating":3}""", null)]
    [InlineData("PUT", """{"product":1,"rating":3}""", "product_id")]
    [InlineData("PATCH", """{"product":2,"rating":3}""", null)]
    [InlineData("PATCH", """{"product_id":1}""", "product_id")]
    [InlineData("PATCH", """{"product":null}""", "product_id")]
    public async Task A_review_stays_with_its_product(string verb, string body, string? field)
    {
        var answer = await (await changed.CallerAsync(Users.Bea)).SendAsync(new(verb), Beas, body);

        answer.Status.ShouldBe(field is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Text);
        if (field is not null)
        {
            answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        }
    }

    [Theory]
    [InlineData("""{"reason":"Say it kindly.","seen_version":2}""", "approve")]
    [InlineData("""{"approve":null,"reason":"Say it kindly.","seen_version":2}""", "approve")]
    [InlineData("""{"approve":true}""", "seen_version")]
    public async Task A_decision_that_is_not_said_decides_nothing(string body, string field)
    {
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.SendAsync(HttpMethod.Post, Beas + "/moderation", body)).ErrorOf(field).ShouldNotBeNullOrEmpty();

        (await mara.GetAsync(Beas)).Json["status"]!.GetValue<string>().ShouldBe("approved");
    }

    [Fact]
    public async Task A_visitor_writes_nothing()
    {
        var visitor = shop.NewCaller();
        var review = new JsonObject { ["rating"] = 5 };

        (await visitor.PostAsync(Lamp, review)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.PostAsync("/api/products/1/add_review", review)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.PostAsync("/api/reviews?product=1", review)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.PutAsync(Beas, review)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.PatchAsync(Beas, review)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.DeleteAsync(Beas)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.PostAsync(Beas + "/moderation", new JsonObject { ["approve"] = true })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.GetAsync("/api/users/me/reviews")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.GetAsync("/api/reviews?status=pending")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_rewrites_the_words_of_others()
    {
        foreach (var user in new[] { Users.Ada, Users.Sam, Users.Mara })
        {
            (await (await shop.CallerAsync(user)).PutAsync(Beas, new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await (await shop.CallerAsync(user)).PatchAsync(Beas, new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await (await shop.CallerAsync(Users.Ada)).DeleteAsync(Beas)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await shop.NewCaller().GetAsync(Beas)).Json["rating"]!.GetValue<int>().ShouldBe(4);
    }

    [Fact]
    public async Task Not_even_a_refusal_tells_of_what_others_wait_with()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var own = (await (await shop.CallerAsync(Users.Ada)).PostAsync(Lamp, new JsonObject { ["rating"] = 5 })).Headers.Location!.OriginalString;
        var bea = await shop.CallerAsync(Users.Bea);

        (await bea.PatchAsync(own, new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bea.PutAsync(own, new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bea.DeleteAsync(own, ("If-Match", "\"9\""))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_edit_waits_while_the_earlier_words_are_public()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var bea = await shop.CallerAsync(Users.Bea);

        var patched = await bea.PatchAsync(Beas, new JsonObject { ["rating"] = 2 });

        patched.Status.ShouldBe(HttpStatusCode.OK, patched.Text);
        (patched.Json["rating"]!.GetValue<int>(), patched.Json["pending_rating"]!.GetValue<int>()).ShouldBe((4, 2));
        patched.Json["pending_comment"]!.GetValue<string>().ShouldBe("Sings before it boils.");
        (await shop.NewCaller().GetAsync(Beas)).Json["pending_rating"].ShouldBeNull();
        (await bea.PatchAsync(Beas, new JsonObject { ["comment"] = null })).Json["pending_comment"].ShouldBeNull();
        (await bea.PutAsync(Beas, new JsonObject { ["rating"] = 3, ["comment"] = "Sings." })).Json["pending_comment"]!.GetValue<string>().ShouldBe("Sings.");
        (await bea.PutAsync(Beas, new JsonObject { ["comment"] = "No rating" })).ErrorOf("rating").ShouldBe("Rating must be between 1 and 5");
        (await bea.PatchAsync(Beas, new JsonObject { ["status"] = "approved" })).ErrorOf("status").ShouldNotBeNullOrEmpty();
        (await bea.PatchAsync("/api/reviews/99", new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bea.PutAsync("/api/reviews/99", new JsonObject { ["rating"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_edits_of_the_same_words_the_second_is_told()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var bea = await shop.CallerAsync(Users.Bea);
        JsonObject Rate(int rating) => new() { ["rating"] = rating, ["seen"] = new JsonObject { ["rating"] = 4 } };

        (await bea.PatchAsync(Beas, Rate(3))).Status.ShouldBe(HttpStatusCode.OK);
        var second = await bea.PatchAsync(Beas, Rate(2));

        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Json["current"]!["rating"]!.GetValue<string>().ShouldBe("3");
    }

    [Fact]
    public async Task If_match_asks_for_the_version_that_was_seen()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var bea = await shop.CallerAsync(Users.Bea);
        var seen = (await bea.GetAsync(Beas)).Tag!;
        (await bea.GetAsync(Beas, ("If-None-Match", seen))).Status.ShouldBe(HttpStatusCode.NotModified);

        (await bea.PatchAsync(Beas, new JsonObject { ["rating"] = 3 }, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.OK);

        (await bea.GetAsync(Beas, ("If-None-Match", seen))).Status.ShouldBe(HttpStatusCode.OK);
        (await bea.PatchAsync(Beas, new JsonObject { ["rating"] = 1 }, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await bea.PutAsync(Beas, new JsonObject { ["rating"] = 1 }, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await bea.DeleteAsync(Beas, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await bea.DeleteAsync(Beas, ("If-Match", (await bea.GetAsync(Beas)).Tag!))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Bea")]
    [InlineData("Mara")]
    public async Task A_review_is_deleted_by_its_writer_or_staff(string who)
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var caller = await shop.CallerAsync(Users.All.Single(user => user.Name == who));

        (await caller.DeleteAsync(Beas)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await caller.DeleteAsync(Beas)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewCaller().GetAsync("/api/products/2")).Json["review_count"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Staff_publish_what_they_have_read()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var posted = (await (await shop.CallerAsync(Users.Ada)).PostAsync(Lamp, new JsonObject { ["rating"] = 5 })).Headers.Location!.OriginalString;
        var mara = await shop.CallerAsync(Users.Mara);
        var waiting = (await mara.GetAsync("/api/reviews?status=pending")).Json["items"]!.AsArray().ShouldHaveSingleItem()!;

        var answer = await mara.PostAsync(posted + "/moderation", new JsonObject { ["approve"] = true, ["reply"] = "Thank you.", ["seen_version"] = waiting["version"]!.DeepClone() });

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json["status"]!.GetValue<string>(), answer.Json["reply"]!.GetValue<string>()).ShouldBe(("approved", "Thank you."));
        (await shop.NewCaller().GetAsync("/api/products/1")).Json["average_rating"]!.GetValue<decimal>().ShouldBe(5);
        TotalOf(await mara.GetAsync("/api/reviews?status=pending")).ShouldBe(0);
        TotalOf(await mara.GetAsync("/api/reviews?status=approved")).ShouldBe(2);
        TotalOf(await mara.GetAsync("/api/reviews?status=approved&product=2")).ShouldBe(1);
    }

    [Fact]
    public async Task Staff_refuse_with_a_reason_that_its_writer_reads()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var ada = await shop.CallerAsync(Users.Ada);
        var posted = (await ada.PostAsync(Lamp, new JsonObject { ["rating"] = 5 })).Headers.Location!.OriginalString;
        var (mara, address) = (await shop.CallerAsync(Users.Mara), posted + "/moderation");

        (await mara.PostAsync(address, new JsonObject { ["approve"] = false, ["seen_version"] = 1 })).ErrorOf("reason").ShouldNotBeNullOrEmpty();
        (await mara.PostAsync(address, new JsonObject { ["approve"] = true, ["seen_version"] = 7 })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await ada.PostAsync(address, new JsonObject { ["approve"] = true, ["seen_version"] = 1 })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await mara.PostAsync("/api/reviews/99/moderation", new JsonObject { ["approve"] = true, ["seen_version"] = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.PostAsync(address, new JsonObject { ["approve"] = false, ["reason"] = "Not about the lamp.", ["seen_version"] = 1 })).Status.ShouldBe(HttpStatusCode.OK);

        (await ada.GetAsync(posted)).Json["reason"]!.GetValue<string>().ShouldBe("Not about the lamp.");
        TotalOf(await mara.GetAsync("/api/reviews?status=rejected")).ShouldBe(1);
        (await ada.GetAsync("/api/reviews?status=rejected")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static int TotalOf(ApiAnswer answer) => answer.Json["total"]!.GetValue<int>();
}
