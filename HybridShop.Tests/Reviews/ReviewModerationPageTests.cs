using AngleSharp.Dom;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Reviews;

public sealed class ReviewModerationPageTests : ComponentTest
{
    [Fact]
    public void While_the_queue_is_read_bars_stand_where_it_will_be()
    {
        Reviews.Hold = new();

        var desk = Open();
        desk.FindAll(".wait").ShouldNotBeEmpty();
        Reviews.Hold.SetResult();

        desk.WaitForAssertion(() => desk.FindAll(".queue li").Count.ShouldBe(3));
        desk.FindAll(".wait").ShouldBeEmpty();
    }

    [Fact]
    public void The_oldest_is_open_beside_the_queue_with_product_writer_rating_and_words()
    {
        var desk = Open();

        desk.FindAll(".queue [aria-current]").ShouldHaveSingleItem().TextContent.ShouldContain("Enamel kettle");
        desk.Find(".case h2").TextContent.ShouldBe("ada on Enamel kettle");
        desk.Find(".case .rating b").TextContent.ShouldBe("5");
        desk.Find(".case .words").TextContent.Trim().ShouldBe("Boils fast, sings well.");
        desk.FindAll(".queue .late").Select(age => age.TextContent).ShouldBe(["18 min", "2 min", "now"]);
        desk.FindAll(".tabs .num").Select(count => count.TextContent).ShouldBe(["3", "1", "0"]);
    }

    [Fact]
    public void Of_an_edit_the_removed_and_the_added_words_are_marked()
    {
        var desk = Open(SampleShop.BeasEdit);

        desk.Find("[data-side=before] del").TextContent.ShouldBe("is slippery.");
        desk.Find("[data-side=after] ins").TextContent.ShouldBe("got tape.");
        desk.FindAll(".diff .rating b").Select(strokes => strokes.TextContent).ShouldBe(["4", "5"]);
        desk.Find(".case img").GetAttribute("src").ShouldBe("media/lantern.svg");
        desk.Find("[data-act=keep]").GetAttribute("data-key").ShouldBe("v");
    }

    [Fact]
    public void Only_an_edit_has_earlier_words_to_keep() => Open().FindAll("[data-act=keep]").ShouldBeEmpty();

    [Fact]
    public void Empty_queues_say_so()
    {
        Reviews.All = [];

        Open().Find(".empty").TextContent.ShouldContain("Nothing waits");
        OpenAt("dashboard/reviews?show=published").Find(".empty").TextContent.ShouldContain("No review is public");
        OpenAt("dashboard/reviews?show=refused").Find(".empty").TextContent.ShouldContain("No review was refused");
        OpenAt("dashboard/reviews?page=9").Find(".empty a").GetAttribute("href").ShouldBe("dashboard/reviews");
    }

    [Fact]
    public void A_review_that_is_not_there_is_said_to_be_missing() =>
        OpenAt("dashboard/reviews?review=99").Find(".moderate > .empty").TextContent.ShouldContain("no such review");

    [Fact]
    public void A_failed_load_says_so_and_can_be_tried_again()
    {
        Reviews.Failure = new InvalidOperationException("The disk is gone.");
        var desk = Open();
        desk.Find("[role=alert]").TextContent.ShouldContain("could not be read");
        desk.Markup.ShouldNotContain("disk");

        Reviews.Failure = null;
        desk.Find("[role=alert] button").Click();

        desk.FindAll(".queue li").Count.ShouldBe(3);
    }

    [Fact]
    public void Long_queues_are_turned_at_addresses_of_their_own()
    {
        Reviews.All = [.. Enumerable.Range(1, 60).Select(id => SampleShop.AdasReview with { Id = id })];

        var desk = OpenAt("dashboard/reviews?page=2");

        desk.FindAll(".queue li").Count.ShouldBe(10);
        desk.Find("a[rel=prev]").GetAttribute("href").ShouldBe("dashboard/reviews");
        desk.Find(".queue a").GetAttribute("href").ShouldBe("dashboard/reviews?page=2&review=51");
    }

    [Fact]
    public void Next_and_previous_walk_the_queue_and_stop_at_its_ends()
    {
        var desk = Open();

        Titles(desk, "previous", "next", "next", "next", "previous").ShouldBe(
            ["ada on Enamel kettle", "bea on Storm lantern", "cal on Enamel kettle", "cal on Enamel kettle", "bea on Storm lantern"]);
    }

    [Fact]
    public void The_list_of_keys_opens_and_turns_them_off()
    {
        var desk = Open();
        desk.FindAll("[data-key]").Count.ShouldBe(5);

        Press(desk, "keys");
        desk.FindAll(".key-list dt").Count.ShouldBe(7);
        desk.Find(".key-list input").Change(false);

        desk.FindAll("[data-key]").ShouldBeEmpty();
    }

