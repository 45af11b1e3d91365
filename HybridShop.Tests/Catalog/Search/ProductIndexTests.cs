using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

public sealed class ProductIndexOnSqlite(SqliteDatabases databases) : ProductIndexTests(databases);

public sealed class ProductIndexOnPostgres(PostgresDatabases databases) : ProductIndexTests(databases);

/// <summary>The board and the catalog find by the same rule, and never by what was true before the last commit.</summary>
public abstract class ProductIndexTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Theory]
    [InlineData("CAFE")]
    [InlineData("lamp-1")]
    [InlineData("kettle enamel")]
    [InlineData("a")]
    [InlineData("ett nam")]
    [InlineData("nothing like this")]
    [InlineData("100%_")]
    public async Task Board_and_catalog_find_the_same_words(string words)
    {
        var listed = (await Shop.Catalog.ListAsync(new() { Words = words }))!.Products.Items.Select(p => p.Id).ToList();

        var onBoard = await FindAsync(new() { Words = words });

        onBoard.Intersect(await ListedAsync()).Order().ShouldBe(listed.Order());
    }

    [Fact]
    public async Task A_moved_stock_is_filtered_and_sorted_by_its_new_number_at_once()
    {
        (await FindAsync(new() { View = StockView.LowOrOut })).ShouldNotContain(Products.Lamp);

        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -7 }, Users.Mara);

        (await FindAsync(new() { View = StockView.LowOrOut })).ShouldContain(Products.Lamp);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 9_000 }, Users.Mara);
        (await FindAsync(new() { Sort = StockSort.OnHand, IsDescending = true }))[0].ShouldBe(Products.Lamp);
    }

    [Fact]
    public async Task A_renamed_product_is_found_by_its_new_name_only_and_stands_in_its_new_place()
    {
        (await FindAsync(new())).Last().ShouldBe(Products.Lamp);

        await RenameAsync(Shop, Products.Lamp, "Table lamp", "Aardvark light");

        (await FindAsync(new() { Words = "aardvark" })).ShouldBe([Products.Lamp]);
        (await FindAsync(new() { Words = "table" })).ShouldBeEmpty();
        (await FindAsync(new()))[0].ShouldBe(Products.Lamp);
    }

    [Fact]
    public async Task A_withdrawn_product_is_gone()
    {
        (await FindAsync(new())).ShouldContain(Products.Lamp);

        (await Shop.Products.WithdrawAsync(Products.Lamp, Users.Mara)).IsDone.ShouldBeTrue();

        (await FindAsync(new())).ShouldNotContain(Products.Lamp);
        (await Shop.Stock.CountLevelsAsync(new(), Users.Mara)).All.ShouldBe(5);
    }

    [Fact]
    public async Task What_another_process_renames_is_found_here_too()
    {
        await Shop.WatchAsync();
        await using var other = await Shop.OpenAnotherAsync();
        (await FindAsync(new() { Words = "aardvark" })).ShouldBeEmpty();

        await RenameAsync(other, Products.Lamp, "Table lamp", "Aardvark light");

        await Eventually.IsTrueAsync(() => Shop.Feed.LatestSequence >= other.Feed.LatestSequence, "the other process's commit is heard of");
        (await FindAsync(new() { Words = "aardvark" })).ShouldBe([Products.Lamp]);
    }

    private static async Task RenameAsync(TestShop shop, int product, string seen, string wanted) =>
        (await shop.Products.EditAsync(product, Edit.Of<ProductInput>(p => p.Name = seen, p => p.Name = wanted), Users.Mara)).IsDone.ShouldBeTrue();

    private async Task<List<int>> FindAsync(StockQuery query) =>
        [.. (await Shop.Stock.ListLevelsAsync(query, Users.Mara)).Levels.Items.Select(level => level.ProductId)];

    private async Task<List<int>> ListedAsync() => [.. (await Shop.Catalog.ListAsync(new()))!.Products.Items.Select(p => p.Id)];
}
