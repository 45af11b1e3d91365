using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Imports;

/// <summary>What becomes of a product whose variants come, change or go: nothing stays on sale that the file has under another name.</summary>
[Trait("Category", "Database")]
public sealed class ImportVariantChangeTests : IAsyncDisposable
{
    private const string Header = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Inventory Qty\n";
    private const string Plain = "mug,Mug,Title,Default Title,,,M,5,7\n";
    private const string Colors = "mug,Mug,Color,Red,,,M-R,6,1\nmug,,,Blue,,,M-B,7,2\n";

    private readonly ImportShop shop = ImportShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task A_product_that_gets_variants_becomes_the_first_of_them()
    {
        await shop.ImportAsync(Header + Plain);
        var id = (await shop.ProductAsync("mug")).Id;

        var report = await shop.ImportAsync(Header + Colors);

        (await VariantsAsync()).ShouldBe(["mug Color: Red M-R 600 1", "mug-blue Color: Blue M-B 700 2"]);
        (await shop.ProductAsync("mug")).ShouldSatisfyAllConditions(p => p.Id.ShouldBe(id), p => p.Status.ShouldBe(ProductStatus.Published));
        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Updated, ImportResult.Created]);
        report.Rows[0].Why[0].ShouldBe("It takes the place of “Mug”, which the file no longer has.");
        report.Notes.ShouldBeEmpty();
        (await shop.ImportAsync(Header + Colors)).Unchanged.ShouldBe(2);
    }

    [Fact]
    public async Task The_number_says_which_variant_the_product_was()
    {
        await shop.ImportAsync(Header + Plain);

        await shop.ImportAsync(Header + Colors.Replace("M-B", "M", StringComparison.Ordinal));

        (await VariantsAsync()).ShouldBe(["mug Color: Blue M 700 2", "mug-red Color: Red M-R 600 1"]);
    }

    [Fact]
    public async Task A_further_option_makes_each_variant_the_first_of_its_kind()
    {
        await shop.ImportAsync(Header + Colors);

        await shop.ImportAsync(Header + "mug,Mug,Color,Red,Size,S,,6,1\nmug,,,Red,,L,,6,1\nmug,,,Blue,,S,,7,2\nmug,,,Blue,,L,,7,2\n");

        (await VariantsAsync()).ShouldBe(
        [
            "mug Color: Red; Size: S  600 1", "mug-blue Color: Blue; Size: S  700 2", "mug-red-l Color: Red; Size: L  600 1", "mug-blue-l Color: Blue; Size: L  700 2",
        ]);
    }

    [Fact]
    public async Task A_variant_that_is_renamed_keeps_its_address_by_its_number()
    {
        await shop.ImportAsync(Header + Colors);

        await shop.ImportAsync(Header + Colors.Replace("Blue", "Navy", StringComparison.Ordinal));

        (await VariantsAsync()).ShouldBe(["mug Color: Red M-R 600 1", "mug-blue Color: Navy M-B 700 2"]);
    }

    [Fact]
    public async Task A_product_that_loses_its_options_stays_one_product()
    {
        await shop.ImportAsync(Header + Colors.Split('\n')[0] + "\n");

        await shop.ImportAsync(Header + Plain);

        (await VariantsAsync()).ShouldBe(["mug  M 500 7"]);
    }

    [Fact]
    public async Task A_number_that_is_given_up_may_go_to_another_product_of_the_file()
    {
        await shop.ImportAsync(Header + Plain);

        await shop.ImportAsync(Header + Colors + "cup,Cup,Title,Default Title,,,M,1,1\n");

        (await shop.ProductAsync("cup")).Sku.ShouldBe("M");
    }

    private Task<List<string>> VariantsAsync() => shop.ReadAsync(async db =>
        (await db.Products.OrderBy(p => p.VariantRank).ToListAsync()).ConvertAll(p => $"{p.Slug} {p.Options} {p.Sku} {p.Price.Minor} {p.Stock}"));
}
