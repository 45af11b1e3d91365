using System.Text;
using HybridShop.Web.Imports;

namespace HybridShop.Tests.Imports;

[Trait("Category", "Unit")]
public sealed class ShopifyCsvTests
{
    [Theory]
    [InlineData("Handle,Title,Body (HTML),Variant SKU,Variant Price,Variant Inventory Qty,Image Src")]
    [InlineData("handle,TITLE,Body,Variant sku,Variant price,Variant inventory quantity,Image src")]
    [InlineData(" URL handle , Title ,Description,SKU,Price,Inventory quantity,Product image URL")]
    public async Task Columns_are_known_by_all_their_names(string header)
    {
        var file = await ReadAsync(header + "\nlamp,Lamp,<p>x</p>,L-1,2.50,3,https://e.example/l.jpg\n");

        new[] { ShopifyField.Handle, ShopifyField.Title, ShopifyField.Body, ShopifyField.Sku, ShopifyField.Price, ShopifyField.Quantity, ShopifyField.ImageSource }
            .Select(field => file.Rows[0][field]).ShouldBe(["lamp", "Lamp", "<p>x</p>", "L-1", "2.50", "3", "https://e.example/l.jpg"]);
    }

    [Fact]
    public async Task Rows_are_counted_as_records_and_lines_as_lines()
    {
        var file = await ReadAsync("\ufeffHandle,Title,Body\r\na,A,\"one\r\ntwo\"\r\n\r\nb,B,x\r\nc,C,last");

        file.Rows.Select(row => (row.Number, row.Line, row[ShopifyField.Handle])).ShouldBe([(1, 2, "a"), (2, 5, "b"), (3, 6, "c")]);
    }

    [Fact]
    public async Task A_bad_row_says_so_and_the_next_one_is_read()
    {
        var file = await ReadAsync("Handle,Title\na\nb,\"B\"x\nc,C,slipped\nd,D,,\ne,5\" pipe\nf,F\n");

        file.Rows.Select(row => row.Defect).ShouldBe(
            ["The row has 1 cells, the header 2.", ImportText.TextAfterQuote, "The row has 3 cells, the header 2.", null, null, null]);
        file.Rows[4].Remark.ShouldBe(ImportText.StrayQuote);
        file.Rows[4][ShopifyField.Title].ShouldBe("5\" pipe");
    }

    [Fact]
    public async Task A_quotation_mark_that_is_not_closed_is_reported_where_it_begins()
    {
        var file = await ReadAsync("Handle,Title\na,A\nb,\"B\nc,C\n");

        (file.Rows[^1].Line, file.Rows[^1].Defect).ShouldBe((3, ImportText.QuoteNotClosed));
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("ID,Type,SKU,Name\n1,simple,x,y\n", "Handle, Title is missing")]
    [InlineData("Handle,Price\na,1\n", "Title is missing")]
    public async Task A_file_that_is_not_Shopifys_is_refused(string csv, string reason) =>
        (await TryAsync(Encoding.UTF8.GetBytes(csv))).Message.ShouldContain(reason);

    [Fact]
    public async Task A_file_or_a_row_that_is_too_long_is_refused()
    {
        var file = new MemoryStream();
        file.Write("Handle,Title\n"u8);
        while (file.Length <= ImportLimits.FileBytes)
        {
            file.Write(Encoding.UTF8.GetBytes("a," + new string('x', 100_000) + "\n"));
        }

        (await TryAsync(file.ToArray())).Message.ShouldContain("larger than 50 MB");
        (await TryAsync(Encoding.UTF8.GetBytes("Handle,Title\na,\"" + new string('x', 3 * ImportLimits.RowBytes)))).Message.ShouldContain("Row 1 (line 2)");
    }

    private static async Task<ShopifyFile> ReadAsync(string csv) => (await TryAsync(Encoding.UTF8.GetBytes(csv))).Value.ShouldNotBeNull();

    private static Task<Outcome<ShopifyFile>> TryAsync(byte[] file) => ShopifyCsv.ReadAsync(new MemoryStream(file), TestContext.Current.CancellationToken);
}
