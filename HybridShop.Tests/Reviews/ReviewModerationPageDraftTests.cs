using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Reviews;

/// <summary>What was typed at the desk and not sent, after the desk was closed, by whatever.</summary>
public sealed class ReviewModerationPageDraftTests : ComponentTest
{
    [Fact]
    public async Task A_reply_and_a_reason_are_there_again_at_their_review()
    {
        var desk = Open(SampleShop.CalsReview);
        desk.Find("[data-act=refuse]").Click();
        await desk.Find("#reply").InputAsync("Sorry to hear that.");
        await desk.Find("#reason").InputAsync("Not about the goods");
        await DisposeComponentsAsync();

        desk = Open();

        desk.Find(".case h2").TextContent.ShouldBe("cal on Enamel kettle");
        desk.Find("#reply").GetAttribute("value").ShouldBe("Sorry to hear that.");
        desk.Find("#reason").GetAttribute("value").ShouldBe("Not about the goods");
    }

    [Fact]
    public async Task What_was_decided_is_forgotten()
    {
        var desk = Open(SampleShop.AdasReview);
        await desk.Find("#reply").InputAsync("Thank you.");
        Clock.Advance(DraftAutosave.Window);
        Drafts.Kept.Count.ShouldBe(1);

        desk.Find("[data-act=publish]").Click();

        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_taken_out_again_is_forgotten()
    {
        var desk = Open(SampleShop.AdasReview);
        await desk.Find("#reply").InputAsync("Thank you.");
        Clock.Advance(DraftAutosave.Window);

        await desk.Find("#reply").InputAsync("");

        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Without_them_the_desk_still_opens()
    {
        Drafts.Failure = new InvalidOperationException("away");

        Open().Find(".case h2").TextContent.ShouldBe("ada on Enamel kettle");
    }

    private IRenderedComponent<ReviewModerationPage> Open(ReviewDraft? review = null)
    {
        GoTo(review is null ? "dashboard/reviews" : $"dashboard/reviews?review={review.Id}");
        return Render<ReviewModerationPage>();
    }
}
