using HybridShop.Components.Reviews;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

/// <summary>Taking decisions back.</summary>
internal sealed partial class ReviewService
{
    private readonly ReviewMemory memory = new();

    public async Task<Outcome<IReadOnlyList<ModerationResult>>> TakeBackAsync(
        IReadOnlyList<SeenReview> decided, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsStaff)
        {
            return Outcome.Forbidden(CatalogText.StaffOnly);
        }

        if (decided.Count is < 1 or > BulkModerationInput.MaxReviews)
        {
            return Outcome.Invalid("", ReviewText.BulkOutOfRange);
        }

        return await unitOfWork.RunAsync<IReadOnlyList<ModerationResult>>(actor, async write =>
        {
            var results = new List<ModerationResult>(decided.Count);
            foreach (var seen in decided.DistinctBy(review => review.ReviewId))
            {
                results.Add(new(seen.ReviewId, await TakeBackAsync(write, seen, ct)));
            }

            return results.Exists(result => result.Outcome.IsDone)
                ? Outcome.Done<IReadOnlyList<ModerationResult>>(results)
                : Outcome.Conflict("", results[0].Outcome.Message);
        }, ct);
    }

    private async Task<Outcome<ReviewDraft>> TakeBackAsync(WriteContext write, SeenReview seen, CancellationToken ct)
    {
        if (await write.Db.Reviews.FirstOrDefaultAsync(r => r.Id == seen.ReviewId, ct) is not { } review)
        {
            return Outcome.NotFound(ReviewText.ReviewNotFound);
        }

        if (review.Version != seen.SeenVersion)
        {
            return Outcome.Conflict("", ReviewText.ChangedSince);
        }

        if (memory.Find(review.Id, review.Version) is not { } earlier)
        {
            return Outcome.Conflict("", ReviewText.NotRemembered);
        }

        var (before, publicBefore, shownBefore) = (Describe(review), ReviewRules.PublicRating(review), ReviewRules.Shown(review));
        ReviewRules.Restore(review, earlier);
        await RatingCounts.ChangeAsync(write, review.ProductId, publicBefore, ReviewRules.PublicRating(review), ct);
        var outcome = await DoneAsync(write, review, ct, isListed: shownBefore != ReviewRules.Shown(review));
        write.AddAuditEntry("review.undo", review.Id, outcome.Value!.ProductName, before, Describe(review));
        return outcome;
    }
}
