using Microsoft.Extensions.Logging;

namespace HybridShop;

/// <summary>What is decided at the desk: on one review, on several, and taking it back. Nothing typed is lost by a refusal.</summary>
public partial class ReviewDesk
{
    private Dictionary<int, SeenReview> chosen = [];
    private IReadOnlyList<string> bulkFailures = [];
    private string? bulkError;
    private int bulkRound;
    private ReviewDraft? takeBack;
    private bool isDeciding;

    private Task DecideAsync(ModerationInput decision) => reading is null ? Task.CompletedTask : ActAsync(async actor =>
    {
        var read = reading;
        decision.SeenVersion = read.Version;
        var outcome = await reviews.ModerateAsync(read.Id, decision, actor, Leaving);
        if (outcome.Value is not { } decided)
        {
            await KeepAsync(read, outcome, actor);
            return;
        }

        answers.Remove(read.Id);
        await ForgetTypedAsync(read.Id);
        said = Text(FormatOf(read, decided, decision), NameOf(decided));

        // A published edit has replaced the earlier words for good: there is nothing to go back to.
        takeBack = read.IsWaiting && !(decision.Approve && read.PendingRating is not null) ? decided : null;
        await GoOnAsync(read, decided);
    });

    private Task TakeBackAsync() => takeBack is null ? Task.CompletedTask : ActAsync(async actor =>
    {
        var decided = takeBack;
        takeBack = null;
        var outcome = await reviews.ReopenAsync(decided.Id, decided.Version, actor, Leaving);
        said = outcome.IsDone ? Text(ReviewDeskText.SaidTakenBack, NameOf(decided)) : outcome.Message;
        if (outcome.Value is { } reopened)
        {
            await LoadAsync();
            (reading, news) = (reopened, null);
            GoTo(reopened);
        }
    });

    private Task DecideManyAsync(BulkModerationInput decision) => ActAsync(async actor =>
    {
        var names = list!.Items.ToDictionary(review => review.Id, NameOf);
        decision.Reviews = [.. list.Items.Where(review => chosen.ContainsKey(review.Id)).Select(review => chosen[review.Id])];
        var outcome = await reviews.ModerateManyAsync(decision, actor, Leaving);
        bulkError = outcome.IsDone ? null : outcome.Message;
        if (outcome.Value is not { } results)
        {
            return;
        }

        var failed = results.Where(result => !result.Outcome.IsDone).ToList();
        bulkFailures = [.. failed.Select(result => $"{names[result.ReviewId]}: {result.Outcome.Message}")];
        said = Text(ReviewDeskText.SaidMany, results.Count - failed.Count, failed.Count);
        chosen.Clear();
        bulkRound++;
        takeBack = null;
        var decided = results.FirstOrDefault(result => result.Outcome.IsDone && result.ReviewId == reading?.Id);
        if (decided is not null)
        {
            await GoOnAsync(reading!, decided.Outcome.Value!);
        }
        else
        {
            await LoadAsync();
        }
    });

    private void Choose((ReviewDraft Review, bool IsChosen) choice)
    {
        if (choice.IsChosen)
        {
            chosen[choice.Review.Id] = new(choice.Review.Id, choice.Review.Version);
        }
        else
        {
            chosen.Remove(choice.Review.Id);
        }
    }

    private void ChooseAll(bool all) =>
        chosen = all ? list!.Items.ToDictionary(review => review.Id, review => new SeenReview(review.Id, review.Version)) : [];

    private static string FormatOf(ReviewDraft read, ReviewDraft decided, ModerationInput decision) => decision.Approve
        ? read is { Status: ReviewStatus.Approved, PendingRating: null } ? ReviewDeskText.SaidReplied : ReviewDeskText.SaidPublished
        : decided.Status == ReviewStatus.Approved ? ReviewDeskText.SaidKept : ReviewDeskText.SaidRefused;

    /// <summary>One act at a time; a surprise is said beside what was typed, and logged.</summary>
    private async Task ActAsync(Func<ShopActor, Task> act)
    {
        if (isDeciding)
        {
            return;
        }

        isDeciding = true;
        try
        {
            await act(await GetActorAsync());
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            LogSaveFailed(e, reading?.Id);
            if (reading is null)
            {
                bulkError = ReviewDeskText.SaveFailed;
            }
            else
            {
                AnswerTo(reading).Errors = [new("", ReviewDeskText.SaveFailed)];
            }
        }
        finally
        {
            isDeciding = false;
        }
    }

    /// <summary>The decision was refused: what was typed stays, and on a conflict the words as they are now are shown.</summary>
    private async Task KeepAsync(ReviewDraft read, Outcome<ReviewDraft> outcome, ShopActor actor)
    {
        var answer = AnswerTo(read);
        answer.Errors = outcome.Errors;
        if (outcome.Kind is OutcomeKind.Conflict or OutcomeKind.NotFound)
        {
            var latest = await reviews.FindForStaffAsync(read.Id, actor, Leaving);
            (reading, news) = latest is null ? (read, new ReviewNews(null, ReviewDeskText.Nobody)) : (latest, null);
            answer.Errors = [new("", latest is null ? outcome.Message : ReviewDeskText.ConflictNow)];
            await LoadAsync();
        }
    }

    /// <summary>After a decision: on to the next in the queue, to the last when there is none; else the decided one stays open.</summary>
    private async Task GoOnAsync(ReviewDraft read, ReviewDraft decided)
    {
        var index = list!.Items.ToList().FindIndex(review => review.Id == read.Id);
        await LoadAsync();
        if (list.Items.Any(review => review.Id == read.Id))
        {
            (reading, news) = (decided, null);
            return;
        }

        (reading, news) = (null, null);
        var next = list.Items.Count == 0 ? null : list.Items[Math.Clamp(index, 0, list.Items.Count - 1)];
        GoTo(next);
        await OpenAsync(next?.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A decision on review {ReviewId} could not be saved.")]
    private partial void LogSaveFailed(Exception exception, int? reviewId);
}
