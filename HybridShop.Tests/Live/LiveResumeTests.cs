using System.Text.Json;
using HybridShop.Tests.Support;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Live;

/// <summary>Whoever was away hears what was missed: no gap, nothing twice, nothing out of order.</summary>
public sealed class LiveResumeTests(SqliteDatabases databases) : LiveTest(databases)
{
    private const int Acts = 150;
    private const int ActsForEachLine = 10;

    [Fact]
    public async Task A_line_that_breaks_again_and_again_while_acts_go_on_loses_none_and_repeats_none()
    {
        string[] topics = ["stock:1", "stock:3"];
        var start = Shop.Get<IShopFeed>().LatestSequence;
        var (last, heard, allowed) = (start, new List<long>(), 0);
        using var pace = new SemaphoreSlim(0);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Acts; i++)
            {
                await pace.WaitAsync(TestContext.Current.CancellationToken);
                await MoveAsync(i % 3 == 0 ? Products.Mug : Products.Lamp, +1);
            }
        }, TestContext.Current.CancellationToken);

        while (heard.Count < Acts)
        {
            // They go on while it connects and subscribes.
            var more = Math.Min(ActsForEachLine, Acts - allowed);
            allowed += more;
            pace.Release(Math.Max(1, more));
            await using var client = await OpenAsync();
            foreach (var message in await client.SubscribeAsync(last, topics))
            {
                Take(message);
            }

            // A few more, and the line breaks, whatever is on its way.
            for (var i = 0; i < 7 && heard.Count < allowed; i++)
            {
                Take(await client.NextAsync());
            }
        }

        await writing;
        heard.ShouldBe(await StockSequencesAsync(start, Products.Lamp, Products.Mug));
        heard.Count.ShouldBe(Acts);

        void Take(JsonElement message)
        {
            last = message.GetProperty("sequence").GetInt64();
            if (message.GetProperty("type").GetString() == "stock")
            {
                heard.Add(last);
            }
        }
    }

    [Fact]
    public async Task Facts_that_changed_several_times_meanwhile_are_told_once_and_as_they_are()
    {
        var last = Shop.Get<IShopFeed>().LatestSequence;
        for (long price = 4_900; price < 4_903; price++)
        {
            (await ProductService.EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = new(price), p => p.Price = new(price + 1)),
                Users.Mara)).IsDone.ShouldBeTrue();
        }

        await using var client = await OpenAsync();
        var messages = await client.SubscribeAsync(last, "products");

        messages.Select(m => m.GetProperty("type").GetString()).ShouldBe(["product", "subscribed"]);
        messages[0].GetProperty("price").GetDecimal().ShouldBe(49.03m);
        messages[0].GetProperty("sequence").GetInt64().ShouldBe(last + 3);
    }

    [Fact]
    public async Task Without_a_last_sequence_nothing_of_before_is_told_and_the_answer_says_from_where_on()
    {
        await MoveAsync(Products.Lamp, +1);
        await using var client = await OpenAsync();

        var answer = (await client.SubscribeAsync(null, "stock:1", "products")).ShouldHaveSingleItem();

        answer.GetProperty("sequence").GetInt64().ShouldBe(Shop.Get<IShopFeed>().LatestSequence);
        answer.GetProperty("topics").EnumerateArray().Select(t => t.GetString()).ShouldBe(["stock:1", "products"]);
    }

    [Theory]
    [InlineData("pruned")]
    [InlineData("too far back")]
    [InlineData("too many")]
    [InlineData("from the future")]
    [InlineData("everything changed")]
    public async Task What_cannot_be_told_one_by_one_is_to_be_read_anew(string why)
    {
        var latest = Shop.Get<IShopFeed>().LatestSequence;
        var last = latest;
        switch (why)
        {
            case "pruned":
                await MoveAsync(Products.Lamp, +1);
                await MoveAsync(Products.Lamp, +1);
                await Shop.DatabaseAsync(db => db.Changes.Where(c => c.Sequence <= latest + 1).ExecuteDeleteAsync());
                break;
            case "too far back":
                await AnnounceAsync(latest + ChangeReplay.MaxReach + 1, 1, ChangeKind.Stock);
                break;
            case "too many":
                await AnnounceAsync(latest + 1, ChangeReplay.MaxChanges + 1, ChangeKind.Stock);
                break;
            case "everything changed":
                await AnnounceAsync(latest + 1, 1, ChangeKind.Everything);
                break;
            default:
                last += 1;
                break;
        }

        await using var client = await OpenAsync();
        var messages = await client.SubscribeAsync(last, "stock:1");

        messages.Select(m => m.GetProperty("type").GetString()).ShouldBe(["reset", "subscribed"]);
        messages.ShouldAllBe(m => m.GetProperty("sequence").GetInt64() == Shop.Get<IShopFeed>().LatestSequence);
    }

    [Fact]
    public async Task As_many_as_are_told_one_by_one_are_not_too_many_for_a_reader()
    {
        var last = Shop.Get<IShopFeed>().LatestSequence;
        await AnnounceAsync(last + 1, ChangeReplay.MaxChanges, ChangeKind.Stock);

        await using var client = await OpenAsync();
        var messages = await client.SubscribeAsync(last, "stock:1");

        messages.Count.ShouldBe(ChangeReplay.MaxChanges + 1);
        messages.Select(m => m.GetProperty("sequence").GetInt64()).SkipLast(1).ShouldBe(Enumerable.Range(1, ChangeReplay.MaxChanges).Select(i => last + i));
    }

    [Fact]
    public async Task Changes_that_cannot_be_read_are_not_left_out_in_silence()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "stock:1");
        await Shop.DatabaseAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Products\" RENAME TO \"Elsewhere\"", TestContext.Current.CancellationToken));

        await AnnounceAsync(Shop.Get<IShopFeed>().LatestSequence + 1, 1, ChangeKind.Stock);

        (await client.NextAsync("reset")).GetProperty("sequence").GetInt64().ShouldBe(Shop.Get<IShopFeed>().LatestSequence);
        Errors.ShouldContain(error => error.Contains("asked to read anew", StringComparison.Ordinal));
        Shop.Log.Clear();
    }

    /// <summary>Rows as another process commits them, which this one then hears of.</summary>
    private async Task AnnounceAsync(long first, int count, ChangeKind kind)
    {
        await Shop.DatabaseAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, count).Select(i => new Change
            {
                Sequence = first + i, Kind = kind, EntityId = Products.Lamp, ProductId = Products.Lamp, Stock = 10, Delta = 1, Actor = "Mara", CreatedUtc = FakeClock.Start.UtcDateTime,
            }));
            return await db.SaveChangesAsync();
        });
        await Eventually.IsTrueAsync(() => Registry.Published == first + count - 1, "they are told");
    }
}
