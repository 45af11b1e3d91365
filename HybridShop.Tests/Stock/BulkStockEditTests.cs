using AngleSharp.Dom;
using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridShop.Tests.Stock;

public sealed class BulkStockEditTests : ComponentTest
{
    [Fact]
    public void Chosen_rows_are_counted_and_can_be_let_go()
    {
        var board = Render<StockPage>();
        board.FindAll("[data-bulk]").ShouldBeEmpty();

        Choose(board, SampleShop.Kettle);
        Choose(board, SampleShop.Lantern);
        board.Find("[data-bulk] [role=status]").TextContent.ShouldBe("2 chosen");

        Choose(board, SampleShop.Kettle);
        board.Find("[data-bulk] [role=status]").TextContent.ShouldBe("1 chosen");

        board.Find("[data-bulk] [data-leave]").Click();
        board.FindAll("[data-bulk]").ShouldBeEmpty();
        Box(board, SampleShop.Lantern).IsChecked().ShouldBeFalse();
    }

    [Fact]
    public void With_shift_all_rows_between_are_chosen_and_the_header_chooses_the_page()
    {
        var board = Render<StockPage>();

        Choose(board, SampleShop.Kettle);
        Choose(board, SampleShop.Jacket, withShift: true);
        board.Find("[data-bulk] [role=status]").TextContent.ShouldBe("3 chosen");

        board.Find("thead .pick input").Change(false);
        board.FindAll("[data-bulk]").ShouldBeEmpty();
        board.Find("thead .pick input").Change(true);
        board.Find("[data-bulk] [role=status]").TextContent.ShouldBe("3 chosen");
    }

