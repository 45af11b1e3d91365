namespace HybridShop.Tests.Support.Components;

/// <summary>Reviews as a test sets them, decided on by the simplest rules; it tells nobody, tests publish to the feed themselves.</summary>
public sealed class FakeReviewService : IReviewService
{
    /// <summary>All reviews, in the order of every queue.</summary>
    public List<ReviewDraft> All { get; set; } = [SampleShop.AdasReview, SampleShop.BeasEdit, SampleShop.CalsReview];

    /// <summary>What was decided, in order, with the review.</summary>
    public List<(int ReviewId, ModerationInput Input)> Decisions { get; } = [];

    /// <summary>How often a queue was asked for.</summary>
    public int Loads { get; private set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>What reviews were before they got a version by a decision.</summary>
    private Dictionary<(int Id, int Version), ReviewDraft> Earlier { get; } = [];

    public ReviewDraft Find(int id) => All.Single(review => review.Id == id);

    /// <summary>A new list, because a panel may be reading the present one on another thread.</summary>
    public void Replace(ReviewDraft review) => All = [.. All.Select(one => one.Id == review.Id ? review : one)];

    public async Task<ReviewQueueResult> ListForStaffAsync(ReviewQueueFilter filter, int page, ShopActor actor, CancellationToken ct = default)
    {
        Loads++;
        await ReadyAsync(actor, ct);
        var rows = Queue(filter);
        return new(
            [.. rows.Skip((page - 1) * ReviewQueueResult.Size).Take(ReviewQueueResult.Size)], page, filter,
            new(Queue(ReviewQueueFilter.Waiting).Count, Queue(ReviewQueueFilter.Published).Count, Queue(ReviewQueueFilter.Refused).Count));
    }

    public async Task<ReviewDraft?> FindForStaffAsync(int reviewId, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        return All.SingleOrDefault(review => review.Id == reviewId);
    }

    public async Task<PageOf<ReviewDraft>> ListWaitingAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        var rows = Queue(ReviewQueueFilter.Waiting);
        return new([.. rows.Take(pageSize)], page, pageSize, rows.Count);
    }

    public async Task<Outcome<ReviewDraft>> ModerateAsync(int reviewId, ModerationInput input, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        Decisions.Add((reviewId, input));
        if (All.SingleOrDefault(review => review.Id == reviewId) is not { } found)
        {
            return Outcome.NotFound(ReviewText.ReviewNotFound);
        }

        if (!input.Approve && string.IsNullOrWhiteSpace(input.Reason))
        {
            return Outcome.Invalid(nameof(input.Reason), ReviewText.ReasonMissing);
        }

        if (found.Version != input.SeenVersion)
        {
            return Outcome.Conflict("", ReviewText.ChangedMeanwhile);
        }

        var isEdit = found.PendingRating is not null;
        Earlier[(found.Id, found.Version + 1)] = found;
        found = found with { Version = found.Version + 1, Reply = input.Reply ?? found.Reply, Reason = input.Approve ? null : input.Reason };
        found = (input.Approve, isEdit) switch
        {
            (true, true) => found with { Rating = found.PendingRating!.Value, Comment = found.PendingComment, PendingRating = null, PendingComment = null },
            (true, false) => found with { Status = ReviewStatus.Approved },
            (false, true) => found,
            _ => found with { Status = ReviewStatus.Rejected },
        };
        Replace(found);
        return Outcome.Done(found);
    }

    public async Task<Outcome<IReadOnlyList<ModerationResult>>> ModerateManyAsync(
        BulkModerationInput input, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        if (!input.Approve && string.IsNullOrWhiteSpace(input.Reason))
        {
            return Outcome.Invalid(nameof(input.Reason), ReviewText.ReasonMissing);
        }

        var results = new List<ModerationResult>();
        foreach (var (id, version) in input.Reviews)
        {
            results.Add(new(id, await ModerateAsync(id, new() { Approve = input.Approve, Reason = input.Reason, SeenVersion = version }, actor, ct)));
        }

        return Outcome.Done<IReadOnlyList<ModerationResult>>(results);
    }

    public async Task<Outcome<IReadOnlyList<ModerationResult>>> TakeBackAsync(
        IReadOnlyList<SeenReview> decided, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        var results = decided.Select(seen => new ModerationResult(seen.ReviewId, TakeBack(seen))).ToList();
        return results.Exists(result => result.Outcome.IsDone)
            ? Outcome.Done<IReadOnlyList<ModerationResult>>(results)
            : Outcome.Conflict("", results[0].Outcome.Message);
    }

    private Outcome<ReviewDraft> TakeBack(SeenReview seen)
    {
        var found = Find(seen.ReviewId);
        if (found.Version != seen.SeenVersion)
        {
            return Outcome.Conflict("", ReviewText.ChangedSince);
        }

        Replace(Earlier[(found.Id, found.Version)] with { Version = found.Version + 1 });
        return Outcome.Done(Find(found.Id));
    }

    public Task<PageOf<ReviewItem>> ListAllPublicAsync(ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default) =>
        throw Unused();

    public Task<PageOf<ReviewItem>> ListPublicAsync(
        int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default) => throw Unused();

    public Task<ReviewDraft?> FindOwnAsync(int productId, ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<IReadOnlyList<ReviewDraft>> ListOwnAsync(ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<Outcome<ReviewDraft>> PostAsync(int productId, ReviewInput input, ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<Outcome<ReviewDraft>> EditAsync(int reviewId, IEdit<ReviewInput> edit, ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<Outcome<ReviewDraft>> DeleteAsync(
        int reviewId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default) => throw Unused();

    public Task<ReviewItem?> FindItemAsync(int reviewId, ShopActor? actor, CancellationToken ct = default) => throw Unused();

    public Task<IReadOnlyList<ReviewItem>> ListItemsAfterAsync(int afterId, int count, CancellationToken ct = default) => throw Unused();

    public Task<PageOf<ReviewItem>> ListOwnItemsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<PageOf<ReviewItem>> ListItemsForStaffAsync(
        ReviewQueueFilter filter, int? productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default) => throw Unused();

    private static NotSupportedException Unused() => new("No component asks for this.");

    private List<ReviewDraft> Queue(ReviewQueueFilter filter) => [.. All.Where(review => filter switch
    {
        ReviewQueueFilter.Published => review.Status == ReviewStatus.Approved,
        ReviewQueueFilter.Refused => review.Reason is not null,
        _ => review.IsWaiting,
    })];

    private async Task ReadyAsync(ShopActor actor, CancellationToken ct)
    {
        actor.IsStaff.ShouldBeTrue();
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
