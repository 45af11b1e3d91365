using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Imports;

[Trait("Category", "Database")]
public sealed class ImportTests : IAsyncDisposable
{
    private const string Header = "Handle,Title,Body,Product Category,Type,Published,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src,Image Alt Text,Variant Image\n";
    private const string Lamp = "lamp,Lamp,<p>Bright</p>,,Light,TRUE,active,Title,Default Title,L-1,12.50,4,https://e.example/lamp.jpg,A lamp,\n";
    private const string Jacket =
        "jacket,Jacket,Warm,Clothing > Outdoor > Jackets,Wear,TRUE,active,Size,S,J-S,80,2,https://e.example/front.jpg,Front,\n" +
        "jacket,,,,,,,,M,J-M,85.5,0,https://e.example/back.jpg,,https://e.example/m.jpg\n" +
        "jacket,,,,,,,,,,,,https://e.example/side.jpg,Side,\n";

    private readonly ImportShop shop = ImportShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Rows_of_one_handle_become_variants_of_one_group_and_picture_rows_become_pictures()
    {
        var report = await shop.ImportAsync(Header + Jacket);

        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Created, ImportResult.Created, ImportResult.Picture]);
        var lead = await shop.ProductAsync("jacket");
        var second = await shop.ProductAsync("jacket-m");
        second.GroupId.ShouldBe(lead.GroupId.ShouldNotBeNull());
        (lead.VariantRank, lead.Options, lead.Sku, lead.Price.Minor, lead.Stock).ShouldBe((0, "Size: S", "J-S", 8000, 2));
        (second.VariantRank, second.Options, second.Sku, second.Price.Minor, second.Stock).ShouldBe((1, "Size: M", "J-M", 8550, 0));
        (second.Name, second.Summary).ShouldBe(("Jacket", "Warm"));
        lead.Images.OrderBy(i => i.Position).Select(i => (i.SourceAddress, i.Alt, i.File)).ShouldBe(
            [("https://e.example/front.jpg", "Front", null), ("https://e.example/back.jpg", "", null), ("https://e.example/side.jpg", "Side", null)]);
        second.Images.ShouldHaveSingleItem().SourceAddress.ShouldBe("https://e.example/m.jpg");
    }

    [Fact]
    public async Task A_category_is_the_path_or_else_the_type_or_else_Imported()
    {
        await shop.ImportAsync(Header + Jacket + Lamp + "bowl,Bowl,,Kitchen,,,,,,,3,,,,\n");

        (await shop.Catalog.FindProductAsync("jacket", TestContext.Current.CancellationToken)).Path.Select(c => c.Name)
            .ShouldBe(["Clothing", "Outdoor", "Jackets"]);
        (await shop.ProductAsync("lamp")).Category!.Name.ShouldBe("Light");
        (await shop.ProductAsync("bowl")).Category!.Name.ShouldBe("Imported");
    }

    [Theory]
    [InlineData("TRUE", "active", ProductStatus.Published)]
    [InlineData("true", "", ProductStatus.Published)]
    [InlineData("", "Active", ProductStatus.Published)]
    [InlineData("FALSE", "active", ProductStatus.Draft)]
    [InlineData("TRUE", "draft", ProductStatus.Draft)]
    [InlineData("TRUE", "archived", ProductStatus.Draft)]
    public async Task Only_what_is_active_and_published_is_shown(string published, string status, ProductStatus expected)
    {
        await shop.ImportAsync(Header + $"lamp,Lamp,,,,{published},{status},,,,1,,,,\n");

        (await shop.ProductAsync("lamp")).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("price", "-1", "3")]
    [InlineData("not a number", "12,50", "3")]
    [InlineData("not a number", "€5", "3")]
    [InlineData("more decimals", "1.005", "3")]
    [InlineData("price", "100000000", "3")]
    [InlineData("no price", "", "3")]
    [InlineData("not a whole number", "1", "2.5")]
    [InlineData("not a whole number", "1", "many")]
    [InlineData("more than a shelf holds", "1", "9999999999")]
    public async Task A_broken_row_is_reported_with_its_number_and_line_and_the_rest_arrives(string reason, string price, string quantity)
    {
        var report = await shop.ImportAsync(Header + "bowl,Bowl,\"two\nlines\",,,,,,,,1,1,,,\n" + $"bad,Bad,,,,,,,,,\"{price}\",{quantity},,,\n" + Lamp);

        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Created, ImportResult.Skipped, ImportResult.Created]);
        (report.Rows[1].Row, report.Rows[1].Line, report.Rows[1].Handle).ShouldBe((2, 4, "bad"));
        report.Rows[1].Why.ShouldHaveSingleItem().ShouldContain(reason);
        (await shop.ReadAsync(db => db.Products.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Negative_stock_is_sold_out_and_a_third_decimal_of_zero_is_none()
    {
        var report = await shop.ImportAsync(Header + "bowl,Bowl,,,,,,,,,1.500,-3,,,\n");

        (await shop.ProductAsync("bowl")).ShouldSatisfyAllConditions(p => p.Stock.ShouldBe(0), p => p.Price.ShouldBe(new(150)));
        report.Rows[0].Why.ShouldHaveSingleItem().ShouldContain("-3");
    }

    [Fact]
    public async Task The_file_wins_for_what_differs_and_the_ledger_says_so()
    {
        await shop.ImportAsync(Header + Lamp + Jacket);

        var report = await shop.ImportAsync(Header + Lamp.Replace("12.50,4", "13,9", StringComparison.Ordinal) + Jacket);

        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Updated, ImportResult.Unchanged, ImportResult.Unchanged, ImportResult.Unchanged]);
        report.Rows[0].Why.ShouldHaveSingleItem().ShouldBe("Changed: Price, stock 4 → 9.");
        var lamp = await shop.ProductAsync("lamp");
        (lamp.Price.Minor, lamp.Stock, lamp.Version).ShouldBe((1300, 9, 2));
        (await shop.ReadAsync(db => db.StockMovements.Where(m => m.ProductId == lamp.Id).OrderBy(m => m.Id).Select(m => new { m.Delta, m.Reason }).ToListAsync()))
            .Select(m => (m.Delta, m.Reason)).ShouldBe([(4, StockReason.Import), (5, StockReason.Import)]);
        (await shop.ReadAsync(db => db.Changes.Select(c => c.Kind).ToListAsync())).ShouldBe([ChangeKind.Everything, ChangeKind.Everything]);
    }

    [Fact]
    public async Task Stock_alone_does_not_raise_the_version()
    {
        await shop.ImportAsync(Header + Lamp);

        await shop.ImportAsync(Header + Lamp.Replace("12.50,4", "12.50,9", StringComparison.Ordinal));

        (await shop.ProductAsync("lamp")).ShouldSatisfyAllConditions(p => p.Stock.ShouldBe(9), p => p.Version.ShouldBe(1));
    }

    [Fact]
    public async Task A_column_that_is_not_there_leaves_the_field_alone()
    {
        await shop.ImportAsync(Header + Lamp);

        var report = await shop.ImportAsync("Handle,Title\nlamp,Lamp\n");

        report.Unchanged.ShouldBe(1);
        report.Notes.ShouldContain(ImportText.NoQuantity);
        (await shop.ProductAsync("lamp")).ShouldSatisfyAllConditions(p => p.Stock.ShouldBe(4), p => p.Sku.ShouldBe("L-1"), p => p.Summary.ShouldBe("Bright"));
    }

    [Fact]
    public async Task Empty_cells_publish_no_draft()
    {
        await shop.ImportAsync(Header + Lamp);
        var lamp = await shop.ProductAsync("lamp");
        var back = Edit.Of<ProductInput>(p => p.Status = lamp.Status, p => p.Status = ProductStatus.Draft);
        (await shop.Products.EditAsync(lamp.Id, back, ImportShop.Staff, TestContext.Current.CancellationToken)).IsDone.ShouldBeTrue();

        await shop.ImportAsync("Handle,Title,Published,Status\nlamp,Lamp,,\n");
        (await shop.ProductAsync("lamp")).Status.ShouldBe(ProductStatus.Draft);

        await shop.ImportAsync("Handle,Title,Published,Status\nlamp,Lamp,,active\n");
        (await shop.ProductAsync("lamp")).Status.ShouldBe(ProductStatus.Published);
    }

    [Fact]
    public async Task A_withdrawn_product_is_not_brought_back()
    {
        await shop.ImportAsync(Header + Lamp);
        (await shop.Products.WithdrawAsync((await shop.ProductAsync("lamp")).Id, ImportShop.Staff, TestContext.Current.CancellationToken)).IsDone.ShouldBeTrue();

        var report = await shop.ImportAsync(Header + Lamp);

        (report.Rows[0].Result, report.Rows[0].Why.Single()).ShouldBe((ImportResult.Unchanged, ImportText.StaysWithdrawn));
        (await shop.ProductAsync("lamp")).Status.ShouldBe(ProductStatus.Withdrawn);
    }

    [Fact]
    public async Task A_number_that_repeats_stays_with_the_first_and_may_change_places()
    {
        const string swapped = "a,A,,,,,,,,Y,1,,,,\nb,B,,,,,,,,X,1,,,,\n";
        await shop.ImportAsync(Header + "a,A,,,,,,,,X,1,,,,\nb,B,,,,,,,,Y,1,,,,\n");

        var report = await shop.ImportAsync(Header + swapped + "c,C,,,,,,,,'X,1,,,,\n");

        report.Rows[2].Why.ShouldHaveSingleItem().ShouldContain("“X”");
        (await shop.ReadAsync(db => db.Products.OrderBy(p => p.Slug).Select(p => p.Sku).ToListAsync())).ShouldBe(["Y", "X", null]);
        (await shop.ImportAsync(Header + swapped)).Unchanged.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_row_twice_is_one_product_and_the_same_options_are_two()
    {
        var csv = Header + "mug,Mug,,,,,,Color,Red,,5,1,,,\nmug,Mug,,,,,,Color,Red,,5,1,,,\nmug,,,,,,,Color,Red,,6,1,,,\n";

        var report = await shop.ImportAsync(csv);

        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Created, ImportResult.Skipped, ImportResult.Created]);
        report.Rows[1].Why.ShouldHaveSingleItem().ShouldBe("Row 1 says the same.");
        report.Rows[2].Why.ShouldHaveSingleItem().ShouldContain("“Color: Red (2)”");
        (await shop.ImportAsync(csv)).ShouldSatisfyAllConditions(r => r.Unchanged.ShouldBe(2), r => r.Skipped.ShouldBe(1));
    }

    [Fact]
    public async Task A_variant_that_comes_later_joins_its_product_and_a_missing_one_stays()
    {
        const string first = "mug,Mug,,,,,,Color,Red,,5,1,,,\n";
        await shop.ImportAsync(Header + first);
        (await shop.ProductAsync("mug")).GroupId.ShouldBeNull();

        var report = await shop.ImportAsync(Header + first.Replace("Red", "Blue", StringComparison.Ordinal));

        report.Notes.ShouldContain(note => note.Contains("1 variants of 1 products", StringComparison.Ordinal));
        (await shop.ProductAsync("mug-blue")).ShouldSatisfyAllConditions(p => p.VariantRank.ShouldBe(1), p => p.GroupId.ShouldNotBeNull());
        (await shop.ProductAsync("mug")).GroupId.ShouldBe((await shop.ProductAsync("mug-blue")).GroupId);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("lamp.jpg")]
    public async Task A_picture_address_that_is_no_web_address_is_left_out(string address)
    {
        var report = await shop.ImportAsync(Header + $"bowl,Bowl,,,,,,,,,1,1,{address},,\n");

        report.Rows[0].Why.ShouldHaveSingleItem().ShouldContain(address);
        (await shop.ProductAsync("bowl")).Images.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slug_that_is_taken_gets_a_number_and_foreign_products_are_left_alone()
    {
        await shop.ImportAsync(Header + "bowl,Bowl,,,,,,,,,1,1,,,\n");
        var own = (await shop.Products.CreateAsync(
            new() { Name = "Lamp", CategoryId = (await shop.ProductAsync("bowl")).CategoryId }, ImportShop.Staff, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        own.Fields.Slug.ShouldBe("lamp");

        await shop.ImportAsync(Header + Lamp);

        (await shop.ProductAsync("lamp-2")).Sku.ShouldBe("L-1");
        (await shop.ProductAsync("lamp")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Imported_HTML_is_clean_on_the_page()
    {
        await shop.ImportAsync(Header + "bowl,Bowl,\"<p>Lead</p><p onclick=\"\"x()\"\">Body<script>alert(1)</script> <a href=\"\"javascript:x\"\">link</a></p>\",,,,,,,,1,1,,,\n");

        (await shop.ProductAsync("bowl")).BodyHtml.ShouldBe("<p>Body link</p>");
    }

    [Fact]
    public async Task What_fails_half_way_leaves_nothing_and_can_be_repeated()
    {
        var csv = Header + string.Concat(Enumerable.Range(1, 1_200).Select(i => $"p-{i},Product {i},,,Type {i % 7},,,,,,1,1,,,\n"));
        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER Halt BEFORE INSERT ON StockMovements WHEN (SELECT count(*) FROM StockMovements) = 700 BEGIN SELECT RAISE(ABORT, 'power cut'); END"));
        var before = await shop.ContentsAsync();

        (await Should.ThrowAsync<Exception>(() => shop.TryImportAsync(csv))).Message.ShouldContain("power cut");
        (await shop.ContentsAsync()).ShouldBe(before);

        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Halt"));
        (await shop.ImportAsync(csv)).Created.ShouldBe(1_200);
    }

    [Fact]
    public async Task It_says_how_long_the_rest_will_take_because_others_wait_for_it()
    {
        var csv = Header + string.Concat(Enumerable.Range(1, 1_200).Select(i => $"p-{i},Product {i},,,,,,,,,1,1,,,\n"));
        var progress = new ClockedProgress(shop.Clock);

        var outcome = await shop.TryImportAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), progress: progress);

        outcome.Value!.Created.ShouldBe(1_200);

        // Ten seconds passed between the first 500 and the second: four more for the 200 that are left.
        progress.Heard.ShouldBe([new(500, 1_200, null), new(1_000, 1_200, TimeSpan.FromSeconds(4))]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_writes_nothing()
    {
        var before = await shop.ContentsAsync();
        var broken = new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes(Header + Lamp), 0xE9, (byte)'\n']);

        (await shop.TryImportAsync(broken)).ShouldSatisfyAllConditions(o => o.Kind.ShouldBe(OutcomeKind.Invalid), o => o.Message.ShouldContain("not UTF-8"));
        (await shop.TryImportAsync("Name,Price\nLamp,1\n")).ShouldSatisfyAllConditions(o => o.Kind.ShouldBe(OutcomeKind.Invalid), o => o.Message.ShouldContain("Shopify"));
        (await shop.ContentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Only_staff_imports()
    {
        (await shop.TryImportAsync(Header + Lamp, new(7, "Sal", [ShopRoles.Seller]))).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await shop.TryImportAsync(Header + Lamp, ShopActor.Shop)).Kind.ShouldBe(OutcomeKind.Done);
    }

    /// <summary>Lets ten seconds pass after each thing that it hears.</summary>
    private sealed class ClockedProgress(FakeClock clock) : IProgress<ImportProgress>
    {
        public List<ImportProgress> Heard { get; } = [];

        public void Report(ImportProgress value)
        {
            Heard.Add(value);
            clock.Advance(TimeSpan.FromSeconds(10));
        }
    }
}