    [Fact]
    public void A_new_review_appears_and_the_one_that_is_read_stays()
    {
        var desk = Open(SampleShop.BeasEdit);
        Reviews.All.Add(SampleShop.AdasReview with { Id = 14, Author = "dan" });

        Tell(14, "dan");

        desk.FindAll(".queue li").Count.ShouldBe(4);
        desk.FindAll(".tabs .num")[0].TextContent.ShouldBe("4");
        desk.Find(".said p").TextContent.ShouldBe("New: Enamel kettle by dan.");
        desk.Find(".case h2").TextContent.ShouldBe("bea on Storm lantern");
    }

    [Fact]
    public void One_that_is_decided_elsewhere_goes_with_a_quiet_word()
    {
        var desk = Open();
        Reviews.Replace(SampleShop.CalsReview with { Status = ReviewStatus.Approved, Version = 2 });

        Tell(SampleShop.CalsReview.Id, "tobi");

        desk.FindAll(".queue li").Count.ShouldBe(2);
        desk.Find(".said p").TextContent.ShouldBe("tobi decided on: Enamel kettle by cal.");
        desk.FindAll(".case [role=status]").ShouldBeEmpty();
    }

    [Fact]
    public void The_one_that_is_read_is_not_taken_away_when_it_is_decided_elsewhere()
    {
        var desk = Open();
        Reviews.Replace(SampleShop.AdasReview with { Status = ReviewStatus.Rejected, Reason = "Rude", Version = 2 });

        Tell(SampleShop.AdasReview.Id, "tobi");

        desk.FindAll(".queue li").Count.ShouldBe(2);
        desk.Find(".case .words").TextContent.Trim().ShouldBe("Boils fast, sings well.");
        desk.Find(".case [role=status]").TextContent.ShouldContain("tobi refused it");
    }

    [Fact]
    public void New_words_wait_beside_the_ones_that_are_read_until_they_are_asked_for()
    {
        var desk = Open();
        desk.Find("#reply").Input("Thank you");
        Reviews.Replace(SampleShop.AdasReview with { Comment = "It leaks.", Version = 2 });

        Tell(SampleShop.AdasReview.Id, "ada");
        desk.Find(".case .words").TextContent.Trim().ShouldBe("Boils fast, sings well.");
        Press(desk, "latest");

        desk.Find(".case .words").TextContent.Trim().ShouldBe("It leaks.");
        desk.Find("#reply").GetAttribute("value").ShouldBe("Thank you");
    }

    [Fact]
    public void A_review_that_is_deleted_while_it_is_read_can_be_read_on_but_not_decided_on()
    {
        var desk = Open();
        Reviews.All.RemoveAt(0);

        Tell(SampleShop.AdasReview.Id, "ada");

        desk.Find(".case [role=status]").TextContent.ShouldContain("ada deleted it");
        desk.FindAll(".decide").ShouldBeEmpty();
    }

    [Fact]
    public void Changes_of_stock_are_none_of_its_business()
    {
        Open();

        Feed.PublishStock(SampleShop.Kettle, 3, -1);
        LetChangesIn();

        Reviews.Loads.ShouldBe(1);
    }

    [Fact]
    public async Task A_desk_that_is_left_listens_no_more()
    {
        Open();
        Feed.SubscriberCount.ShouldBe(1);

        await DisposeComponentsAsync();

        Feed.SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public void The_rail_counts_what_waits_live()
    {
        var count = Render<WaitingReviews>();
        count.Find(".n").TextContent.ShouldBe("3 waiting");
        Reviews.All.RemoveAt(0);

        Feed.PublishReview(SampleShop.AdasReview.Id, "mara");
        LetChangesIn();

        count.Find(".n").TextContent.ShouldBe("2 waiting");
    }

    [Fact]
    public void The_rail_tells_nothing_to_those_who_are_not_staff()
    {
        SignIn(SampleShop.Ada);

        Render<WaitingReviews>().FindAll(".n").ShouldBeEmpty();
    }

    private void Tell(int reviewId, string actor)
    {
        Feed.PublishReview(reviewId, actor);
        LetChangesIn();
    }

    private IRenderedComponent<ReviewModerationPage> Open(ReviewDraft? review = null) =>
        OpenAt(review is null ? "dashboard/reviews" : $"dashboard/reviews?review={review.Id}");

    private IRenderedComponent<ReviewModerationPage> OpenAt(string address)
    {
        GoTo(address);
        return Render<ReviewModerationPage>();
    }

    private static void Press(IRenderedComponent<ReviewModerationPage> desk, string act) => desk.Find($"[data-act={act}]").Click();

    private static List<string> Titles(IRenderedComponent<ReviewModerationPage> desk, params string[] acts) => [.. acts.Select(act =>
    {
        Press(desk, act);
        return desk.Find(".case h2").Text();
    })];
}
