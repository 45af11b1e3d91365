namespace HybridShop.Tests.Imports;

/// <summary>Cells as spreadsheets and people write them.</summary>
[Trait("Category", "Database")]
public sealed class ImportCellTests : IAsyncDisposable
{
    private const string Header = "Handle,Title,Published,Status,Variant Price,Variant Inventory Qty,Image Src,Image Position\n";

    private readonly ImportShop shop = ImportShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData("WAHR", "Aktiv", ProductStatus.Published)]
    [InlineData("wahr", "aktiv", ProductStatus.Published)]
    [InlineData("VRAI", "Actif", ProductStatus.Published)]
    [InlineData("VERDADERO", "Activo", ProductStatus.Published)]
    [InlineData("VERO", "Attivo", ProductStatus.Published)]
    [InlineData("ja", "", ProductStatus.Published)]
    [InlineData("Sí", "ACTIVE", ProductStatus.Published)]
    [InlineData("FALSCH", "Aktiv", ProductStatus.Draft)]
    [InlineData("FAUX", "Actif", ProductStatus.Draft)]
    [InlineData("FALSO", "Activo", ProductStatus.Draft)]
    [InlineData("WAHR", "Entwurf", ProductStatus.Draft)]
    [InlineData("VRAI", "Brouillon", ProductStatus.Draft)]
    [InlineData("VERDADERO", "Borrador", ProductStatus.Draft)]
    [InlineData("WAHR", "Archiviert", ProductStatus.Draft)]
    [InlineData("VRAI", "Archivé", ProductStatus.Draft)]
    [InlineData("VERDADERO", "Archivado", ProductStatus.Draft)]
    [InlineData("TRUE", "unlisted", ProductStatus.Draft)]
    [InlineData("non", "", ProductStatus.Draft)]
    [InlineData("0", "", ProductStatus.Draft)]
    public async Task Yes_no_and_the_status_are_understood_in_the_languages_of_spreadsheets(string published, string status, ProductStatus expected)
    {
        var report = await shop.ImportAsync(Header + $"lamp,Lamp,{published},{status},1,,,\n");

        (await shop.ProductAsync("lamp")).Status.ShouldBe(expected);
        report.Rows[0].Why.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PRAWDA", "active", "PRAWDA")]
    [InlineData("TRUE", "live", "live")]
    public async Task A_status_that_is_not_understood_is_named_and_publishes_nothing(string published, string status, string named)
    {
        await shop.ImportAsync(Header + "lamp,Lamp,TRUE,active,1,,,\n");

        var report = await shop.ImportAsync(Header + $"lamp,Lamp,{published},{status},1,,,\nbowl,Bowl,{published},{status},1,,,\n");

        report.Rows.ShouldAllBe(row => row.Why.Single().StartsWith($"“{named}” is not understood"));
        report.Rows.Select(row => row.Result).ShouldBe([ImportResult.Unchanged, ImportResult.Created]);
        (await shop.ProductAsync("lamp")).Status.ShouldBe(ProductStatus.Published);
        (await shop.ProductAsync("bowl")).Status.ShouldBe(ProductStatus.Draft);
    }

    [Theory]
    [InlineData("3.0", 3)]
    [InlineData("3.", 3)]
    [InlineData("+3", 3)]
    [InlineData("12.000", 12)]
    [InlineData("1e5", 100_000)]
    [InlineData("1.2E+03", 1_200)]
    [InlineData("-2.0", 0)]
    public async Task A_whole_number_is_one_however_it_is_written(string quantity, int expected)
    {
        await shop.ImportAsync(Header + $"lamp,Lamp,,,1,{quantity},,\n");

        (await shop.ProductAsync("lamp")).Stock.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2.5", "“2.5” is not a whole number")]
    [InlineData("1e-3", "“1e-3” is not a whole number")]
    [InlineData("NaN", "“NaN” is not a whole number")]
    [InlineData("\"1,000\"", "“1,000” is not a whole number")]
    [InlineData("=1+2", "“=1+2” is not a whole number")]
    [InlineData("1e400", "more than a shelf holds")]
    [InlineData("99999999999999999999999", "more than a shelf holds")]
    public async Task What_is_no_whole_number_is_named(string quantity, string reason) =>
        (await shop.ImportAsync(Header + $"lamp,Lamp,,,1,{quantity},,\n")).Rows[0].ShouldSatisfyAllConditions(
            row => row.Result.ShouldBe(ImportResult.Skipped), row => row.Why.ShouldHaveSingleItem().ShouldContain(reason));

    [Fact]
    public async Task Positions_of_pictures_are_whole_numbers_too_and_one_that_is_not_comes_last_and_is_named()
    {
        var report = await shop.ImportAsync(
            Header + "lamp,Lamp,,,1,1,https://e.example/z.jpg,last\nlamp,,,,,,https://e.example/b.jpg,2.0\nlamp,,,,,,https://e.example/a.jpg,1.0\n");

        (await shop.ProductAsync("lamp")).Images.OrderBy(image => image.Position).Select(image => image.SourceAddress)
            .ShouldBe(["https://e.example/a.jpg", "https://e.example/b.jpg", "https://e.example/z.jpg"]);
        report.Rows[0].Why.ShouldHaveSingleItem().ShouldContain("“last”");
    }

    [Fact]
    public async Task Rows_of_separators_alone_are_blank_lines()
    {
        var report = await shop.ImportAsync(Header + ",,,,,,,\nlamp,Lamp,,,1,1,,\n,,,,,,,\n \t,\"\", ,,,,,\n,,\n");

        report.Rows.Select(row => (row.Row, row.Line, row.Result)).ShouldBe([(1, 3, ImportResult.Created)]);
    }

    [Fact]
    public async Task A_column_that_comes_twice_is_named()
    {
        var report = await shop.ImportAsync("Handle,Title,Variant Price,Price\nlamp,Lamp,1,2\n");

        (await shop.ProductAsync("lamp")).Price.ShouldBe(new(100));
        report.Notes.ShouldContain(note => note.EndsWith("says the same: Price."));
    }

    [Fact]
    public async Task A_cell_of_any_length_is_quoted_with_its_beginning_alone()
    {
        var price = new string('9', 100_000);

        var report = await shop.ImportAsync(Header + $"lamp,Lamp,,,{price}x,1,,\n{price},Lamp,,,1,1,,\nbowl,Bowl,,{price},1,1,{price},{price}\n");

        report.Skipped.ShouldBe(2);
        report.Rows.SelectMany(row => row.Why.Append(row.Handle)).ShouldAllBe(text => text.Length < 400);
        report.Rows[0].Why.ShouldHaveSingleItem().ShouldContain(price[..200] + "…” is not a number");
    }
}
