namespace HybridShop.Components.Reviews;

/// <summary>What is decided at the desk: on one review, on several, and taking it back. Nothing typed is lost by a refusal.</summary>
public partial class ReviewModerationPage
{
    private Dictionary<int, SeenReview> chosen = [];
    private IReadOnlyList<string> bulkFailures = [];
    private string? bulkError;
    private int bulkRound;
    private IReadOnlyList<ReviewDraft> takeBack = [];

    private async Task DecideAsync(ModerationInput decision)
    {
        if (reading is null)
        {
            return;
        }

        await ActAsync(async actor =>
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
            said = Texts.Format(FormatOf(read, decided, decision), NameOf(decided));
            takeBack = [decided];
            await GoOnAsync(read, decided);
        });
    }

    private async Task TakeBackAsync()
    {
        if (takeBack.Count == 0)
        {
            return;
        }

        await ActAsync(async actor =>
        {
            var decided = takeBack;
            takeBack = [];
            var outcome = await reviews.TakeBackAsync([.. decided.Select(review => new SeenReview(review.Id, review.Version))], actor, Leaving);
            if (outcome.Value is not { } results)
            {
                said = outcome.Message;
                takeBack = outcome.Kind == OutcomeKind.Unavailable ? decided : [];
                return;
            }

            var back = results.Select(result => result.Outcome.Value).OfType<ReviewDraft>().ToList();
            var one = back[0].IsWaiting ? ReviewModerationText.SaidTakenBack : ReviewModerationText.SaidUndone;
            said = decided.Count > 1
                ? Texts.Format(ReviewModerationText.SaidManyTakenBack, back.Count, results.Count - back.Count)
                : Texts.Format(one, NameOf(back[0]));
            await LoadAsync();
            (reading, remoteChange) = (back[0], null);
            answers.Remove(back[0].Id);
            if (decided is [var single])
            {
                // What had been typed for it is there again too.
                (AnswerTo(back[0]).Reply, AnswerTo(back[0]).Reason) = (single.Reply ?? "", single.Reason ?? "");
                await KeepTypedAsync();
            }

            GoTo(back[0]);
        });
    }

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
        said = Texts.Format(ReviewModerationText.SaidMany, results.Count - failed.Count, failed.Count);
        chosen.Clear();
        bulkRound++;
        takeBack = [.. results.Select(result => result.Outcome.Value).OfType<ReviewDraft>()];
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

    private static string FormatOf(ReviewDraft read, ReviewDraft decided, ModerationInput decision)
    {
        if (decision.Approve)
        {
            var wasPublished = read is { Status: ReviewStatus.Approved, PendingRating: null };
            return wasPublished ? ReviewModerationText.SaidReplied : ReviewModerationText.SaidPublished;
        }

        return decided.Status == ReviewStatus.Approved ? ReviewModerationText.SaidKept : ReviewModerationText.SaidRefused;
    }

    /// <inheritdoc />
    protected override void OnActFailed()
    {
        if (reading is null)
        {
            bulkError = ReviewModerationText.SaveFailed;
        }
        else
        {
            AnswerTo(reading).Errors = [new("", ReviewModerationText.SaveFailed)];
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
            (reading, remoteChange) = latest is null ? (read, new RemoteReviewChange(null, ReviewModerationText.Nobody)) : (latest, null);
            answer.Errors = [new("", latest is null ? outcome.Message : ReviewModerationText.ConflictNow)];
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
            (reading, remoteChange) = (decided, null);
            return;
        }

        (reading, remoteChange) = (null, null);
        var next = list.Items.Count == 0 ? null : list.Items[Math.Clamp(index, 0, list.Items.Count - 1)];
        GoTo(next);
        await OpenAsync(next?.Id);
    }
}
