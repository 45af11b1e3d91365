using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Activity;

public sealed class ActivityPageTests : ComponentTest
{
    [Fact]
    public void While_the_book_is_read_bars_stand_where_the_lines_will_be()
    {
        Activity.Add();
        Activity.Hold = new();

        var panel = Render<ActivityPage>();

        panel.FindAll(".wait").ShouldNotBeEmpty();

        Activity.Hold.SetResult();

        panel.WaitForAssertion(() => panel.FindAll(".feed li").Count.ShouldBe(1));
        panel.FindAll(".wait").ShouldBeEmpty();
    }

    [Fact]
    public void A_line_says_who_when_what_before_and_after()
    {
        Activity.Add("Mara Keller", "stock.sold", "Storm lantern", "3", "2");

        var line = Render<ActivityPage>().Find(".feed li");

        line.QuerySelector("time")!.GetAttribute("datetime").ShouldBe("2026-03-02T08:00:00Z");
        line.QuerySelector(".who")!.TextContent.ShouldBe("MK");
        line.TextContent.ShouldContain("Mara Keller sold Storm lantern");
        line.QuerySelector(".turn")!.TextContent.ShouldBe("was 3 → is now 2");
    }

    [Theory]
    [InlineData("price: 49.00\nstatus: Draft\ncategory: 4\nsku: ", "price: 1250.50\nstatus: Published\ncategory: 999\nsku: LAMP-1")]
    [InlineData("PriceMinor: 4900\nStatus: Draft\nCategoryId: 4\nSku: ", "PriceMinor: 125050\nStatus: Published\nCategoryId: 999\nSku: LAMP-1")]
    public void Fields_of_an_edit_have_their_titles_and_values_their_words_under_their_lasting_and_their_former_names(string before, string after)
    {
        Activity.Add("Mara", "product.edit", "Lamp", before, after);

        var line = Render<ActivityPage>().Find(".feed li .turn").TextContent;

        line.ShouldBe(
            "was Price: €49.00\nStatus: draft\nCategory: Cooking\nNumber: – → "
            + "is now Price: €1,250.50\nStatus: published\nCategory: a category that is gone (no. 999)\nNumber: LAMP-1");
    }

    [Fact]
    public void What_is_no_edit_is_shown_as_it_was_recorded()
    {
        Activity.Add("Mara", "review.refuse", "Lamp", "Approved, 4: Name: nobody", null);

        Render<ActivityPage>().Find(".feed li .turn").TextContent.ShouldStartWith("was Approved, 4: Name: nobody");
    }

    [Fact]
    public void A_long_value_can_be_opened_and_an_unknown_act_is_shown_by_its_name()
    {
        var words = new string('w', 500);
        Activity.Add(what: "shelf.paint", after: words);

        var line = Render<ActivityPage>().Find(".feed li");

        line.QuerySelector("summary")!.TextContent.ShouldBe(words[..99] + "…");
        line.QuerySelector("details")!.TextContent.ShouldEndWith(words);
        line.TextContent.ShouldContain("mara: shelf.paint, Lamp");
    }

    [Fact]
    public void What_is_asked_for_stands_in_the_address()
    {
        Activity.Add("mara", "product.edit");
        Activity.Add("tobi", "product.edit");
        GoTo("dashboard/activity?who=tobi&kind=product.edit&from=2026-02-01&to=nonsense");

        var panel = Render<ActivityPage>();

        Activity.Queries.ShouldHaveSingleItem().ShouldBe(new() { Who = "tobi", Kind = "product.edit", From = new(2026, 2, 1) });
        panel.FindAll(".feed li").Count.ShouldBe(1);

        panel.Find("select").Change("");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/dashboard/activity?kind=product.edit&from=2026-02-01");
        panel.WaitForAssertion(() => panel.FindAll(".feed li").Count.ShouldBe(2));
    }

    [Fact]
    public void An_empty_book_says_so_and_an_empty_filter_leads_back()
    {
        Render<ActivityPage>().Find(".empty").TextContent.ShouldContain("Nothing has been done yet");

        GoTo("dashboard/activity?who=tobi");

        Render<ActivityPage>().Find(".empty a").GetAttribute("href").ShouldBe("dashboard/activity");
    }

    [Fact]
    public void Older_lines_are_read_on_from_the_last_one()
    {
        AddMany(ActivityPage.PageSize + 5);
        var panel = Render<ActivityPage>();
        panel.FindAll(".feed li").Count.ShouldBe(ActivityPage.PageSize);

        panel.FindAll("button").Single(button => button.TextContent == "Load older").Click();

        panel.FindAll(".feed li").Count.ShouldBe(ActivityPage.PageSize + 5);
        Activity.Queries[^1].Before!.Value.Id.ShouldBe(6);
        panel.Markup.ShouldContain("This is the beginning of the book.");
    }

    [Fact]
    public void What_comes_while_it_is_open_waits_behind_a_bar()
    {
        AddMany(2);
        var panel = Render<ActivityPage>();

        Activity.Add(subject: "Kettle");
        Feed.Publish(ChangeKind.Product);
        LetChangesIn();

        panel.Find(".newer button").TextContent.ShouldBe("1 newer");
        panel.FindAll(".feed li").Count.ShouldBe(2);

        AddMany(2);
        Feed.Publish(ChangeKind.Product);
        LetChangesIn();
        panel.Find(".newer button").TextContent.ShouldBe("3 newer");
        panel.Find(".newer button").Click();

        panel.FindAll(".feed li").Count.ShouldBe(5);
        panel.FindAll(".feed li")[2].TextContent.ShouldContain("Kettle");
        panel.FindAll(".newer button").ShouldBeEmpty();
    }

    [Fact]
    public void When_more_came_than_is_read_at_once_the_list_begins_anew_without_a_hole()
    {
        AddMany(3);
        var panel = Render<ActivityPage>();

        AddMany(ActivityPage.PageSize + 7);
        Feed.Publish(ChangeKind.Everything);
        LetChangesIn();
        panel.Find(".newer button").TextContent.ShouldBe("50 or more newer");
        panel.Find(".newer button").Click();
        panel.FindAll("button").Single(button => button.TextContent == "Load older").Click();

        panel.FindAll(".feed li").Count.ShouldBe(ActivityPage.PageSize + 10);
    }

    [Fact]
    public void A_failed_load_says_so_and_can_be_tried_again()
    {
        Activity.Add();
        Activity.Failure = new InvalidOperationException("The disk is gone.");
        var panel = Render<ActivityPage>();
        panel.Find("[role=alert]").TextContent.ShouldContain("could not be read");

        Activity.Failure = null;
        panel.Find("[role=alert] button").Click();

        panel.FindAll("[role=alert]").ShouldBeEmpty();
        panel.FindAll(".feed li").Count.ShouldBe(1);
    }

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Activity.Add();
        }
    }
}
