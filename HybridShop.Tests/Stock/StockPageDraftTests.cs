using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Stock;

/// <summary>What was typed into a cell and not saved, after the board was closed, by whatever.</summary>
public sealed class StockPageDraftTests : ComponentTest
{
    [Fact]
    public async Task The_cell_opens_again_with_what_was_typed()
    {
        var board = Render<StockPage>();
        board.Find("[data-cell='1']").Click();
        await board.Find("[data-edit]").InputAsync("+6");
        await board.Find("#stock-note").InputAsync("behind the door");
        await DisposeComponentsAsync();

        board = Render<StockPage>();

        board.Find("[data-edit]").GetAttribute("data-edit").ShouldBe("1");
        board.Find("[data-edit]").GetAttribute("value").ShouldBe("+6");
        board.Find("#stock-note").GetAttribute("value").ShouldBe("behind the door");
    }

    [Fact]
    public async Task A_number_typed_over_one_that_is_no_longer_there_asks_what_is_meant()
    {
        var board = Render<StockPage>();
        board.Find("[data-cell='1']").Click();
        await board.Find("[data-edit]").InputAsync("12");
        await DisposeComponentsAsync();
        await Stock.AdjustAsync(new() { ProductId = 1, Delta = -3, Reason = StockReason.Sold }, SampleShop.Ada, TestContext.Current.CancellationToken);

        board = Render<StockPage>();

        board.FindAll("[data-set], [data-add], [data-leave]").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Where_its_row_is_not_shown_a_line_says_it_and_it_can_be_let_go()
    {
        await Drafts.SaveAsync("stock:99", """{"Name":"Jug","Seen":1,"Typed":"+6","Note":""}""", SampleShop.Mara, TestContext.Current.CancellationToken);

        var board = Render<StockPage>();

        board.Find(".message").TextContent.ShouldContain("Jug, “+6”");
        board.Find(".message a").GetAttribute("href").ShouldBe("dashboard/stock?q=Jug");
        board.Find(".message button").Click();
        board.FindAll(".message").ShouldBeEmpty();
        Drafts.Kept.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("save")]
    [InlineData("leave")]
    [InlineData("another cell")]
    [InlineData("typed back")]
    public async Task What_is_saved_left_or_typed_back_is_forgotten(string how)
    {
        var board = Render<StockPage>();
        board.Find("[data-cell='1']").Click();
        await board.Find("[data-edit]").InputAsync("+6");
        Clock.Advance(DraftAutosave.Window);
        Drafts.Kept.Count.ShouldBe(1);

        if (how == "save")
        {
            board.Find("form.ask").Submit();
        }
        else if (how == "typed back")
        {
            await board.Find("[data-edit]").InputAsync("8");
        }
        else
        {
            board.Find(how == "leave" ? "[data-leave]" : "[data-cell='2']").Click();
        }

        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Without_them_the_board_still_opens()
    {
        Drafts.Failure = new InvalidOperationException("away");

        Render<StockPage>().FindAll("[data-cell]").Count.ShouldBe(3);
    }
}
