using System.Text;
using System.Text.Json;
using HybridShop.Tests.Support;
using HybridShop.Web.Live;

namespace HybridShop.Tests.Live;

/// <summary>What is told on which topic, and to whom.</summary>
public sealed class LiveTopicTests(SqliteDatabases databases) : LiveTest(databases)
{
    [Fact]
    public async Task Stock_of_a_product_is_told_with_its_number_and_what_lists_say_of_it()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "stock:1");

        await MoveAsync(Products.Mug, +1);
        await MoveAsync(Products.Lamp, -7);

        var message = await client.NextAsync();
        var sequence = Shop.Get<IShopFeed>().LatestSequence;
        message.ToString().ShouldBe($$"""{"sequence":{{sequence}},"topic":"stock:1","type":"stock","product_id":1,"stock":3,"availability":"few_left"}""");
    }

    [Fact]
    public async Task A_changed_product_is_told_to_the_shelves_and_to_its_own_page()
    {
        await using var shelves = await OpenAsync();
        await using var page = await OpenAsync();
        await shelves.SubscribeAsync(null, "products");
        await page.SubscribeAsync(null, "products:2");

        (await ProductService.EditAsync(Products.Kettle, Edit.Of<ProductInput>(p => p.Price = new(3_850), p => p.Price = new(4_025)), Users.Mara))
            .IsDone.ShouldBeTrue();

        var message = await shelves.NextAsync("product");
        message.GetProperty("topic").GetString().ShouldBe("products");
        message.GetProperty("product_id").GetInt32().ShouldBe(Products.Kettle);
        message.GetProperty("slug").GetString().ShouldBe("enamel-kettle");
        message.GetProperty("name").GetString().ShouldBe("Enamel kettle");
        message.GetProperty("status").GetString().ShouldBe("published");
        message.GetProperty("category_id").GetInt32().ShouldBe(Categories.Cooking);
        message.GetProperty("price").GetDecimal().ShouldBe(40.25m);
        message.GetProperty("currency").GetString().ShouldBe("EUR");
        message.GetProperty("stock").GetInt32().ShouldBe(0);
        message.GetProperty("availability").GetString().ShouldBe("sold_out");
        message.GetProperty("average_rating").GetDecimal().ShouldBe(4m);
        message.GetProperty("review_count").GetInt32().ShouldBe(1);
        (await page.NextAsync("product")).GetProperty("topic").GetString().ShouldBe("products:2");
    }

    [Fact]
    public async Task The_shelves_hear_of_stock_only_when_lists_look_different()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "products");

        await MoveAsync(Products.Lamp, -1);
        await MoveAsync(Products.Lamp, -9);

        var message = await client.NextAsync("product");
        message.GetProperty("availability").GetString().ShouldBe("sold_out");
        message.GetProperty("sequence").GetInt64().ShouldBe(Shop.Get<IShopFeed>().LatestSequence);
    }

    [Fact]
    public async Task A_withdrawn_product_has_gone_and_its_stock_is_told_no_more()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "products", "products:1", "stock:1");

        (await ProductService.WithdrawAsync(Products.Lamp, Users.Mara)).IsDone.ShouldBeTrue();
        await MoveAsync(Products.Lamp, -1);

        (await client.NextAsync("product_gone")).GetProperty("topic").GetString().ShouldBe("products");
        (await client.NextAsync("product_gone")).GetProperty("product_id").GetInt32().ShouldBe(Products.Lamp);
        await ToldAsync();
        await client.HearsNothingAsync();
    }

    [Fact]
    public async Task What_happens_to_a_draft_reaches_staff_alone()
    {
        await using var visitor = await OpenAsync();
        await using var staff = await OpenAsync(await CookiesAsync(Users.Mara));
        await visitor.SubscribeAsync(null, "products", "products:4", "stock:4", "reviews:4");
        await staff.SubscribeAsync(null, "activity");

        (await ProductService.EditAsync(Products.Stool, Edit.Of<ProductInput>(p => p.Name = "Milking stool", p => p.Name = "Three-legged stool"),
            Users.Sam)).IsDone.ShouldBeTrue();
        await MoveAsync(Products.Stool, +5);

        (await staff.NextAsync("activity")).GetProperty("name").GetString().ShouldBe("Three-legged stool");
        var line = await staff.NextAsync("activity");
        (line.GetProperty("kind").GetString(), line.GetProperty("by").GetString(), line.GetProperty("delta").GetInt32()).ShouldBe(("stock", "Mara", 5));
        await ToldAsync();
        await visitor.HearsNothingAsync();

        (await ProductService.EditAsync(Products.Stool,
            Edit.Of<ProductInput>(p => p.Status = ProductStatus.Draft, p => p.Status = ProductStatus.Published), Users.Sam)).IsDone.ShouldBeTrue();

        (await visitor.NextAsync("product")).GetProperty("name").GetString().ShouldBe("Three-legged stool");
    }

    [Fact]
    public async Task A_review_is_told_when_visitors_can_read_it_and_not_while_it_waits()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "reviews:2");
        var reviews = Shop.Get<IReviewService>();

        var review = (await reviews.PostAsync(Products.Kettle, new() { Rating = 1, Comment = "It whistles." }, Users.Ada)).Value!;
        await ToldAsync();
        await client.HearsNothingAsync();
        (await reviews.ModerateAsync(review.Id, new() { Approve = true, SeenVersion = review.Version }, Users.Mara)).IsDone.ShouldBeTrue();

        var message = await client.NextAsync();
        var sequence = Shop.Get<IShopFeed>().LatestSequence;
        message.ToString().ShouldBe($$"""{"sequence":{{sequence}},"topic":"reviews:2","type":"reviews","product_id":2,"average_rating":2.5,"review_count":2}""");
    }

    [Fact]
    public async Task New_words_of_a_public_review_are_told_too()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "reviews:2");
        var reviews = Shop.Get<IReviewService>();

        var edit = (await reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 4, Comment = "Sings while it boils." }),
            Users.Bea)).Value!;
        await ToldAsync();
        await client.HearsNothingAsync();
        (await reviews.ModerateAsync(edit.Id, new() { Approve = true, SeenVersion = edit.Version }, Users.Mara)).IsDone.ShouldBeTrue();

        (await client.NextAsync("reviews")).GetProperty("review_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Categories_come_and_go_on_the_shelves()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "products");
        var categories = Shop.Get<ICategoryService>();

        var made = (await categories.CreateAsync(new() { Name = "Ink", ParentId = Categories.Desk }, Users.Mara)).Value!;

        var message = await client.NextAsync("category");
        (message.GetProperty("category_id").GetInt32(), message.GetProperty("name").GetString(), message.GetProperty("parent_id").GetInt32())
            .ShouldBe((made.Id, "Ink", Categories.Desk));

        (await categories.DeleteAsync(made.Id, Users.Mara)).IsDone.ShouldBeTrue();

        (await client.NextAsync("category_gone")).GetProperty("category_id").GetInt32().ShouldBe(made.Id);
    }

    [Fact]
    public async Task When_everything_changed_everybody_is_told_to_read_anew()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "stock:1");

        await Shop.Get<Web.Data.UnitOfWork>().RunAsync<int>(ShopActor.Shop, write =>
        {
            write.AddChangeOfEverything();
            return Task.FromResult<Outcome<int>>(Outcome.Done(1));
        }, TestContext.Current.CancellationToken);

        (await client.NextAsync("reset")).GetProperty("topic").GetString().ShouldBe("*");
    }

    [Fact]
    public async Task Who_has_unsubscribed_hears_no_more()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "stock:1", "stock:3");

        await client.SayAsync(new { type = "unsubscribe", topics = new[] { "stock:1" } });
        await client.NextAsync("unsubscribed");
        await MoveAsync(Products.Lamp, -1);
        await MoveAsync(Products.Mug, +1);

        (await client.NextAsync("stock")).GetProperty("product_id").GetInt32().ShouldBe(Products.Mug);
        Registry.TopicCount.ShouldBe(1);
    }

    [Fact]
    public void All_connections_share_the_bytes_of_a_message()
    {
        var message = LiveMessages.Pong(7);

        Encoding.UTF8.GetString(message.Utf8.Span).ShouldBe("""{"sequence":7,"type":"pong"}""");
        message.Utf8.ShouldBe(message.Utf8);
        JsonSerializer.Serialize(message).ShouldBe("""{"sequence":7,"type":"pong"}""");
    }

    [Theory]
    [InlineData("stock")]
    [InlineData("stock:")]
    [InlineData("stock:0")]
    [InlineData("stock:01")]
    [InlineData("stock:+1")]
    [InlineData("stock: 1")]
    [InlineData("stock:-1")]
    [InlineData("stock:2147483648")]
    [InlineData("stock:1:2")]
    [InlineData("Stock:1")]
    [InlineData("products:")]
    [InlineData("activity:1")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_what_there_is_can_be_listened_to(string? name) => LiveTopic.Find(name).ShouldBeNull();

    [Theory]
    [InlineData("products")]
    [InlineData("products:7")]
    [InlineData("stock:2147483647")]
    [InlineData("reviews:1")]
    [InlineData("activity")]
    public void A_topic_has_one_name(string name) => LiveTopic.Find(name).ToString().ShouldBe(name);

    /// <summary>Done when the registry has told of everything that was committed.</summary>
    private Task ToldAsync() => Eventually.IsTrueAsync(() => Registry.Published == Shop.Get<IShopFeed>().LatestSequence, "everything is told");
}
