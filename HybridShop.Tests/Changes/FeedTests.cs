using System.Collections.Concurrent;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Changes;

public sealed class FeedOnSqlite(SqliteDatabases databases) : FeedTests(databases);

public sealed class FeedOnPostgres(PostgresDatabases databases) : FeedTests(databases);

public abstract class FeedTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task A_stock_act_is_announced_with_its_numbers_before_its_caller_gets_the_answer()
    {
        var heard = Listen(Shop);

        await MoveAsync(Shop, Products.Lamp, -4);

        var change = heard.ShouldHaveSingleItem();
        change.ShouldBe(new(Shop.Feed.LatestSequence, ChangeKind.Stock, Products.Lamp, Products.Lamp, 6, -4, "Mara", IsListed: false));
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-7, true)]
    [InlineData(-10, true)]
    public async Task Lists_are_touched_only_when_the_coarse_availability_changes(int delta, bool isListed)
    {
        var heard = Listen(Shop);

        await MoveAsync(Shop, Products.Lamp, delta);

        heard.ShouldHaveSingleItem().IsListed.ShouldBe(isListed);
    }

    [Fact]
    public async Task Changes_are_told_once_each_and_in_order_however_many_write_at_once()
    {
        var heard = Listen(Shop);

        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => Task.Run(() => MoveAsync(Shop, i % 2 == 0 ? Products.Lamp : Products.Mug, +1))));

        heard.Select(c => c.Sequence).ShouldBe(await SequencesAsync(25));
        heard.Where(c => c.ProductId == Products.Lamp).Select(c => c.Stock).ShouldBe(Enumerable.Range(11, 13).Select(n => (int?)n));
    }

    [Fact]
    public async Task What_another_process_committed_in_between_is_read_from_the_table()
    {
        await using var other = await Shop.OpenAnotherAsync();
        var heard = Listen(Shop);

        await MoveAsync(other, Products.Mug, +1);
        heard.ShouldBeEmpty();
        await MoveAsync(Shop, Products.Lamp, +1);

        heard.Select(c => c.ProductId).ShouldBe([Products.Mug, Products.Lamp]);
        heard.Select(c => c.Sequence).ShouldBe(await SequencesAsync(2));
    }

    [Fact]
    public async Task A_serving_shop_hears_of_another_process_by_itself()
    {
        await using var other = await Shop.OpenAnotherAsync();
        var heard = Listen(Shop);
        await Shop.WatchAsync();

        for (var i = 0; i < 3; i++)
        {
            await MoveAsync(other, Products.Lamp, -1);
            await Eventually.IsTrueAsync(() => heard.Count == i + 1, "the other process' act is heard");
        }

        heard.Select(c => c.Stock).ShouldBe([9, 8, 7]);
        (await Shop.Catalog.FindSummaryAsync("table-lamp"))!.Stock.ShouldBe(7);
    }

    [Fact]
    public async Task Two_serving_processes_that_write_at_once_both_hear_everything_in_order()
    {
        await using var other = await Shop.OpenAnotherAsync();
        var (here, there) = (Listen(Shop), Listen(other));
        await Task.WhenAll(Shop.WatchAsync(), other.WatchAsync());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => MoveAsync(i % 2 == 0 ? Shop : other, Products.Lamp, +1))));
        await Eventually.IsTrueAsync(() => here.Count == 20 && there.Count == 20, "both have heard of twenty acts");

        var sequences = await SequencesAsync(20);
        here.Select(c => c.Sequence).ShouldBe(sequences);
        there.Select(c => c.Sequence).ShouldBe(sequences);
        here.Select(c => c.Stock).ShouldBe(Enumerable.Range(11, 20).Select(n => (int?)n));
    }

    [Fact]
    public async Task A_subscriber_that_fails_harms_nobody()
    {
        using var bad = Shop.Feed.Subscribe(_ => throw new InvalidOperationException("Not my day."));
        var heard = Listen(Shop);

        (await MoveAsync(Shop, Products.Lamp, -1)).IsDone.ShouldBeTrue();

        heard.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_has_left_hears_nothing_more()
    {
        var heard = new ConcurrentQueue<ShopChange>();
        var (first, second) = (Shop.Feed.Subscribe(heard.Enqueue), Shop.Feed.Subscribe(heard.Enqueue));

        first.Dispose();
        first.Dispose();
        await MoveAsync(Shop, Products.Lamp, -1);
        heard.ShouldHaveSingleItem();
        second.Dispose();
        await MoveAsync(Shop, Products.Lamp, -1);

        heard.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refused_act_is_not_announced()
    {
        var heard = Listen(Shop);

        await MoveAsync(Shop, Products.Lamp, -100);

        heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Revisions_rise_with_what_they_stand_for_and_with_nothing_else()
    {
        var revisions = Shop.Get<CacheVersions>();
        var (lists, structure) = (revisions.Lists, revisions.Structure);

        await MoveAsync(Shop, Products.Lamp, -1);
        (revisions.Lists, revisions.Structure).ShouldBe((lists, structure));

        await MoveAsync(Shop, Products.Kettle, +1);
        (revisions.Lists, revisions.Structure).ShouldBe((lists + 1, structure));

        await Shop.Categories.EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "Paper"), Users.Mara);
        (revisions.Lists, revisions.Structure).ShouldBe((lists + 2, structure + 1));
    }

    private static ConcurrentQueue<ShopChange> Listen(TestShop shop)
    {
        var heard = new ConcurrentQueue<ShopChange>();
        shop.Feed.Subscribe(heard.Enqueue);
        return heard;
    }

    private static Task<Outcome<StockChanged>> MoveAsync(TestShop shop, int product, int delta) =>
        shop.Stock.AdjustAsync(new() { ProductId = product, Delta = delta }, Users.Mara);

    /// <summary>The newest sequences as the table has them, in order.</summary>
    private Task<List<long>> SequencesAsync(int count) => Shop.ReadAsync(async db =>
        (await db.Changes.OrderByDescending(c => c.Sequence).Take(count).Select(c => c.Sequence).ToListAsync()).Order().ToList());
}
