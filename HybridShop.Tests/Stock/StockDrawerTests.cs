using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Stock;

public sealed class StockDrawerTests : ComponentTest
{
    [Fact]
    public void Beside_the_grid_is_the_ledger_of_the_first_row_until_another_is_pointed_at()
    {
        var board = Render<StockPage>();
        board.Find(".drawer h2").TextContent.ShouldBe(SampleShop.Kettle.Name);

        board.Find($"tr[data-product-id='{SampleShop.Lantern.ProductId}']").Click();

        board.Find(".drawer h2").TextContent.ShouldBe(SampleShop.Lantern.Name);
        board.Find(".drawer header p").TextContent.ShouldBe("2 on hand, low at 4");
        board.Find(".drawer .note").TextContent.ShouldContain("Nothing has moved yet");
    }

    [Fact]
    public void A_line_says_when_why_who_how_many_and_what_was_left_under_its_day()
    {
        Stock.Movements.AddRange([
            Line(3, -1, 8, StockReason.Sold, SampleShop.Morning, "order 20418"),
            Line(2, 1, 9, StockReason.Undo, SampleShop.Morning.AddDays(-1)) with { TakesBack = StockReason.Damaged },
            Line(1, 8, 8, StockReason.Initial, SampleShop.Morning.AddDays(-13)),
        ]);

        var board = Render<StockPage>();

        board.FindAll(".ledger li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ShouldBe([
            "09:00 Sold tobi, order 20418 Undo Sold 09:00 −1 8",
            "Yesterday",
            "09:00 Undo of “Damaged” tobi +1 9",
            "17 February",
            "09:00 Initial count tobi +8 8",
        ]);
    }

    [Fact]
    public void An_act_is_taken_back_from_its_line()
    {
        Stock.Movements.Add(Line(1, -1, 8, StockReason.Sold, SampleShop.Morning));
        var board = Render<StockPage>();

        board.Find("[data-movement='1'] button").Click();

        Stock.Undone.ShouldBe([1L]);
        board.Find($"tr[data-product-id='{SampleShop.Kettle.ProductId}'] .figure").TextContent.ShouldBe("9");
        board.Find(".ledger li .n").TextContent.ShouldBe("+1");
    }

    [Fact]
    public void What_others_do_to_the_product_appears_at_once()
    {
        var board = Render<StockPage>();
        Stock.Movements.Add(Line(1, -2, 6, StockReason.Sold, SampleShop.Morning));

        Feed.PublishStock(SampleShop.Kettle, stock: 6, delta: -2, actor: "tobi");
        LetChangesIn();

        board.WaitForAssertion(() => board.Find(".ledger .minus").TextContent.ShouldBe("−2"));
        board.Find(".drawer header p").TextContent.ShouldBe("6 on hand, low at 3");
    }

    [Fact]
    public void A_long_ledger_shows_its_newest_lines_and_older_ones_when_asked()
    {
        Stock.Movements.AddRange(Enumerable.Range(1, 60).Reverse().Select(id => Line(id, 1, id, StockReason.Received, SampleShop.Morning)));
        var board = Render<StockPage>();
        board.FindAll("[data-movement]").Count.ShouldBe(50);

        board.Find("[data-older]").Click();

        board.FindAll("[data-movement]").Count.ShouldBe(60);
        board.FindAll("[data-older]").ShouldBeEmpty();
    }

    private static StockMovementItem Line(long id, int delta, int balance, StockReason reason, DateTime when, string? note = null) =>
        new(id, SampleShop.Kettle.ProductId, delta, balance, reason, note, "tobi", when);
}
