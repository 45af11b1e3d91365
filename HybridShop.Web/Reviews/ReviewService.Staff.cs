using HybridShop.Components.Reviews;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

/// <summary>The staff's side: the queues, and what is decided at the review desk.</summary>
internal sealed partial class ReviewService
{
    public async Task<PageOf<ReviewDraft>> ListWaitingAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = ReviewQueries.Queue(db, ReviewQueueFilter.Waiting);
        return new(
            await waiting.OrderBy(r => r.UpdatedUtc).ThenBy(r => r.Id).Skip((page - 1) * pageSize).Take(pageSize).Select(ReviewQueries.Draft).ToListAsync(ct),
            page, pageSize, await waiting.CountAsync(ct));
    }

    public async Task<ReviewQueueResult> ListForStaffAsync(ReviewQueueFilter filter, int page, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        (page, _) = Paging.Clamp(page, ReviewQueueResult.Size);

        // Before the rows: a count is never newer than what the caller was told of.
        var counts = await counter.GetAsync();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await ReviewQueries.Ordered(ReviewQueries.Queue(db, filter), filter).Skip((page - 1) * ReviewQueueResult.Size)
            .Take(ReviewQueueResult.Size).Select(ReviewQueries.Draft).ToListAsync(ct);
        return new(rows, page, filter, counts);
    }

    public async Task<PageOf<ReviewItem>> ListItemsForStaffAsync(
        ReviewQueueFilter filter, int? productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        (page, pageSize) = Paging.Clamp(page, pageSize);
        var counts = await counter.GetAsync();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var queue = ReviewQueries.Queue(db, filter);
        queue = productId is null ? queue : queue.Where(r => r.ProductId == productId);
        var rows = await ReviewQueries.Ordered(queue, filter).Skip((page - 1) * pageSize).Take(pageSize).Select(ReviewQueries.WholeItem).ToListAsync(ct);

        // Those of one product are few; the public ones of all are not.
        return new(rows, page, pageSize, productId is null ? counts.Of(filter) : await queue.CountAsync(ct));
    }

    public async Task<ReviewDraft?> FindForStaffAsync(int reviewId, ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Reviews.Where(r => r.Id == reviewId).Select(ReviewQueries.Draft).FirstOrDefaultAsync(ct);
    }

    public async Task<Outcome<ReviewDraft>> ModerateAsync(int reviewId, ModerationInput input, ShopActor actor, CancellationToken ct = default)
    {
        ReviewState? earlier = null;
        var outcome = await unitOfWork.RunAsync(actor, async write =>
        {
            if (!actor.IsStaff)
            {
                return Outcome.Forbidden(CatalogText.StaffOnly);
            }

            if (await write.Db.Reviews.FirstOrDefaultAsync(r => r.Id == reviewId, ct) is not { } review)
            {
                return Outcome.NotFound(ReviewText.ReviewNotFound);
            }

            if (InputRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            if (!input.Approve && string.IsNullOrWhiteSpace(input.Reason))
            {
                return Outcome.Invalid(nameof(input.Reason), ReviewText.ReasonMissing);
            }

            if (review.Version != input.SeenVersion)
            {
                return Outcome.Conflict("", ReviewText.ChangedMeanwhile);
            }

            var (before, publicBefore, shownBefore) = (Describe(review), ReviewRules.PublicRating(review), ReviewRules.Shown(review));
            earlier = ReviewState.Of(review);
            ReviewRules.Decide(review, input, write.NowUtc);
            await RatingCounts.ChangeAsync(write, review.ProductId, publicBefore, ReviewRules.PublicRating(review), ct);
            var done = await DoneAsync(write, review, ct, isListed: shownBefore != ReviewRules.Shown(review));
            write.AddAuditEntry(input.Approve ? "review.approve" : "review.refuse", review.Id, done.Value!.ProductName, before, Describe(review));
            return done;
        }, ct);
        if (outcome.Value is { } decided)
        {
            memory.Keep(decided.Id, decided.Version, earlier!);
        }

        return outcome;
    }

    public async Task<Outcome<IReadOnlyList<ModerationResult>>> ModerateManyAsync(
        BulkModerationInput input, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsStaff)
        {
            return Outcome.Forbidden(CatalogText.StaffOnly);
        }

        if (InputRules.Check(input) is { } refusal)
        {
            return refusal;
        }

        if (!input.Approve && string.IsNullOrWhiteSpace(input.Reason))
        {
            return Outcome.Invalid(nameof(input.Reason), ReviewText.ReasonMissing);
        }

        var results = new List<ModerationResult>(input.Reviews.Count);
        foreach (var (id, version) in input.Reviews)
        {
            var decision = new ModerationInput { Approve = input.Approve, Reason = input.Reason, SeenVersion = version };

            // When nothing can be written for the moment, the rest need not wait for the same one after the other.
            results.Add(new(id, results is [.., { Outcome: { Kind: OutcomeKind.Unavailable } last }] ? last : await ModerateAsync(id, decision, actor, ct)));
        }

        return results.TrueForAll(result => result.Outcome.Kind == OutcomeKind.Unavailable)
            ? Outcome.Unavailable(results[0].Outcome.Message)
            : Outcome.Done<IReadOnlyList<ModerationResult>>(results);
    }
}
