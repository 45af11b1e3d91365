using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Stock;

public sealed class StockPageTests : ComponentTest
{
    [Fact]
    public void While_the_stock_is_read_bars_stand_where_the_rows_will_be()
    {
        Stock.Hold = new();

        var table = Render<StockPage>();

        table.FindAll(".wait").ShouldNotBeEmpty();
        table.FindAll("tbody tr").ShouldBeEmpty();

        Stock.Hold.SetResult();

        table.WaitForAssertion(() => table.FindAll("tbody tr").Count.ShouldBe(3));
        table.FindAll(".wait").ShouldBeEmpty();
    }

    [Fact]
    public void A_row_says_what_it_is_how_many_there_are_and_whether_that_is_enough()
    {
        var table = Render<StockPage>();

        TextsOf(table, SampleShop.Kettle).ShouldBe(["", "Enamel kettle, 1.6 l", "KI-0412", "Cooking", "8", "", "3", "In stock"]);
        TextsOf(table, SampleShop.Lantern)[^1].ShouldBe("Few left");
        TextsOf(table, SampleShop.Jacket)[^1].ShouldBe("Draft Out");
        Stock.LastActor.ShouldNotBeNull().Id.ShouldBe(SampleShop.Mara.Id);
    }

    [Fact]
    public void An_empty_shop_says_so()
    {
        Stock.Levels = [];

        Render<StockPage>().Find(".empty").TextContent.ShouldContain("No products yet");
    }

    [Fact]
    public void A_page_behind_the_end_leads_back_to_the_first()
    {
        GoTo("dashboard/stock?page=9");

        Render<StockPage>().Find(".empty a").GetAttribute("href").ShouldBe("dashboard/stock");
    }

    [Fact]
    public void A_failed_load_says_so_and_can_be_tried_again()
    {
        Stock.Failure = new InvalidOperationException("The disk is gone.");
        var table = Render<StockPage>();
        table.Find("[role=alert]").TextContent.ShouldContain("could not be read");
        table.Markup.ShouldNotContain("disk");

        Stock.Failure = null;
        table.Find("[role=alert] button").Click();

        table.FindAll("[role=alert]").ShouldBeEmpty();
        table.FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Fact]
    public void A_change_anywhere_shows_in_the_open_table_with_its_delta_and_who_did_it()
    {
        var table = Render<StockPage>();

        Feed.PublishStock(SampleShop.Kettle, stock: 3, delta: -5, actor: "tobi");
        LetChangesIn();

        var row = Row(table, SampleShop.Kettle);
        row.ClassList.ShouldContain("was-live");
        row.QuerySelector(".figure")!.TextContent.ShouldBe("3");
        row.QuerySelector(".delta")!.TextContent.ShouldBe("−5 by tobi");
        row.QuerySelector(".tag")!.TextContent.ShouldBe("Few left");
        Row(table, SampleShop.Lantern).ClassList.ShouldNotContain("was-live");
        table.Find("p[role=status]").TextContent.ShouldBe("Enamel kettle, 1.6 l: 3 on hand, −5 by tobi.");
        Stock.PagesAsked.ShouldBe([1]);
    }

    [Fact]
    public void A_change_that_the_loaded_rows_know_already_is_dropped()
    {
        var table = Render<StockPage>();

        Feed.Publish(new(Feed.LatestSequence, ChangeKind.Stock, SampleShop.Kettle.ProductId, null, 99, 91, "tobi", IsListed: false));
        Feed.PublishStock(SampleShop.Lantern, stock: 1, delta: -1);
        LetChangesIn();

        Figure(table, SampleShop.Lantern).ShouldBe("1");
        Figure(table, SampleShop.Kettle).ShouldBe("8");
    }

    [Fact]
    public void A_change_that_comes_while_the_table_loads_is_not_missed()
    {
        Stock.Hold = new();
        var table = Render<StockPage>();

        Feed.PublishStock(SampleShop.Kettle, stock: 7, delta: -1);
        LetChangesIn();
        Stock.Hold.SetResult();

        table.WaitForAssertion(() => Figure(table, SampleShop.Kettle).ShouldBe("7"));
    }

