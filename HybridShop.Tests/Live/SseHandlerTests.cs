using System.Net;
using System.Text.Json;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Live;

namespace HybridShop.Tests.Live;

/// <summary>The event stream of open pages.</summary>
public sealed class SseHandlerTests(SqliteDatabases databases) : LiveTest(databases)
{
    [Fact]
    public async Task It_begins_with_what_the_products_are_like_and_goes_on_with_what_changes()
    {
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1,2");

        var (lamp, kettle) = (await stream.NextAsync(), await stream.NextAsync());
        (lamp.Type, lamp.Data.GetProperty("product_id").GetInt32(), lamp.Data.GetProperty("stock").GetInt32()).ShouldBe(("product", Products.Lamp, 10));
        (kettle.Data.GetProperty("product_id").GetInt32(), kettle.Data.GetProperty("review_count").GetInt32()).ShouldBe((Products.Kettle, 1));
        (await stream.NextAsync()).Type.ShouldBe("subscribed");

        await MoveAsync(Products.Mug, +1);
        await MoveAsync(Products.Lamp, -1);

        var moved = await stream.NextAsync();
        (moved.Type, moved.Id, moved.Data.GetProperty("stock").GetInt32()).ShouldBe(("stock", Shop.Get<IShopFeed>().LatestSequence, 9));
        moved.Data.GetProperty("sequence").GetInt64().ShouldBe(moved.Id!.Value);
    }

    [Fact]
    public async Task It_is_passed_on_at_once_and_kept_by_nobody()
    {
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1");

        stream.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Answer.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        stream.Answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        stream.Answer.Content.Headers.ContentEncoding.ShouldBe(["identity"]);
        stream.Answer.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    [Fact]
    public async Task A_request_for_the_headers_alone_does_not_stay()
    {
        using var http = new HttpClient { BaseAddress = Shop.Address, Timeout = LiveClient.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Head, "/live/stock?ids=1");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()).ShouldBe((HttpStatusCode.OK, "text/event-stream"));
        await NobodyIsLeftAsync();
    }

    [Fact]
    public async Task What_visitors_may_not_see_looks_like_what_is_not_there()
    {
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=4,5,99999");

        foreach (var id in (int[])[Products.Stool, Products.Broom, 99_999])
        {
            var gone = await stream.NextAsync();
            gone.Data.ToString().ShouldBe($$"""{"sequence":{{gone.Id}},"topic":"products:{{id}}","type":"product_gone","product_id":{{id}}}""");
        }
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_id_gets_what_was_missed_and_nothing_else()
    {
        var start = Shop.Get<IShopFeed>().LatestSequence;
        var (last, heard) = (start, new List<long>());
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 3; i++)
            {
                await MoveAsync(Products.Lamp, +1);
            }

            await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1", last);
            var acting = MoveAsync(Products.Lamp, +1);
            while (heard.Count < (round + 1) * 4)
            {
                var next = await stream.NextAsync();
                last = next.Id!.Value;
                if (next.Type == "stock")
                {
                    heard.Add(last);
                }
                else
                {
                    next.Type.ShouldBe("subscribed");
                }
            }

            await acting;
        }

        heard.ShouldBe(await StockSequencesAsync(start, Products.Lamp));
        heard.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Who_was_away_too_long_gets_the_present_state()
    {
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1", last: Shop.Get<IShopFeed>().LatestSequence + 10);

        var present = await stream.NextAsync();

        (present.Type, present.Id, present.Data.GetProperty("stock").GetInt32()).ShouldBe(("product", Shop.Get<IShopFeed>().LatestSequence, 10));
    }

    [Fact]
    public async Task A_withdrawn_product_goes_from_the_open_page()
    {
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1", last: Shop.Get<IShopFeed>().LatestSequence);
        (await stream.NextAsync()).Type.ShouldBe("subscribed");

        (await ProductService.WithdrawAsync(Products.Lamp, Users.Mara)).IsDone.ShouldBeTrue();

        (await stream.NextAsync()).Type.ShouldBe("product_gone");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ids=")]
    [InlineData("?ids=a")]
    [InlineData("?ids=1,,2")]
    [InlineData("?ids=0")]
    [InlineData("?ids=-1")]
    [InlineData("?ids=99999999999")]
    [InlineData("?ids=1&ids=2,x")]
    [InlineData("201")]
    public async Task Ids_that_are_none_are_a_bad_request(string query)
    {
        query = query == "201" ? "?ids=" + string.Join(',', Enumerable.Range(1, 201)) : query;
        using var http = new HttpClient { BaseAddress = Shop.Address };

        using var answer = await http.GetAsync("/live/stock" + query, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonSerializer.Deserialize<JsonElement>(await Visitor.WordsAsync(answer)).GetProperty("detail").GetString()
            .ShouldBe(string.Format(null, LiveText.IdsWrong, SseHandler.MaxIds));
    }

    [Fact]
    public async Task Two_hundred_products_are_not_too_many_and_nothing_is_left_when_the_page_is_closed()
    {
        await using (var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=" + string.Join(',', Enumerable.Range(1, SseHandler.MaxIds))))
        {
            for (var i = 0; i < SseHandler.MaxIds; i++)
            {
                (await stream.NextAsync()).Data.GetProperty("product_id").GetInt32().ShouldBe(i + 1);
            }

            Registry.TopicCount.ShouldBe(3 * SseHandler.MaxIds);
        }

        await NobodyIsLeftAsync();
    }
}
