using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Stock;

public sealed class StockPageEditTests : ComponentTest
{
    [Fact]
    public void A_number_is_written_over_the_one_that_was_shown_with_a_reason_in_the_row_below()
    {
        var board = Open(SampleShop.Kettle, "10");
        board.Find("#stock-says").TextContent.ShouldBe("8 → 10, that is +2.");
        board.Find("#stock-note").Input("Two behind the trestles");

        board.Find("#stock-ask").Submit();

        Stock.Adjustments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            act => act.SetTo.ShouldBe(10), act => act.Seen.ShouldBe(8), act => act.Delta.ShouldBeNull(),
            act => act.Reason.ShouldBe(StockReason.Counted), act => act.Note.ShouldBe("Two behind the trestles"));
        Figure(board, SampleShop.Kettle).ShouldBe("10");
        board.FindAll(".askrow").ShouldBeEmpty();
        board.Find(".sheet-foot").TextContent.ShouldContain("Last change saved 09:00.");
    }

    [Fact]
    public void A_signed_number_is_added_with_the_chosen_reason()
    {
        var board = Open(SampleShop.Kettle, "-2");
        board.Find("#stock-why").Change(nameof(StockReason.Damaged));

        board.Find("#stock-ask").Submit();

        Stock.Adjustments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            act => act.Delta.ShouldBe(-2), act => act.SetTo.ShouldBeNull(), act => act.Reason.ShouldBe(StockReason.Damaged));
        Figure(board, SampleShop.Kettle).ShouldBe("6");
    }

    [Fact]
    public void A_refused_save_keeps_what_was_typed_and_says_why_beside_it()
    {
        var board = Open(SampleShop.Lantern, "-5");

        board.Find("#stock-ask").Submit();

        board.Find("[data-edit]").GetAttribute("value").ShouldBe("-5");
        board.Find("[data-edit]").GetAttribute("aria-invalid").ShouldBe("true");
        board.Find(".askrow [role=alert]").TextContent.ShouldBe("Only 2 on hand.");
        board.FindAll("[data-undo]").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_number_is_not_sent()
    {
        var board = Open(SampleShop.Kettle, "a lot");

        board.Find("#stock-ask").Submit();

        Stock.Adjustments.ShouldBeEmpty();
        board.Find("[data-edit]").GetAttribute("value").ShouldBe("a lot");
        board.Find(".askrow [role=alert]").TextContent.ShouldBe("Write a number, or +6 or −2.");
    }

    [Fact]
    public void An_untouched_cell_is_just_left()
    {
        var board = Open(SampleShop.Kettle, "8");

        board.Find("#stock-ask").Submit();

        Stock.Adjustments.ShouldBeEmpty();
        board.FindAll("[data-edit]").ShouldBeEmpty();
    }

    [Fact]
    public void Leaving_changes_nothing()
    {
        var board = Open(SampleShop.Kettle, "12");

        board.Find("[data-leave]").Click();

        Stock.Adjustments.ShouldBeEmpty();
        Figure(board, SampleShop.Kettle).ShouldBe("8");
    }

    [Fact]
    public void A_push_never_touches_a_cell_that_is_being_edited()
    {
        var board = Open(SampleShop.Kettle, "+3");
        board.Find("#stock-note").Input("Found");

        Feed.PublishStock(SampleShop.Kettle, stock: 5, delta: -3, actor: "tobi");
        Feed.PublishStock(SampleShop.Lantern, stock: 1, delta: -1, actor: "tobi");
        LetChangesIn();

        board.Find("[data-edit]").GetAttribute("value").ShouldBe("+3");
        board.Find("#stock-note").GetAttribute("value").ShouldBe("Found");
        board.Find("#stock-says").TextContent.ShouldBe("5 → 8, that is +3.");
        board.FindAll(".clash").ShouldBeEmpty();
        Figure(board, SampleShop.Lantern).ShouldBe("1");
    }

    [Fact]
    public void A_row_that_is_written_in_stays_where_it_is_until_it_is_closed()
    {
        var board = Open(SampleShop.Kettle, "12");
        Stock.Levels.Reverse();

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        Stock.Queries.Count.ShouldBe(1);
        board.Find("[data-edit]").GetAttribute("value").ShouldBe("12");

        board.Find("[data-leave]").Click();

        Stock.Queries.Count.ShouldBe(2);
        board.Find("tbody tr").GetAttribute("data-product-id").ShouldBe($"{SampleShop.Jacket.ProductId}");
    }

    [Theory]
    [InlineData("[data-set]", 12, null, 7)]
    [InlineData("[data-add]", null, 4, null)]
    public void When_the_number_changed_under_an_open_edit_a_person_decides(string choice, int? setTo, int? delta, int? seen)
    {
        var board = OpenClash();
        board.Find(".clash b").TextContent.ShouldBe("You wrote 12 over 8. tobi has made it 7.");
        board.FindAll(".clash button").Select(button => button.TextContent).ShouldBe(["Set to 12 (+5)", "Add my +4 (makes 11)", "Keep 7"]);
        board.Find("#stock-ask").Submit();
        Stock.Adjustments.ShouldBeEmpty();

        board.Find(choice).Click();

        Stock.Adjustments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            act => act.SetTo.ShouldBe(setTo), act => act.Delta.ShouldBe(delta), act => act.Seen.ShouldBe(seen));
        board.FindAll(".clash").ShouldBeEmpty();
    }

    [Fact]
    public void Keeping_what_another_wrote_sends_nothing()
    {
        var board = OpenClash();

        board.Find("[data-leave]").Click();

        Stock.Adjustments.ShouldBeEmpty();
        Figure(board, SampleShop.Kettle).ShouldBe("7");
    }

    [Fact]
    public void Undo_takes_the_last_own_act_back_then_the_one_before()
    {
        var board = Open(SampleShop.Kettle, "+1");
        board.Find("#stock-ask").Submit();
        OpenCell(board, SampleShop.Lantern, "+5");
        board.Find("#stock-ask").Submit();

        board.Find("[data-undo]").Click();
        board.Find("[data-undo]").Click();

        Stock.Undone.ShouldBe([2L, 1L]);
        Figure(board, SampleShop.Lantern).ShouldBe("2");
        Figure(board, SampleShop.Kettle).ShouldBe("8");
        board.FindAll("[data-undo]").ShouldBeEmpty();
        board.Find(".sheet-foot").TextContent.ShouldContain("Taken back 09:00.");
    }

    [Fact]
    public void An_undo_that_is_refused_says_why()
    {
        var board = Open(SampleShop.Kettle, "+1");
        board.Find("#stock-ask").Submit();
        Stock.Refusal = Outcome.Conflict("", StockText.TakenBackBefore);

        board.Find("[data-undo]").Click();

        board.Find(".sheet-foot").TextContent.ShouldContain("Not taken back: This was taken back before.");
        Figure(board, SampleShop.Kettle).ShouldBe("9");
    }

    [Fact]
    public void What_cannot_be_written_for_the_moment_stays_typed_and_its_undo_stays_offered()
    {
        var board = Open(SampleShop.Kettle, "+1");
        board.Find("#stock-ask").Submit();
        OpenCell(board, SampleShop.Lantern, "+5");
        Stock.Refusal = Outcome.Unavailable("The shop is busy.");

        board.Find("#stock-ask").Submit();
        board.Find($"[data-edit='{SampleShop.Lantern.ProductId}']").GetAttribute("value").ShouldBe("+5");
        board.Markup.ShouldContain("The shop is busy.");
        board.Find("[data-undo]").Click();
        board.Find(".sheet-foot").TextContent.ShouldContain("Not taken back: The shop is busy.");

        Stock.Refusal = null;
        board.Find("[data-undo]").Click();
        Figure(board, SampleShop.Kettle).ShouldBe("8");
    }

    private IRenderedComponent<StockPage> OpenClash()
    {
        var board = Open(SampleShop.Kettle, "12");
        Stock.Levels[0] = SampleShop.Kettle with { Stock = 7 };
        Feed.PublishStock(SampleShop.Kettle, stock: 7, delta: -1, actor: "tobi");
        LetChangesIn();
        return board;
    }

    private IRenderedComponent<StockPage> Open(StockLevel product, string typed)
    {
        var board = Render<StockPage>();
        OpenCell(board, product, typed);
        return board;
    }

    private static void OpenCell(IRenderedComponent<StockPage> board, StockLevel product, string typed)
    {
        board.Find($"[data-cell='{product.ProductId}']").Click();
        board.Find($"[data-edit='{product.ProductId}']").Input(typed);
    }

    private static string Figure(IRenderedComponent<StockPage> board, StockLevel product) =>
        board.Find($"tr[data-product-id='{product.ProductId}'] .figure").TextContent;
}