    [Fact]
    public void A_burst_of_changes_is_shown_in_one_go()
    {
        var table = Render<StockPage>();
        var rendersBefore = table.RenderCount;

        for (var sold = 1; sold <= 500; sold++)
        {
            Feed.PublishStock(SampleShop.Kettle, stock: 1_000 - sold, delta: -1, actor: sold % 2 == 0 ? "tobi" : "mara");
        }

        LetChangesIn();

        table.Find(".was-live .figure").TextContent.ShouldBe("500");
        table.Find(".was-live .delta").TextContent.ShouldBe("−500 by several");
        // The rows once, the views' counts, the ledger: each a few, and none for each of the 500.
        (table.RenderCount - rendersBefore).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void More_changes_than_are_worth_telling_one_by_one_load_the_page_anew()
    {
        var table = Render<StockPage>();
        Stock.Levels[0] = SampleShop.Kettle with { Stock = 4 };

        for (var i = 0; i <= ChangeBatches.MaxChanges; i++)
        {
            Feed.PublishStock(SampleShop.Kettle, stock: 4, delta: 1);
        }

        LetChangesIn();

        Stock.PagesAsked.ShouldBe([1, 1]);
        Figure(table, SampleShop.Kettle).ShouldBe("4");
    }

    [Theory]
    [InlineData(ChangeKind.Product)]
    [InlineData(ChangeKind.Category)]
    [InlineData(ChangeKind.Everything)]
    public void A_change_of_what_the_rows_say_loads_them_anew_quietly(ChangeKind kind)
    {
        var table = Render<StockPage>();
        Stock.Levels[0] = SampleShop.Kettle with { Name = "Copper kettle" };
        Stock.Hold = new();

        Feed.Publish(kind);
        LetChangesIn();

        table.FindAll("tbody tr").Count.ShouldBe(3);

        Stock.Hold.SetResult();

        table.WaitForAssertion(() => TextsOf(table, SampleShop.Kettle)[1].ShouldBe("Copper kettle"));
    }

    [Theory]
    [InlineData(ChangeKind.Review)]
    [InlineData(ChangeKind.User)]
    public void Other_changes_are_none_of_its_business(ChangeKind kind)
    {
        var table = Render<StockPage>();

        Feed.Publish(kind, SampleShop.Kettle.ProductId);
        LetChangesIn();

        Stock.PagesAsked.ShouldBe([1]);
        table.FindAll(".was-live").ShouldBeEmpty();
    }

    [Fact]
    public void A_reload_that_fails_keeps_the_rows_and_says_that_they_may_be_old()
    {
        var table = Render<StockPage>();
        Stock.Failure = new TimeoutException();

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        table.Find("[role=alert]").TextContent.ShouldContain("may be old");
        table.FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Fact]
    public void Long_lists_are_turned_page_by_page_at_addresses_of_their_own()
    {
        Stock.Levels = [.. Enumerable.Range(1, 250).Select(id => SampleShop.Kettle with { ProductId = id, Name = $"Kettle {id}" })];
        GoTo("dashboard/stock?page=2");

        var table = Render<StockPage>();

        table.FindAll("tbody tr").Count.ShouldBe(StockPage.RowsPerPage);
        table.Find(".sheet-foot").TextContent.ShouldContain("Rows 101 to 200 of 250.");
        table.Find("a[rel=prev]").GetAttribute("href").ShouldBe("dashboard/stock");
        table.Find("a[rel=next]").GetAttribute("href").ShouldBe("dashboard/stock?page=3");

        GoTo("dashboard/stock?page=3");

        table.WaitForAssertion(() => table.FindAll("tbody tr").Count.ShouldBe(50));
        table.FindAll("a[rel=next]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_is_left_listens_no_more()
    {
        Render<StockPage>();
        Feed.SubscriberCount.ShouldBe(1);

        await DisposeComponentsAsync();

        Feed.SubscriberCount.ShouldBe(0);
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<StockPage> table, StockLevel product) =>
        table.Find($"tr[data-product-id='{product.ProductId}']");

    private static string Figure(IRenderedComponent<StockPage> table, StockLevel product) =>
        Row(table, product).QuerySelector(".figure")!.TextContent;

    private static List<string> TextsOf(IRenderedComponent<StockPage> table, StockLevel product) =>
        [.. Row(table, product).Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
