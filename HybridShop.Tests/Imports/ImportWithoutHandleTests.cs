using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Imports;

/// <summary>Rows without a handle are known by their number, then by their whole title.</summary>
[Trait("Category", "Database")]
public sealed class ImportWithoutHandleTests : IAsyncDisposable
{
    private const string Header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src\n";

    private readonly ImportShop shop = ImportShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Titles_without_Latin_letters_are_products_of_their_own_in_one_file_and_the_next()
    {
        await shop.ImportAsync(Header + ",Кружка,,,,5,1,\n,咖啡杯,,,,6,2,\n,☕☕,,,,7,3,\n");

        await shop.ImportAsync(Header + ",茶壶,,,,8,4,\n");

        (await ProductsAsync()).ShouldBe([("Кружка", null, 500, 1), ("咖啡杯", null, 600, 2), ("☕☕", null, 700, 3), ("茶壶", null, 800, 4)]);
    }

    [Fact]
    public async Task Titles_that_differ_in_their_signs_alone_are_two_products()
    {
        await shop.ImportAsync(Header + ",C++ in an hour,,,,5,1,\n,C# in an hour,,,,6,2,\n,Café,,,,7,3,\n,Cafe,,,,8,4,\n");

        (await ProductsAsync()).Select(product => product.Name).ShouldBe(["C++ in an hour", "C# in an hour", "Café", "Cafe"]);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        const string csv = Header + ",Кружка,,,K-1,5,1,\n,Кружка,,,K-2,6,2,\n,咖啡杯,,,,6,2,\n,Lamp,,,,7,3,\n,Tee,Size,S,,8,4,\n,Tee,Size,M,,8,4,\n,Чашка,,,K-1,9,1,\n";
        await shop.ImportAsync(csv);
        var before = await shop.ContentsAsync();

        var again = await shop.ImportAsync(csv);

        again.Unchanged.ShouldBe(7);
        (await shop.ContentsAsync()).ShouldBe(before);
        (await ProductsAsync()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_new_title_under_the_same_number_is_the_same_product()
    {
        await shop.ImportAsync(Header + ",Кружка,,,K-1,5,1,\n");

        var report = await shop.ImportAsync(Header + ",Красная кружка,,,K-1,5,1,\n");

        report.Rows[0].Result.ShouldBe(ImportResult.Updated);
        report.Rows[0].Why.ShouldContain("Taken by its number “K-1” for “Кружка” of an earlier file, because not both have a handle.");
        (await ProductsAsync()).ShouldBe([("Красная кружка", "K-1", 500, 1)]);
    }

    [Fact]
    public async Task Another_number_under_the_same_title_is_another_product_also_in_the_next_file()
    {
        await shop.ImportAsync(Header + ",Lamp,,,L-1,5,1,\n,Lamp,,,L-2,6,1,\n");

        await shop.ImportAsync(Header + ",Lamp,,,L-3,7,1,\n");

        (await ProductsAsync()).ShouldBe([("Lamp", "L-1", 500, 1), ("Lamp", "L-2", 600, 1), ("Lamp", "L-3", 700, 1)]);
        (await shop.ReadAsync(db => db.Products.CountAsync(p => p.GroupId != null))).ShouldBe(0);
    }

    [Fact]
    public async Task A_number_that_comes_later_or_goes_leaves_the_product_what_it_is()
    {
        await shop.ImportAsync(Header + ",Кружка,,,,5,1,\n");

        await shop.ImportAsync(Header + ",Кружка,,,K-1,5,1,\n");
        (await ProductsAsync()).ShouldBe([("Кружка", "K-1", 500, 1)]);

        await shop.ImportAsync(Header + ",Кружка,,,,5,1,\n");
        (await ProductsAsync()).ShouldBe([("Кружка", null, 500, 1)]);
    }

    [Fact]
    public async Task What_was_taken_for_what_stands_in_the_report()
    {
        var first = await shop.ImportAsync(Header + ",Кружка,,,,5,1,\nlamp,Lamp,,,,5,1,\n");
        var second = await shop.ImportAsync(Header + ",Кружка,,,,5,1,\n");

        first.Rows[0].Why.ShouldBe([ImportText.GuessNew]);
        first.Rows[1].Why.ShouldBeEmpty();
        second.Rows[0].Why.ShouldBe([ImportText.GuessByTitle]);
    }

    [Fact]
    public async Task Options_under_one_title_are_variants_and_a_further_picture_joins_its_product()
    {
        await shop.ImportAsync(Header + ",Футболка,Size,S,T-S,5,1,\n,Футболка,Size,M,T-M,5,1,\n,Кружка,,,K-1,5,1,https://e.example/1.jpg\n,Кружка,,,,,,https://e.example/2.jpg\n");

        (await ProductsAsync()).Count.ShouldBe(3);
        (await shop.ReadAsync(db => db.Products.Where(p => p.Sku == "K-1").Select(p => p.Images.Count).SingleAsync())).ShouldBe(2);
        (await shop.ImportAsync(Header + ",Футболка 2,Size,S,T-S,5,1,\n,Футболка 2,Size,M,T-M,5,1,\n")).Updated.ShouldBe(2);
    }

    [Fact]
    public async Task A_handle_that_comes_later_is_what_the_product_is_known_by_from_then_on()
    {
        await shop.ImportAsync(Header + ",Кружка,,,K-1,5,1,\n,Tee,Size,S,,8,4,\n,Tee,Size,M,,8,4,\n");

        (await shop.ImportAsync(Header + "mug,Кружка,,,K-1,5,1,\ntee,Tee,Size,S,,8,4,\ntee,Tee,Size,M,,8,4,\n")).Unchanged.ShouldBe(3);
        (await shop.ImportAsync(Header + "mug,Mug,,,M-1,5,1,\ntee,T-Shirt,Size,S,,8,4,\n")).Updated.ShouldBe(2);
        (await shop.ImportAsync(Header + "tee,T-Shirt,Size,L,,8,4,\n")).Created.ShouldBe(1);

        (await ProductsAsync()).Select(product => product.Name).ShouldBe(["Mug", "T-Shirt", "Tee", "T-Shirt"]);
        (await shop.ReadAsync(db => db.ProductGroups.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_once_kept_under_a_made_up_handle_is_found_by_its_title()
    {
        await shop.ImportAsync(Header + "item,Кружка,,,,5,1,\n");

        await shop.ImportAsync(Header + ",Кружка,,,,6,1,\n,咖啡杯,,,,7,1,\n");

        (await ProductsAsync()).ShouldBe([("Кружка", null, 600, 1), ("咖啡杯", null, 700, 1)]);
    }

    [Fact]
    public async Task A_title_that_several_products_have_is_no_evidence()
    {
        await shop.ImportAsync(Header + "tee-1,T-Shirt,,,,5,1,\ntee-2,T-Shirt,,,,6,1,\n");

        (await shop.ImportAsync(Header + ",T-Shirt,,,,7,1,\n")).Created.ShouldBe(1);
        (await shop.ImportAsync(Header + ",T-Shirt,,,,7,1,\n")).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task What_one_row_is_by_its_number_no_other_takes_by_its_title()
    {
        await shop.ImportAsync(Header + ",Кружка,,,K-1,5,1,\n");

        await shop.ImportAsync(Header + ",Кружка,,,,6,1,\n,Чашка,,,K-1,7,1,\n");

        (await ProductsAsync()).ShouldBe([("Чашка", "K-1", 700, 1), ("Кружка", null, 600, 1)]);
    }

    private Task<List<(string Name, string? Sku, long Price, int Stock)>> ProductsAsync() => shop.ReadAsync(async db =>
        (await db.Products.OrderBy(p => p.Id).Select(p => new { p.Name, p.Sku, p.Price, p.Stock }).ToListAsync())
            .ConvertAll(p => (p.Name, p.Sku, p.Price.Minor, p.Stock)));
}
