using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Stock;

public sealed class StockPageViewTests : ComponentTest
{
    [Fact]
    public void What_the_address_says_is_what_is_asked_for()
    {
        Stock.Levels = TwoPages();
        GoTo("dashboard/stock?q=kettle&category=kitchen&view=low&sort=-on-hand&page=2");

        var board = Render<StockPage>();

        Stock.Queries.ShouldHaveSingleItem().ShouldBe(
            new() { Words = "kettle", Category = "kitchen", View = StockView.LowOrOut, Sort = StockSort.OnHand, IsDescending = true, Page = 2 });
        board.Find("#stock-find").GetAttribute("value").ShouldBe("kettle");
        board.Find("#stock-category option[selected]").GetAttribute("value").ShouldBe("kitchen");
        board.Find(".tabs [aria-current=page]").TextContent.ShouldContain("Low or out");
        board.Find("thead [aria-sort]").GetAttribute("aria-sort").ShouldBe("descending");
    }

    [Fact]
    public void A_heading_sorts_and_a_second_time_turns_the_order_round()
    {
        Stock.Levels = TwoPages();
        GoTo("dashboard/stock?q=kettle&page=2");
        var board = Render<StockPage>();
        Link("On hand").ShouldBe("dashboard/stock?q=kettle&sort=on-hand");

        GoTo("dashboard/stock?q=kettle&sort=on-hand");

        board.WaitForAssertion(() => Link("On hand").ShouldBe("dashboard/stock?q=kettle&sort=-on-hand"));

        string Link(string title) => board.FindAll("thead a").Single(link => link.TextContent.StartsWith(title, StringComparison.Ordinal)).GetAttribute("href")!;
    }

    [Fact]
    public void What_is_found_and_filtered_stands_in_the_address()
    {
        GoTo("dashboard/stock?view=low&page=2");
        var board = Render<StockPage>();

        board.Find("#stock-find").Change("kettle");
        board.Find("#stock-category").Change("cooking");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/dashboard/stock?q=kettle&category=cooking&view=low");
        Stock.Queries[^1].ShouldBe(new() { Words = "kettle", Category = "cooking", View = StockView.LowOrOut });
    }

    [Fact]
    public void Filters_that_find_nothing_can_be_cleared()
    {
        Stock.Levels = [];
        GoTo("dashboard/stock?q=unicorn");

        Render<StockPage>().Find(".empty a").GetAttribute("href").ShouldBe("dashboard/stock");
    }

    [Fact]
    public void The_views_counts_follow_the_stock_but_are_not_counted_all_the_time()
    {
        var board = Render<StockPage>();
        Counts(board).ShouldBe(["3", "2", "1", "0"]);

        Stock.Counts = new(3, 3, 2);
        Feed.PublishStock(SampleShop.Kettle, stock: 1, delta: -7);
        LetChangesIn();
        board.WaitForAssertion(() => Counts(board).ShouldBe(["3", "3", "2", "0"]));

        Stock.Counts = new(3, 1, 3);
        Feed.PublishStock(SampleShop.Kettle, stock: 9, delta: 8);
        LetChangesIn();
        Counts(board).ShouldBe(["3", "3", "2", "0"]);

        Clock.Advance(TimeSpan.FromSeconds(1));
        board.WaitForAssertion(() => Counts(board).ShouldBe(["3", "1", "3", "0"]));
    }

    private static List<StockLevel> TwoPages() => [.. Enumerable.Range(1, 150).Select(id => SampleShop.Kettle with { ProductId = id })];

    private static List<string> Counts(IRenderedComponent<StockPage> board) => [.. board.FindAll(".tabs .num").Select(count => count.TextContent)];
}
