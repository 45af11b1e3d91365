using HybridShop.Tests.Support;

namespace HybridShop.Tests.Stock;

public sealed class StockLevelsOnSqlite(SqliteDatabases databases) : StockLevelTests(databases);

public sealed class StockLevelsOnPostgres(PostgresDatabases databases) : StockLevelTests(databases);

public abstract class StockLevelTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task The_stock_list_shows_all_but_withdrawn_products_by_name()
    {
        var page = await ListAsync(new());

        page.Levels.Items.Select(l => l.Name).ShouldBe(
            ["Apron (Size: M)", "Apron (Size: L)", "Café mug", "Enamel kettle", "Milking stool", "Table lamp"]);
        page.Levels.Total.ShouldBe(6);
    }

    [Theory]
    [InlineData("CAFE", Products.Mug)]
    [InlineData("lamp-1", Products.Lamp)]
    [InlineData("kettle enamel", Products.Kettle)]
    public async Task Words_are_found_in_name_and_number_whatever_their_case_and_accents(string words, int product)
    {
        (await ListAsync(new() { Words = words })).Levels.Items.ShouldHaveSingleItem().ProductId.ShouldBe(product);
    }

    [Fact]
    public async Task A_category_means_all_below_it_and_an_unknown_one_nothing()
    {
        (await IdsAsync(new() { Category = "light" })).ShouldBe([Products.Lamp]);
        (await IdsAsync(new() { Category = "kitchen" })).ShouldBe([Products.Apron, Products.LargeApron, Products.Mug, Products.Kettle, Products.Stool]);
        (await IdsAsync(new() { Category = "attic" })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StockSort.Name, new[] { Products.Apron, Products.LargeApron, Products.Mug, Products.Kettle, Products.Stool, Products.Lamp })]
    [InlineData(StockSort.Number, new[] { Products.Lamp, Products.Apron, Products.LargeApron, Products.Mug, Products.Kettle, Products.Stool })]
    [InlineData(StockSort.Category, new[] { Products.Apron, Products.LargeApron, Products.Kettle, Products.Mug, Products.Stool, Products.Lamp })]
    [InlineData(StockSort.OnHand, new[] { Products.Kettle, Products.Stool, Products.Mug, Products.Apron, Products.LargeApron, Products.Lamp })]
    public async Task A_list_is_sorted_by_what_was_chosen_then_by_name(StockSort sort, int[] expected)
    {
        (await IdsAsync(new() { Sort = sort })).ShouldBe(expected);
    }

    [Fact]
    public async Task Every_order_can_be_turned_round()
    {
        foreach (var sort in Enum.GetValues<StockSort>())
        {
            var up = await ListAsync(new() { Sort = sort });
            var down = await ListAsync(new() { Sort = sort, IsDescending = true });
            down.Levels.Items.Select(Key).ShouldBe(up.Levels.Items.Select(Key).OrderDescending(StringComparer.Ordinal));

            string Key(StockLevel level) => sort switch
            {
                StockSort.Name => level.Name.Split(' ')[0],
                StockSort.Category => level.Category,
                StockSort.OnHand => $"{level.Stock:D4}",
                StockSort.LowAt => $"{level.LowStockThreshold:D4}",
                _ => "", // Products without a number stay last either way, and only one has one.
            };
        }
    }

    [Fact]
    public async Task The_views_are_counted_and_show_what_they_count()
    {
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -7 }, Users.Mara);

        var page = await ListAsync(new() { View = StockView.ChangedToday });

        page.Levels.Items.ShouldHaveSingleItem().ProductId.ShouldBe(Products.Lamp);
        page.Counts.ShouldBe(new(6, (await IdsAsync(new() { View = StockView.LowOrOut })).Count, 1) { NewThisMonth = 6 });
        (await IdsAsync(new() { View = StockView.NewThisMonth })).Count.ShouldBe(6);
        page.Levels.Total.ShouldBe(1);
        (await IdsAsync(new() { View = StockView.LowOrOut })).ShouldContain(Products.Lamp);
        (await Shop.Stock.CountLevelsAsync(new() { Category = "light" }, Users.Mara)).ShouldBe(new(1, 1, 1) { NewThisMonth = 1 });
    }

    [Fact]
    public async Task Pages_follow_each_other_and_end()
    {
        var first = await ListAsync(new() { PageSize = 4 });
        var second = await ListAsync(new() { PageSize = 4, Page = 2 });

        first.Levels.Items.Concat(second.Levels.Items).Select(l => l.ProductId).ShouldBe(await IdsAsync(new()));
        (await ListAsync(new() { PageSize = 4, Page = 3 })).Levels.ShouldSatisfyAllConditions(p => p.Items.ShouldBeEmpty(), p => p.Total.ShouldBe(6));
    }

    [Fact]
    public async Task The_categories_come_as_a_tree_from_the_top_down()
    {
        (await ListAsync(new())).Categories.Select(c => (c.Slug, c.Depth)).ShouldBe([("desk", 0), ("kitchen", 0), ("cooking", 1), ("light", 0), ("lamps", 1)]);
    }

    private Task<StockListResult> ListAsync(StockQuery query) => Shop.Stock.ListLevelsAsync(query, Users.Mara);

    private async Task<List<int>> IdsAsync(StockQuery query) => [.. (await ListAsync(query)).Levels.Items.Select(l => l.ProductId)];
}
