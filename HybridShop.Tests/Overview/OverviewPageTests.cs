using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Overview;

public sealed class OverviewPageTests : ComponentTest
{
    [Fact]
    public void While_the_shop_is_added_up_bars_stand_there()
    {
        Overview.Hold = new();

        var panel = Render<OverviewPage>();

        panel.FindAll(".wait").ShouldNotBeEmpty();
        panel.FindAll(".figures").ShouldBeEmpty();

        Overview.Hold.SetResult();

        panel.WaitForAssertion(() => panel.FindAll(".figures").Count.ShouldBe(1));
        panel.FindAll(".wait").ShouldBeEmpty();
    }

    [Fact]
    public void Every_number_leads_to_its_rows()
    {
        var panel = Render<OverviewPage>();

        panel.FindAll(".figures .big a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldBe(
        [
            ("€48,210", "dashboard/stock"), ("29", "dashboard/activity?kind=stock&from=2026-03-02&to=2026-03-02"), ("27", "dashboard/stock?view=low"),
            ("9", "dashboard/reviews"), ("12", "dashboard/stock?view=new"),
        ]);
    }

    [Fact]
    public void Charts_are_drawn_from_the_days_and_can_be_read_as_tables()
    {
        var panel = Render<OverviewPage>();

        var chart = panel.Find("svg[role=img]");
        chart.GetAttribute("aria-label").ShouldBe("Pieces in and out per day, 1 Feb to 2 Mar: 4,350 in, 2,175 out.");
        chart.QuerySelectorAll("rect.k1").Length.ShouldBe(29);
        chart.QuerySelectorAll("rect.k2").Length.ShouldBe(29);
        chart.QuerySelectorAll("text").Select(text => text.TextContent).ShouldContain("2 Mar");
        panel.FindAll("details table").Count.ShouldBe(3);
        panel.Find("details tbody tr:last-child").TextContent.ShouldBe("2 Mar290145");
        panel.Markup.ShouldNotContain("style=");
    }

    [Fact]
    public void Seven_days_can_be_looked_at_instead_of_thirty()
    {
        GoTo("dashboard?days=7");

        var panel = Render<OverviewPage>();

        panel.Find("details tbody").Children.Length.ShouldBe(7);
        panel.Find(".tabs [aria-current]").TextContent.ShouldBe("7 days");
    }

    [Fact]
    public void A_shop_where_nothing_happened_is_drawn_too()
    {
        Overview.Numbers = new(0, 0, 0, default, 0, [.. Overview.Numbers.Days.Select(day => new ShopDay(day.Day, 0, 0, 0, 0))], []);

        var panel = Render<OverviewPage>();

        panel.FindAll("rect").ShouldBeEmpty();
        panel.Markup.ShouldNotContain("NaN");
        panel.FindAll(".empty").Count.ShouldBe(2);
    }

    [Fact]
    public void Only_the_ten_newest_acts_are_told()
    {
        for (var i = 1; i <= 12; i++)
        {
            Activity.Add(subject: $"Lamp {i}");
        }

        var lines = Render<OverviewPage>().FindAll(".feed li");

        lines.Count.ShouldBe(10);
        lines[0].TextContent.ShouldContain("mara changed Lamp 12");
        lines[0].QuerySelector("time")!.TextContent.ShouldBe("08:00");
    }

    [Fact]
    public void A_burst_of_changes_is_read_once_and_what_comes_during_the_pause_after_it_together()
    {
        var panel = Render<OverviewPage>();
        Overview.Hold = new();
        Overview.Numbers = Overview.Numbers with { ProductsOut = 5 };
        for (var i = 0; i < 50; i++)
        {
            Feed.Publish(ChangeKind.Stock);
        }

        LetChangesIn();
        Overview.Asked.ShouldBe(2);
        Feed.Publish(ChangeKind.Stock);
        LetChangesIn();
        Feed.Publish(ChangeKind.Stock);
        LetChangesIn();
        Overview.Asked.ShouldBe(2);

        Overview.Hold.SetResult();
        panel.WaitForAssertion(() => panel.Find(".figures a[href$='view=low']").TextContent.ShouldBe("28"));
        Overview.Asked.ShouldBe(2);
        Overview.Numbers = Overview.Numbers with { ProductsOut = 6 };
        Clock.Advance(OverviewPage.Pause);

        panel.WaitForAssertion(() => panel.Find(".figures a[href$='view=low']").TextContent.ShouldBe("29"));
        Overview.Asked.ShouldBe(3);
    }

    [Fact]
    public void A_failed_load_says_so_keeps_what_was_known_and_can_be_tried_again()
    {
        var panel = Render<OverviewPage>();
        Overview.Failure = new InvalidOperationException("The disk is gone.");

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        panel.Find("[role=alert]").TextContent.ShouldContain("may be old");
        panel.FindAll(".figures").Count.ShouldBe(1);
        panel.Markup.ShouldNotContain("disk");

        Overview.Failure = null;
        panel.Find("[role=alert] button").Click();

        panel.FindAll("[role=alert]").ShouldBeEmpty();
    }
}
