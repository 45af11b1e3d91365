using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Dashboard;

public sealed class DashboardTests : ComponentTest
{
    [Theory]
    [InlineData("dashboard", "Overview")]
    [InlineData("dashboard?days=7", "Overview")]
    [InlineData("dashboard/stock", "Stock")]
    [InlineData("dashboard/stock?page=2", "Stock")]
    [InlineData("dashboard/activity?kind=stock", "Activity")]
    public void An_address_opens_its_panel(string address, string title)
    {
        var dashboard = Open(address);

        dashboard.Find("h1").TextContent.ShouldBe(title);
        dashboard.Find(".rail [aria-current=page]").TextContent.Trim().ShouldBe(title);
        dashboard.Find(".rail .brand").TextContent.ShouldBe("Fivebar");
    }

    [Fact]
    public void Every_panel_of_the_rail_is_there()
    {
        DashboardPanels.All.ShouldAllBe(panel => Open(panel.Address).FindAll(".notice").Count == 0);
    }

    [Fact]
    public void An_unknown_panel_is_not_found_and_leads_back()
    {
        var dashboard = Open("dashboard/cellar");

        dashboard.Find("h2").TextContent.ShouldBe("Not found");
        dashboard.Find(".notice a").GetAttribute("href").ShouldBe("dashboard");
        dashboard.FindAll(".rail").Count.ShouldBe(1);
    }

    [Fact]
    public void Who_is_not_staff_any_more_sees_no_panel()
    {
        SignIn(SampleShop.Ada);

        var dashboard = Open("dashboard/stock");

        dashboard.Find("h2").TextContent.ShouldBe("Not allowed");
        Stock.PagesAsked.ShouldBeEmpty();
    }

    [Fact]
    public void A_panel_that_breaks_leaves_the_frame_and_can_be_started_again()
    {
        Presence.Failure = new InvalidOperationException("Thrown where no panel expects it.");
        var dashboard = Open("dashboard/stock");
        dashboard.Find(".notice[role=alert] h2").TextContent.ShouldBe("This panel stopped");
        dashboard.FindAll(".rail").Count.ShouldBe(1);
        dashboard.Markup.ShouldNotContain("Thrown where");
        dashboard.Find(".notice").TextContent.ShouldContain("in the log under the number 1.");
        var (exception, where, actor) = Faults.Written.ShouldHaveSingleItem();
        (exception, where, actor?.Id).ShouldBe((Presence.Failure, "/dashboard/stock", SampleShop.Mara.Id));
        Feed.SubscriberCount.ShouldBe(1, "only the rail listens on");

        Presence.Failure = null;
        dashboard.Find(".notice button").Click();

        dashboard.FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Fact]
    public void A_panel_without_its_database_says_that_it_passes()
    {
        Faults.IsPassing = true;
        Presence.Failure = new InvalidOperationException("Thrown where no panel expects it.");

        var dashboard = Open("dashboard/stock");

        dashboard.Find(".notice[role=alert] h2").TextContent.ShouldBe("The database does not answer");
        dashboard.Find(".notice").TextContent.ShouldContain("Number in the log: 1.");
    }

    [Fact]
    public void A_panel_that_breaks_while_it_takes_a_change_in_is_closed_too()
    {
        var boundary = Render<PanelBoundary>(parameters => parameters.AddChildContent<BreakingPanel>());
        boundary.FindAll(".notice").ShouldBeEmpty();

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        boundary.WaitForAssertion(() => boundary.Find(".notice[role=alert] h2").TextContent.ShouldBe("This panel stopped"));
    }

    [Theory]
    [InlineData("dashboard")]
    [InlineData("dashboard/stock")]
    [InlineData("dashboard/products")]
    [InlineData("dashboard/categories")]
    [InlineData("dashboard/reviews")]
    [InlineData("dashboard/activity")]
    public void A_panel_whose_sign_in_has_ended_says_that_and_not_that_it_broke(string address)
    {
        var dashboard = Open(address);
        dashboard.FindAll(".notice").ShouldBeEmpty();

        SignOut();

        dashboard.WaitForAssertion(() => dashboard.Find(".notice h2").TextContent.ShouldBe("Not allowed"));
        dashboard.Find(".notice a").GetAttribute("href").ShouldBe("Identity/Account/Login?ReturnUrl=" + Uri.EscapeDataString("/" + address));
    }

    [Fact]
    public void So_does_one_that_was_taking_a_change_in_when_it_ended()
    {
        var dashboard = Open("dashboard/stock");
        Stock.Failure = new UnauthorizedAccessException();

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        dashboard.WaitForAssertion(() => dashboard.Find(".notice h2").TextContent.ShouldBe("Not allowed"));
    }

    [Fact]
    public void An_open_panel_is_closed_when_its_user_stops_being_staff()
    {
        var dashboard = Open("dashboard/stock");
        dashboard.FindAll("tbody tr").Count.ShouldBe(3);

        SignIn(SampleShop.Ada);

        dashboard.WaitForAssertion(() => dashboard.Find("h2").TextContent.ShouldBe("Not allowed"));
        Feed.SubscriberCount.ShouldBe(1, "only the rail listens on");
    }

    private IRenderedComponent<HybridShop.Components.Dashboard.Dashboard> Open(string address)
    {
        GoTo(address);
        return Render<HybridShop.Components.Dashboard.Dashboard>(parameters => parameters.Add(d => d.ShopName, "Fivebar"));
    }

    private sealed class BreakingPanel : LivePanel
    {
        protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes) => throw new InvalidOperationException("Thrown where no panel expects it.");
    }
}
