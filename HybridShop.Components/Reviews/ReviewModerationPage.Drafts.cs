using HybridShop.Components.Drafts;

namespace HybridShop.Components.Reviews;

/// <summary>What was typed at the desk and not sent: it is there again after a lost connection or a restart.</summary>
public partial class ReviewModerationPage
{
    private const string DraftPrefix = "review:";

    /// <summary>What was kept from before, by review, newest first; null before it was looked for.</summary>
    private List<(int ReviewId, ReviewTyping Typed)>? kept;

    private async Task FindKeptAsync()
    {
        if (kept is not null)
        {
            return;
        }

        kept = [];
        kept.AddRange((await Autosave.ListAsync<ReviewTyping>(DraftPrefix, Leaving)).Select(draft => (DraftKey.IdOf(draft.Key), draft.Form)));
    }

    private ReviewAnswer AnswerTo(ReviewDraft review)
    {
        if (!answers.TryGetValue(review.Id, out var answer))
        {
            answers[review.Id] = answer = new(review);
            if (kept?.Find(draft => draft.ReviewId == review.Id) is { Typed: { } typed })
            {
                answer.Take(typed);
            }
        }

        return answer;
    }

    private Task KeepTypedAsync()
    {
        var answer = AnswerTo(reading!);
        if (answer.IsUntouched)
        {
            return ForgetTypedAsync(reading!.Id);
        }

        Autosave.Save(DraftKey.Of(DraftPrefix, reading!.Id), answer.ToTyping());
        return Task.CompletedTask;
    }

    private Task ForgetTypedAsync(int reviewId)
    {
        kept?.RemoveAll(draft => draft.ReviewId == reviewId);
        return Autosave.DeleteAsync(DraftKey.Of(DraftPrefix, reviewId));
    }
}
