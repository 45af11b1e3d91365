using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Reviews;

public sealed class ReviewDecisionTests : ComponentTest
{
    [Fact]
    public void Publishing_goes_on_to_the_next_in_the_queue()
    {
        var desk = Open(SampleShop.AdasReview);

        Press(desk, "publish");

        Reviews.Find(SampleShop.AdasReview.Id).Status.ShouldBe(ReviewStatus.Approved);
        desk.Find(".said p").TextContent.ShouldBe("Published: Enamel kettle by ada.");
        desk.FindAll(".queue li").Count.ShouldBe(2);
        desk.Find(".case h2").TextContent.ShouldBe("bea on Storm lantern");
    }

    [Fact]
    public void After_the_last_one_the_desk_is_clear()
    {
        Reviews.All = [SampleShop.AdasReview];
        var desk = Open(SampleShop.AdasReview);

        Press(desk, "publish");

        desk.Find(".empty").TextContent.ShouldContain("Nothing waits");
        desk.FindAll(".case").ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_asks_for_its_reason_in_place_and_insists()
    {
        var desk = Open(SampleShop.AdasReview);

        Press(desk, "refuse");
        desk.Find(".case form").Submit();
        desk.Find("#reason-error").TextContent.ShouldBe(ReviewText.ReasonMissing);
        desk.Find("#reason").Input("Advertising");
        desk.Find(".case form").Submit();

        Reviews.Find(SampleShop.AdasReview.Id).Reason.ShouldBe("Advertising");
        desk.Find(".said p").TextContent.ShouldBe("Not published: Enamel kettle by ada.");
    }

    [Fact]
    public void A_reason_and_a_reply_outlive_a_look_at_another_review()
    {
        var desk = Open(SampleShop.AdasReview);
        Press(desk, "refuse");
        desk.Find("#reason").Input("Names a person");
        desk.Find("#reply").Input("Thank you");

        Press(desk, "next");
        desk.FindAll("#reason").ShouldBeEmpty();
        Press(desk, "previous");

        desk.Find("#reason").GetAttribute("value").ShouldBe("Names a person");
        desk.Find("#reply").GetAttribute("value").ShouldBe("Thank you");
    }

    [Fact]
    public void A_save_that_fails_keeps_what_was_typed()
    {
        var desk = Open(SampleShop.AdasReview);
        Press(desk, "refuse");
        desk.Find("#reason").Input("Advertising");
        Reviews.Failure = new TimeoutException("The disk is slow.");

        desk.Find(".case form").Submit();

        desk.Find(".case [role=alert]").TextContent.ShouldContain("could not be saved");
        desk.Find("#reason").GetAttribute("value").ShouldBe("Advertising");
        desk.Markup.ShouldNotContain("disk");
        desk.Find("[data-act=publish]").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void Keeping_the_earlier_words_refuses_the_edit_and_tells_its_writer()
    {
        var desk = Open(SampleShop.BeasEdit);

        Press(desk, "keep");

        var kept = Reviews.Find(SampleShop.BeasEdit.Id);
        (kept.Status, kept.Comment, kept.Reason).ShouldBe((ReviewStatus.Approved, "The handle is slippery.", "We kept your earlier words."));
        desk.Find(".said p").TextContent.ShouldBe("Earlier words kept: Storm lantern by bea.");
    }

    [Fact]
    public void A_reply_goes_with_the_decision_and_an_untouched_one_is_left_alone()
    {
        var desk = Open(SampleShop.AdasReview);
        desk.Find("#reply").Input("We are glad.");

        Press(desk, "publish");
        Press(desk, "publish");

        Reviews.Decisions.Select(decision => decision.Input.Reply).ShouldBe(["We are glad.", null]);
    }

    [Fact]
    public void The_reply_to_a_published_review_is_saved_alone()
    {
        Reviews.All = [SampleShop.AdasReview with { Status = ReviewStatus.Approved, Reply = "Old" }];
        GoTo("dashboard/reviews?show=published");
        var desk = Render<ReviewModerationPage>();
        desk.Find("#reply").GetAttribute("value").ShouldBe("Old");
        desk.Find("#reply").Input("New");

        Press(desk, "reply");

        Reviews.All[0].Reply.ShouldBe("New");
        desk.Find(".said p").TextContent.ShouldStartWith("Reply saved");
        desk.Find("#reply").GetAttribute("value").ShouldBe("New");

        Press(desk, "take-back");
        Reviews.All[0].Reply.ShouldBe("Old");
        desk.Find(".said p").TextContent.ShouldBe("Taken back: Enamel kettle by ada.");
        desk.Find("#reply").GetAttribute("value").ShouldBe("New");
    }

    [Fact]
    public void A_decision_on_words_that_changed_meanwhile_shows_the_new_ones_and_loses_nothing()
    {
        var desk = Open(SampleShop.AdasReview);
        desk.Find("#reply").Input("We are glad.");
        Reviews.Replace(SampleShop.AdasReview with { Comment = "Buy at evil.example.", Version = 2 });

        Press(desk, "publish");

        Reviews.Find(SampleShop.AdasReview.Id).IsWaiting.ShouldBeTrue();
        desk.Find(".case [role=alert]").TextContent.ShouldContain("nothing was decided");
        desk.Find(".case .words").TextContent.Trim().ShouldBe("Buy at evil.example.");
        desk.Find("#reply").GetAttribute("value").ShouldBe("We are glad.");

        Press(desk, "publish");
        Reviews.Find(SampleShop.AdasReview.Id).Status.ShouldBe(ReviewStatus.Approved);
    }

    [Fact]
    public void While_a_decision_is_under_way_its_buttons_rest()
    {
        var desk = Open(SampleShop.AdasReview);
        Reviews.Hold = new();

        Press(desk, "publish");
        desk.FindAll(".decide button:not(:disabled)").ShouldBeEmpty();
        Reviews.Hold.SetResult();

        desk.WaitForAssertion(() => desk.Find(".case h2").TextContent.ShouldBe("bea on Storm lantern"));
        desk.FindAll(".decide button:disabled").ShouldBeEmpty();
    }

    [Fact]
    public void The_last_decision_is_taken_back_and_the_review_is_read_again()
    {
        var desk = Open(SampleShop.AdasReview);
        Press(desk, "publish");

        Press(desk, "take-back");

        Reviews.Find(SampleShop.AdasReview.Id).IsWaiting.ShouldBeTrue();
        desk.Find(".case h2").TextContent.ShouldBe("ada on Enamel kettle");
        desk.Find(".said p").TextContent.ShouldBe("Waits again: Enamel kettle by ada.");
        desk.FindAll("[data-act=take-back]").ShouldBeEmpty();
    }

    [Fact]
    public void A_published_edit_is_taken_back_with_the_earlier_words_and_the_reply_that_was_typed()
    {
        var desk = Open(SampleShop.BeasEdit);
        desk.Find("#reply").Input("We are glad.");
        Press(desk, "publish");
        Reviews.Find(SampleShop.BeasEdit.Id).Comment.ShouldBe("The handle got tape.");

        Press(desk, "take-back");

        Reviews.Find(SampleShop.BeasEdit.Id).ShouldBe(SampleShop.BeasEdit with { Version = 5 });
        desk.Find(".said p").TextContent.ShouldBe("Waits again: Storm lantern by bea.");
        desk.Find(".case h2").TextContent.ShouldBe("bea on Storm lantern");
        desk.Find("#reply").GetAttribute("value").ShouldBe("We are glad.");
    }

    [Fact]
    public void What_was_decided_on_several_is_taken_back_at_once()
    {
        var desk = Open(SampleShop.CalsReview);
        Pick(desk, SampleShop.AdasReview);
        Pick(desk, SampleShop.BeasEdit);
        Press(desk, "publish-all");

        Press(desk, "take-back");

        Reviews.All.ShouldAllBe(review => review.IsWaiting);
        desk.Find(".said p").TextContent.ShouldBe("2 taken back, 0 changed since and stay as they are.");
        desk.FindAll(".queue li").Count.ShouldBe(3);
        desk.FindAll("[data-act=take-back]").ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_those_that_changed_since_stay_and_are_counted()
    {
        var desk = Open(SampleShop.CalsReview);
        Pick(desk, SampleShop.AdasReview);
        Pick(desk, SampleShop.BeasEdit);
        Press(desk, "publish-all");
        Reviews.Replace(Reviews.Find(SampleShop.BeasEdit.Id) with { Version = 9 });

        Press(desk, "take-back");

        desk.Find(".said p").TextContent.ShouldBe("1 taken back, 1 changed since and stay as they are.");
        Reviews.Find(SampleShop.BeasEdit.Id).Comment.ShouldBe("The handle got tape.");
    }

    [Fact]
    public void What_changed_since_is_not_taken_back_and_says_so()
    {
        var desk = Open(SampleShop.AdasReview);
        Press(desk, "publish");
        Reviews.Replace(Reviews.Find(SampleShop.AdasReview.Id) with { Version = 9 });

        Press(desk, "take-back");

        desk.Find(".said p").TextContent.ShouldBe(ReviewText.ChangedSince);
        Reviews.Find(SampleShop.AdasReview.Id).Status.ShouldBe(ReviewStatus.Approved);
    }

    [Fact]
    public void Several_are_published_at_once_and_each_that_failed_is_named()
    {
        var desk = Open(SampleShop.CalsReview);
        Pick(desk, SampleShop.AdasReview);
        Pick(desk, SampleShop.BeasEdit);
        Reviews.Replace(SampleShop.BeasEdit with { PendingComment = "Other words.", Version = 4 });

        Press(desk, "publish-all");

        Reviews.Find(SampleShop.AdasReview.Id).Status.ShouldBe(ReviewStatus.Approved);
        Reviews.Find(SampleShop.BeasEdit.Id).IsWaiting.ShouldBeTrue();
        desk.Find(".said p").TextContent.ShouldBe("1 decided, 1 not.");
        desk.FindAll(".bulk [role=alert] li").ShouldHaveSingleItem().TextContent.ShouldBe("Storm lantern by bea: " + ReviewText.ChangedMeanwhile);
        desk.Find(".case h2").TextContent.ShouldBe("cal on Enamel kettle");
    }

    [Fact]
    public void All_are_refused_with_one_reason_which_is_kept_while_it_is_not_accepted()
    {
        var desk = Open(SampleShop.AdasReview);
        desk.Find(".bulk .check input").Change(true);
        Press(desk, "refuse-all");
        desk.Find("#bulk-reason").Input(" ");
        desk.Find(".bulk").Submit();
        desk.Find("#bulk-error").TextContent.ShouldBe(ReviewText.ReasonMissing);
        desk.FindAll(".pick input:checked").Count.ShouldBe(3);

        desk.Find("#bulk-reason").Input("Advertising");
        desk.Find(".bulk").Submit();

        Reviews.All.ShouldAllBe(review => review.Reason == "Advertising");
        desk.Find(".said p").TextContent.ShouldBe("3 decided, 0 not.");
        desk.FindAll(".queue li").ShouldBeEmpty();
    }

    private IRenderedComponent<ReviewModerationPage> Open(ReviewDraft review)
    {
        GoTo($"dashboard/reviews?review={review.Id}");
        return Render<ReviewModerationPage>();
    }

    private static void Press(IRenderedComponent<ReviewModerationPage> desk, string act) => desk.Find($"[data-act={act}]").Click();

    private static void Pick(IRenderedComponent<ReviewModerationPage> desk, ReviewDraft review) =>
        desk.Find($".queue [data-review-id='{review.Id}'] input").Change(true);
}
