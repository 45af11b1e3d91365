using System.Globalization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Reviews;

/// <summary>What was typed at the desk and not sent: it is there again after a lost connection or a restart.</summary>
public partial class ReviewModerationPage
{
    private const string DraftPrefix = "review:";

    /// <summary>What was kept from before, by review, newest first; null before it was looked for.</summary>
    private List<(int ReviewId, ReviewTyping Typed)>? kept;

    private static string DraftKey(int reviewId) => DraftPrefix + reviewId.ToString(CultureInfo.InvariantCulture);

    private async Task FindKeptAsync()
    {
        if (kept is not null)
        {
            return;
        }

        kept = [];
        try
        {
            var drafts = await Autosave.ListAsync<ReviewTyping>(DraftPrefix, Leaving);
            kept.AddRange(drafts.Select(draft => (int.Parse(draft.Key.AsSpan(DraftPrefix.Length), CultureInfo.InvariantCulture), draft.Form)));
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            // Reviews can be read and decided without it.
            LogKeptFailed(e);
        }
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

        Autosave.Save(DraftKey(reading!.Id), answer.ToTyping());
        return Task.CompletedTask;
    }

    private Task ForgetTypedAsync(int reviewId)
    {
        kept?.RemoveAll(draft => draft.ReviewId == reviewId);
        return Autosave.DeleteAsync(DraftKey(reviewId));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed at the review desk before could not be found.")]
    private partial void LogKeptFailed(Exception exception);
}
