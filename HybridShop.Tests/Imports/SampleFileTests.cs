using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Imports;

[Trait("Category", "Database")]
public sealed class SampleFileTests
{
    [Fact]
    public async Task The_home_and_garden_shop_arrives_whole()
    {
        var file = SampleFiles.Demand("shopify/packt-product-data.csv");
        await using var shop = ImportShop.Open();

        var report = await shop.ImportFileAsync(file);

        (report.Created, report.Updated, report.Unchanged, report.Pictures, report.Skipped, report.NewCategories).ShouldBe((21, 0, 0, 0, 0, 2));
        report.Rows.Select(row => row.Row).ShouldBe(Enumerable.Range(1, 21));
        (await CountsAsync(shop)).ShouldBe((Products: 21, Groups: 1, Categories: 2, Movements: 19, Pictures: 21, Stock: 65));
        (await shop.Catalog.ListAsync(new(), TestContext.Current.CancellationToken)).ShouldNotBeNull().Products.Total.ShouldBe(20);

        var lookup = await shop.Catalog.FindProductAsync("gardening-gloves", TestContext.Current.CancellationToken);
        var gloves = lookup.Product.ShouldNotBeNull();
        (gloves.Price.Minor, gloves.Summary).ShouldBe((999, "Green and yellow gardening gloves"));
        lookup.Path.Select(c => c.Name).ShouldBe(["Outdoor"]);
        gloves.Variants.Select(v => (v.Options, v.Price.Minor, v.Stock)).ShouldBe([("Color: Green", 999, 1), ("Color: Yellow", 1599, 3)]);
        (await shop.ProductAsync("black-armchairs")).BodyHtml.ShouldContain("<h4>Ingredients</h4>");
    }

    [Fact]
    public async Task A_hundred_products_of_three_variants_arrive_whole_and_the_repeated_handle_is_reported()
    {
        var file = SampleFiles.Demand("shopify/gatsby-100-skus.csv");
        await using var shop = ImportShop.Open();

        var report = await shop.ImportFileAsync(file);

        (report.Created, report.Updated, report.Unchanged, report.Pictures, report.Skipped, report.NewCategories).ShouldBe((300, 0, 0, 0, 0, 22));
        var repeated = report.Rows.Where(row => row.Why.Count > 0).ShouldHaveSingleItem();
        (repeated.Row, repeated.Line, repeated.Handle).ShouldBe((169, 170, "mediocre-concrete-pants"));
        repeated.Why[0].ShouldContain("began in row 19 already");
        repeated.Why[1].ShouldContain("“Color: cerise (2)”");
        (await CountsAsync(shop)).ShouldBe((Products: 300, Groups: 99, Categories: 22, Movements: 300, Pictures: 100, Stock: 7534));
        (await shop.ReadAsync(db => db.Products.CountAsync(p => p.VariantRank == 0))).ShouldBe(99);
        (await shop.ProductAsync("fantastic-bronze-lamp")).Images.ShouldHaveSingleItem().SourceAddress.ShouldBe("https://source.unsplash.com/random/?interior");
    }

    [Theory]
    [InlineData("shopify/packt-product-data.csv")]
    [InlineData("shopify/gatsby-100-skus.csv")]
    public async Task The_same_file_again_writes_nothing(string name)
    {
        var file = SampleFiles.Demand(name);
        await using var shop = ImportShop.Open();
        await shop.ImportFileAsync(file);
        var before = await shop.ContentsAsync();

        var second = await shop.ImportFileAsync(file);

        second.Rows.ShouldNotBeEmpty();
        second.Rows.ShouldAllBe(row => row.Result == ImportResult.Unchanged);
        (await shop.ContentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_many_thousand_rows_is_one_act()
    {
        var path = SampleFiles.Demand("shopify/gatsby-15k-skus-part1.csv.gz");
        await using var shop = ImportShop.Open();

        var outcome = await shop.TryImportAsync(await SampleFiles.UnpackAsync(path));
        var again = await shop.TryImportAsync(await SampleFiles.UnpackAsync(path));

        outcome.Value.ShouldNotBeNull().Created.ShouldBe(17_805);
        again.Value.ShouldNotBeNull().Unchanged.ShouldBe(17_805);
        (await shop.ReadAsync(db => db.ProductGroups.CountAsync())).ShouldBe(2_365);
        (await shop.ReadAsync(db => db.Changes.CountAsync())).ShouldBe(1);
        (await shop.ReadAsync(db => db.StockMovements.SumAsync(m => m.Delta))).ShouldBe(await shop.ReadAsync(db => db.Products.SumAsync(p => p.Stock)));
    }

    private static Task<(int Products, int Groups, int Categories, int Movements, int Pictures, int Stock)> CountsAsync(ImportShop shop) =>
        shop.ReadAsync(async db => (
            await db.Products.CountAsync(), await db.ProductGroups.CountAsync(), await db.Categories.CountAsync(),
            await db.StockMovements.CountAsync(m => m.Reason == StockReason.Import), await db.ProductImages.CountAsync(), await db.Products.SumAsync(p => p.Stock)));
}
