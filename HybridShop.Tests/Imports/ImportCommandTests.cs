using System.Text.Json;
using HybridShop.Web.Data;

namespace HybridShop.Tests.Imports;

[Trait("Category", "Database")]
public sealed class ImportCommandTests
{
    private const string Good = "Handle,Title,Variant Price\nlamp,Lamp,12.50\n";

    [Fact]
    public async Task It_works_on_an_empty_folder_and_ends_with_zero()
    {
        await using var shop = ImportShop.Open(isMigrated: false);
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), Good, TestContext.Current.CancellationToken);

        var (code, text) = await shop.RunAsync(shop.FileOf("shop.csv"));

        code.ShouldBe(0);
        text.ShouldContain("shop.csv: 1 rows. 1 products new");
    }

    [Fact]
    public async Task A_skipped_row_ends_with_two_and_stands_in_the_report()
    {
        await using var shop = ImportShop.Open();
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), Good + "bowl,Bowl,cheap\n", TestContext.Current.CancellationToken);

        var (code, text) = await shop.RunAsync(shop.FileOf("shop.csv"), "--report", shop.FileOf("report.json"));

        code.ShouldBe(2);
        text.ShouldContain("row 2 (line 3, bowl) skipped: The price “cheap”");
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(shop.FileOf("report.json"), TestContext.Current.CancellationToken));
        report.RootElement.GetProperty("created").GetInt32().ShouldBe(1);
        var row = report.RootElement.GetProperty("rows")[1];
        (row.GetProperty("row").GetInt32(), row.GetProperty("line").GetInt32(), row.GetProperty("result").GetString()).ShouldBe((2, 3, "skipped"));
        row.GetProperty("why")[0].GetString().ShouldNotBeNull().ShouldContain("cheap");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_in_full()
    {
        await using var shop = ImportShop.Open(isMigrated: false);
        var file = shop.FileOf("missing.csv");

        (await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(file))).Message.ShouldBe($"There is no file {file}.");
        (await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync())).Message.ShouldContain("FILE");
    }

    [Fact]
    public async Task A_folder_is_called_one_whether_it_is_to_be_read_or_written()
    {
        await using var shop = ImportShop.Open(isMigrated: false);
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), Good, TestContext.Current.CancellationToken);
        var folder = Directory.CreateDirectory(shop.FileOf("folder")).FullName;

        (await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(folder))).Message.ShouldBe($"{folder} is a folder, not a file.");
        (await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(shop.FileOf("shop.csv"), "--report", folder))).Message.ShouldBe($"{folder} is a folder, not a file.");
    }

    [Fact]
    public async Task A_report_never_takes_the_place_of_the_file_that_is_read()
    {
        await using var shop = ImportShop.Open();
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), Good, TestContext.Current.CancellationToken);

        await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(shop.FileOf("shop.csv"), "--report", shop.FileOf("shop.csv")));

        (await File.ReadAllTextAsync(shop.FileOf("shop.csv"), TestContext.Current.CancellationToken)).ShouldBe(Good);
    }

    [Fact]
    public async Task A_remark_on_an_updated_row_is_told_and_what_changed_is_not()
    {
        await using var shop = ImportShop.Open();
        const string header = "Handle,Title,Status,Variant Price\n";
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), header + "lamp,Lamp,active,1\nbowl,Bowl,active,1\n", TestContext.Current.CancellationToken);
        await shop.RunAsync(shop.FileOf("shop.csv"));
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), header + "lamp,Lamp,shiny,2\nbowl,Bowl,active,2\n", TestContext.Current.CancellationToken);

        var (_, text) = await shop.RunAsync(shop.FileOf("shop.csv"));

        text.ShouldContain("2 updated");
        text.ShouldContain("row 1 (line 2, lamp): “shiny” is not understood");
        text.ShouldNotContain("bowl");
    }

    [Fact]
    public async Task A_refused_file_says_why_in_one_sentence()
    {
        await using var shop = ImportShop.Open();
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), "Name\nx\n", TestContext.Current.CancellationToken);

        var stop = await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(shop.FileOf("shop.csv"), "--report", shop.FileOf("report.json")));

        stop.Message.ShouldContain("Nothing was imported");
        (await File.ReadAllTextAsync(shop.FileOf("report.json"), TestContext.Current.CancellationToken)).ShouldContain("refused");
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_stops_it_before_anything_happens()
    {
        await using var shop = ImportShop.Open();
        await File.WriteAllTextAsync(shop.FileOf("shop.csv"), Good, TestContext.Current.CancellationToken);
        var before = await shop.ContentsAsync();

        await Should.ThrowAsync<ShopStartException>(() => shop.RunAsync(shop.FileOf("shop.csv"), "--report", shop.FileOf("nowhere/report.json")));

        (await shop.ContentsAsync()).ShouldBe(before);
    }
}
