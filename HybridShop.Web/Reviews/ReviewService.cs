using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

internal sealed partial class ReviewService(
    IDbContextFactory<ShopDbContext> contexts, ShopWrites writes, PreparedReads reads, ReviewQueueCounter counter) : IReviewService
{
    public async Task<PageOf<ReviewItem>> ListPublicAsync(
        int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default)
    {
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReviewQueries.ListPublicAsync(db, productId, sort, rating, page, pageSize, ct);
    }

    public async Task<IReadOnlyList<ReviewItem>> ListNewestAsync(int productId, int count, CancellationToken ct = default)
    {
        using var session = await reads.RentAsync(ct);
        return await ReviewQueries.ListNewestAsync(session, productId, Math.Clamp(count, 1, Paging.MaxSize), ct);
    }

    public async Task<ReviewDraft?> FindOwnAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Reviews.Where(r => r.ProductId == productId && r.UserId == actor.Id && actor.Id != null)
            .Select(ReviewQueries.Draft).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<ReviewDraft>> ListOwnAsync(ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Reviews.Where(r => r.UserId == actor.Id && actor.Id != null).OrderByDescending(r => r.CreatedUtc).ThenByDescending(r => r.Id)
            .Take(Paging.MaxSize).Select(ReviewQueries.Draft).ToListAsync(ct);
    }

    public Task<Outcome<ReviewDraft>> PostAsync(int productId, ReviewInput input, ShopActor actor, CancellationToken ct = default) =>
        writes.RunAsync(actor, async write =>
        {
            if (actor.Id is null)
            {
                return Outcome.Forbidden(SharedText.NotSignedIn);
            }

            if (!await write.Db.Products.AnyAsync(p => p.Id == productId && p.Status == ProductStatus.Published, ct))
            {
                return Outcome.NotFound(CatalogText.ProductNotFound);
            }

            if (await write.Db.Reviews.AnyAsync(r => r.ProductId == productId && r.UserId == actor.Id, ct))
            {
                return Outcome.Invalid("", ReviewText.AlreadyReviewed);
            }

            if (InputRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            var review = new Review
            {
                ProductId = productId,
                UserId = actor.Id,
                Rating = input.Rating,
                Comment = Words(input),
                CreatedUtc = write.NowUtc,
                UpdatedUtc = write.NowUtc,
            };
            write.Db.Reviews.Add(review);
            return await DoneAsync(write, review, ct);
        }, ct);

    public Task<Outcome<ReviewDraft>> EditAsync(int reviewId, ReviewInput input, ShopActor actor, CancellationToken ct = default) =>
        writes.RunAsync(actor, async write =>
        {
            if (await write.Db.Reviews.FirstOrDefaultAsync(r => r.Id == reviewId, ct) is not { } review)
            {
                return Outcome.NotFound(ReviewText.ReviewNotFound);
            }

            if (actor.Id is null || review.UserId != actor.Id)
            {
                return Outcome.Forbidden(ReviewText.NotYours);
            }

            if (InputRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            ReviewRules.Rewrite(review, input.Rating, Words(input), write.NowUtc);
            return await DoneAsync(write, review, ct);
        }, ct);

    public Task<Outcome<ReviewDraft>> DeleteAsync(int reviewId, ShopActor actor, CancellationToken ct = default) =>
        writes.RunAsync(actor, async write =>
        {
            if (await write.Db.Reviews.FirstOrDefaultAsync(r => r.Id == reviewId, ct) is not { } review)
            {
                return Outcome.NotFound(ReviewText.ReviewNotFound);
            }

            var isOwn = actor.Id is not null && review.UserId == actor.Id;
            if (!isOwn && !actor.IsStaff)
            {
                return Outcome.Forbidden(ReviewText.NotYours);
            }

            var draft = await DraftAsync(write, review.Id, ct);
            await RatingCounts.ChangeAsync(write, review.ProductId, ReviewRules.PublicRating(review), null, ct);
            write.Db.Reviews.Remove(review);
            write.Announce(ChangeKind.Review, review.Id, review.ProductId, isListed: review.Status == ReviewStatus.Approved);
            if (!isOwn)
            {
                write.Record("review.delete", review.Id, draft.ProductName, Describe(review), null);
            }

            return Outcome.Done(draft);
        }, ct);

    private static async Task<Outcome<ReviewDraft>> DoneAsync(ShopWrite write, Review review, CancellationToken ct, bool isListed = false)
    {
        await write.Db.SaveChangesAsync(ct);
        write.Announce(ChangeKind.Review, review.Id, review.ProductId, isListed);
        return Outcome.Done(await DraftAsync(write, review.Id, ct));
    }

    private static Task<ReviewDraft> DraftAsync(ShopWrite write, int reviewId, CancellationToken ct) =>
        write.Db.Reviews.Where(r => r.Id == reviewId).Select(ReviewQueries.Draft).FirstAsync(ct);

    private static string? Words(ReviewInput input) => string.IsNullOrWhiteSpace(input.Comment) ? null : input.Comment.Trim().ReplaceLineEndings("\n");

    private static string Describe(Review review) => $"{review.Status}, {review.Rating}: {review.Comment}";
}