    [Fact]
    public void A_preview_shows_what_would_be_and_what_cannot_and_writes_nothing()
    {
        var board = PreviewOf("-5", SampleShop.Kettle, SampleShop.Lantern);

        Line(board, SampleShop.Kettle).ShouldBe(["Enamel kettle, 1.6 l", "KI-0412", "8 → 3", "−5"]);
        Line(board, SampleShop.Lantern).ShouldBe(["Storm lantern", "LI-0430", "2 → −3", "Only 2 on hand."]);
        board.Find("[data-confirm]").TextContent.ShouldBe("Save 1 change");
        board.Find("[data-bulk]").TextContent.ShouldContain("1 left out");
        Stock.Adjustments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("+0")]
    public void What_is_no_change_gets_no_preview(string typed)
    {
        var board = PreviewOf(typed, SampleShop.Kettle);

        board.FindAll("[data-confirm]").ShouldBeEmpty();
        board.Find("#bulk-error").TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_preview_follows_live_stock()
    {
        var board = PreviewOf("-5", SampleShop.Kettle);

        Feed.PublishStock(SampleShop.Kettle, stock: 4, delta: -4, actor: "tobi");
        LetChangesIn();

        Line(board, SampleShop.Kettle)[2..].ShouldBe(["4 → −1", "Only 4 on hand."]);
        board.Find("[data-confirm]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void One_save_makes_all_acts_with_reason_and_note_and_says_how_it_went()
    {
        var board = PreviewOf("+6", SampleShop.Kettle, SampleShop.Lantern);
        board.Find("#bulk-why").Change(nameof(StockReason.Returned));
        board.Find("#bulk-note").Input("Pallet 7");

        board.Find("[data-confirm]").Click();

        Stock.Adjustments.Select(act => (act.ProductId, act.Delta, act.SetTo, act.Reason, act.Note)).ShouldBe(
            [(1, 6, null, StockReason.Returned, "Pallet 7"), (2, 6, null, StockReason.Returned, "Pallet 7")]);
        board.Find(".sheet-foot").TextContent.ShouldContain("2 changed.");
        board.FindAll("[data-bulk]").ShouldBeEmpty();
        Figure(board, SampleShop.Kettle).ShouldBe("14");
    }

    [Fact]
    public void A_set_number_says_which_one_was_seen()
    {
        var board = PreviewOf("12", SampleShop.Kettle);
        Feed.PublishStock(SampleShop.Kettle, stock: 7, delta: -1);
        LetChangesIn();

        board.Find("[data-confirm]").Click();

        Stock.Adjustments.Select(act => (act.SetTo, act.Seen)).ShouldBe([(12, 7)]);
    }

    [Fact]
    public void Refused_rows_stay_chosen_and_their_reason_is_told()
    {
        var board = PreviewOf("-2", SampleShop.Kettle, SampleShop.Lantern);
        Stock.Levels[1] = SampleShop.Lantern with { Stock = 1 };

        board.Find("[data-confirm]").Click();

        board.Find(".sheet-foot").TextContent.ShouldContain("1 changed. Storm lantern: Only 1 on hand.");
        board.Find("[data-bulk] [role=status]").TextContent.ShouldBe("1 chosen");
        Box(board, SampleShop.Lantern).IsChecked().ShouldBeTrue();
    }

    [Fact]
    public void Undo_takes_the_whole_batch_back()
    {
        var board = PreviewOf("+6", SampleShop.Kettle, SampleShop.Lantern);
        board.Find("[data-confirm]").Click();

        board.Find("[data-undo]").Click();

        Stock.Undone.Order().ShouldBe([1, 2]);
        (Figure(board, SampleShop.Kettle), Figure(board, SampleShop.Lantern)).ShouldBe(("8", "2"));
        board.Find(".sheet-foot").TextContent.ShouldContain("2 taken back.");
        board.FindAll("[data-undo]").ShouldBeEmpty();
    }

    [Fact]
    public void Chosen_rows_outlive_paging_and_what_others_do()
    {
        Stock.Levels = [.. Enumerable.Range(1, 250).Select(id => SampleShop.Kettle with { ProductId = id, Name = $"Kettle {id}" })];
        var board = Render<StockPage>();
        Choose(board, Stock.Levels[4]);

        GoTo("dashboard/stock?page=2");
        board.WaitForAssertion(() => board.FindAll("[data-pick='105']").ShouldNotBeEmpty());
        Feed.PublishStock(Stock.Levels[4], stock: 3, delta: -5);
        Feed.Publish(ChangeKind.Product);
        LetChangesIn();
        Choose(board, Stock.Levels[104]);
        board.Find("#bulk-entry").Input("+1");
        board.Find("[data-bulk] form").Submit();

        board.FindAll("[data-line]").Select(line => line.Children[2].TextContent).ShouldBe(["3 → 4", "8 → 9"]);
    }

    [Fact]
    public void No_more_can_be_chosen_than_one_act_may_hold()
    {
        Stock.Levels = [.. Enumerable.Range(1, 700).Select(id => SampleShop.Kettle with { ProductId = id, Name = $"Kettle {id}" })];
        var board = Render<StockPage>();
        for (var page = 1; page <= 6; page++)
        {
            GoTo($"dashboard/stock?page={page}");
            board.WaitForAssertion(() => board.FindAll($"[data-pick='{(page * 100) - 99}']").ShouldNotBeEmpty());
            board.Find("thead .pick input").Change(true);
        }

        board.Find("[data-bulk] [role=status]").TextContent.ShouldStartWith("500 chosen");
        Box(board, Stock.Levels[550]).HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void A_pasted_column_is_previewed_from_the_focused_row_on()
    {
        var board = Render<StockPage>();

        board.Find("[data-paste]").Change("1\n12\nmany\n3\n99");

        board.FindAll("[data-line]").Select(line => line.Children[2].TextContent).ShouldBe(["8 → 12", "2", "0 → 3"]);
        Line(board, SampleShop.Lantern)[^1].ShouldBe("Write a number, or +6 or −2.");
        board.Find("[data-confirm]").Click();
        Stock.Adjustments.Select(act => (act.ProductId, act.SetTo, act.Seen, act.Reason)).ShouldBe(
            [(1, 12, 8, StockReason.Counted), (3, 3, 0, StockReason.Counted)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x\n1")]
    [InlineData("77\n1")]
    public void A_paste_that_fits_nowhere_does_nothing(string handed)
    {
        var board = Render<StockPage>();

        board.Find("[data-paste]").Change(handed);

        board.FindAll("[data-bulk]").ShouldBeEmpty();
    }

    [Fact]
    public void Chosen_rows_are_copied_with_name_number_and_stock()
    {
        Stock.Levels[1] = SampleShop.Lantern with { Name = "=1+1\tLantern" };
        var board = Render<StockPage>();
        Choose(board, SampleShop.Kettle);
        Choose(board, SampleShop.Lantern);

        board.Find("[data-copy]").TextContent.ShouldBe("Enamel kettle, 1.6 l\tKI-0412\t8\n'=1+1 Lantern\tLI-0430\t2");
    }

    private IRenderedComponent<StockPage> PreviewOf(string typed, params StockLevel[] chosen)
    {
        var board = Render<StockPage>();
        foreach (var level in chosen)
        {
            Choose(board, level);
        }

        board.Find("#bulk-entry").Input(typed);
        board.Find("[data-bulk] form").Submit();
        return board;
    }

    private static void Choose(IRenderedComponent<StockPage> board, StockLevel level, bool withShift = false) =>
        Box(board, level).Click(new MouseEventArgs { ShiftKey = withShift });

    private static IElement Box(IRenderedComponent<StockPage> board, StockLevel level) => board.Find($"[data-pick='{level.ProductId}']");

    private static string Figure(IRenderedComponent<StockPage> board, StockLevel level) =>
        board.Find($"tr[data-product-id='{level.ProductId}'] .figure").TextContent;

    private static List<string> Line(IRenderedComponent<StockPage> board, StockLevel level) =>
        [.. board.Find($"[data-line='{level.ProductId}']").Children.Select(cell => cell.TextContent.Trim())];
}
