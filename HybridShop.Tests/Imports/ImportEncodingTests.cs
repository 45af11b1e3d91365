using System.Text;

namespace HybridShop.Tests.Imports;

/// <summary>Files that are not what Shopify writes, but what spreadsheets make of it.</summary>
[Trait("Category", "Database")]
public sealed class ImportEncodingTests : IAsyncDisposable
{
    private const string Csv = "Handle;Title;Variant Price;Variant Inventory Qty\nmug;Кружка „heiß“;12,50;3,0\nbowl;Bowl, blue;5;7\n";

    private readonly ImportShop shop = ImportShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Other_separators_are_seen_in_the_header_and_the_comma_is_the_decimal_sign_then(char separator)
    {
        var report = await shop.ImportAsync(Csv.Replace(';', separator));

        (await shop.ProductAsync("mug")).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Кружка „heiß“"), p => p.Price.ShouldBe(new(1_250)), p => p.Stock.ShouldBe(3));
        (await shop.ProductAsync("bowl")).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Bowl, blue"), p => p.Price.ShouldBe(new(500)));
        report.Notes.ShouldHaveSingleItem().ShouldContain(separator == '\t' ? "“Tab”" : $"“{separator}”");
    }

    [Fact]
    public async Task A_first_line_that_names_the_separator_is_no_header()
    {
        var report = await shop.ImportAsync("sep=;\n" + Csv);

        report.Created.ShouldBe(2);
        report.Rows[0].Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("1.500")]
    [InlineData("1,500")]
    [InlineData("-12.000")]
    public async Task A_number_that_may_be_two_is_neither(string number)
    {
        var report = await shop.ImportAsync($"Handle;Title;Variant Price;Variant Inventory Qty\na;A;{number};1\nb;B;1;{number}\n");

        report.Skipped.ShouldBe(2);
        report.Rows.ShouldAllBe(row => row.Why.Single().Contains($"“{number}” can mean two numbers"));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public async Task Unicode_is_read_whatever_its_bytes(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var report = await shop.TryImportAsync(new MemoryStream([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Csv)]));

        report.Value.ShouldNotBeNull(report.Message).Created.ShouldBe(2);
        (await shop.ProductAsync("mug")).Name.ShouldBe("Кружка „heiß“");
    }

    [Fact]
    public async Task Other_encodings_are_refused_with_the_line_of_the_first_strange_letter()
    {
        (await RefusalAsync(Encoding.Latin1.GetBytes("Handle,Title\nlamp,Lamp\r\ncafe,Café\n"))).ShouldContain("line 3 has bytes that no UTF-8 text has, perhaps because it was saved as Windows-1252");
        (await RefusalAsync(Encoding.Latin1.GetBytes("Händle,Title\n"))).ShouldContain("line 1 ");
        (await RefusalAsync(Encoding.Latin1.GetBytes("Handle,Title\rlamp,Lamp\ré"))).ShouldContain("line 3 ");
        (await RefusalAsync([.. "Handle,Title\na,"u8, 0xED, 0xA0, 0x80])).ShouldContain("line 2 ");
        (await RefusalAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Handle,Title\na,"), 0x00, 0xD8])).ShouldContain("UTF-16, but line 2 ");
    }

    [Fact]
    public async Task What_is_no_text_is_called_so()
    {
        (await RefusalAsync([.. "PK"u8, 3, 4, 20, 0])).ShouldContain("workbook");
        (await RefusalAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1])).ShouldContain("workbook");
        (await RefusalAsync([0x1F, 0x8B, 8, 0])).ShouldContain("archive");
        (await RefusalAsync([])).ShouldContain("empty");
        (await RefusalAsync([0xFF, 0xFE])).ShouldContain("empty");
        (await RefusalAsync("\n\n"u8.ToArray())).ShouldContain("empty");
    }

    [Theory]
    [InlineData("Handle,\"Title\na,A\n", "first line is no header")]
    [InlineData("Handle;Name\na;A\n", "Title is missing")]
    [InlineData("id\tTitle\n1\tA\n", "Handle is missing")]
    public async Task A_header_that_is_not_Shopifys_is_refused_for_what_it_lacks(string csv, string reason) =>
        (await RefusalAsync(Encoding.UTF8.GetBytes(csv))).ShouldContain(reason);

    private async Task<string> RefusalAsync(byte[] file)
    {
        var outcome = await shop.TryImportAsync(new MemoryStream(file));
        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        outcome.Message.ShouldEndWith("Nothing was imported.");
        return outcome.Message;
    }
}
