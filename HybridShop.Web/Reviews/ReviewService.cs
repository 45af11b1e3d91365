using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;
using HybridShop.Components.Reviews;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

internal sealed partial class ReviewService(
    IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, ReviewQueueCounter counter) : IReviewService
{
    public async Task<PageOf<ReviewItem>> ListPublicAsync(
        int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default)
    {
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var reviews = db.Reviews.Where(r => r.ProductId == productId && r.Status == ReviewStatus.Approved);
        var rows = await ReviewQueries.Page(reviews, sort, rating, page, pageSize).ToListAsync(ct);
        return new(rows, page, pageSize, await ReviewQueries.WithRating(reviews, rating).CountAsync(ct));
    }

    public async Task<PageOf<ReviewItem>> ListAllPublicAsync(ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default)
    {
        (page, pageSize) = Paging.Clamp(page, pageSize);
        var total = await counter.CountPublicAsync(rating);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(await ReviewQueries.Page(ReviewQueries.Public(db), sort, rating, page, pageSize).ToListAsync(ct), page, pageSize, total);
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

    public async Task<ReviewItem?> FindItemAsync(int reviewId, ShopActor? actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var whole = actor is null ? null
            : await db.Reviews.Where(r => r.Id == reviewId && (actor.IsStaff || r.UserId == actor.Id)).Select(ReviewQueries.WholeItem).FirstOrDefaultAsync(ct);
        return whole ?? await ReviewQueries.Public(db).Where(r => r.Id == reviewId).Select(ReviewQueries.Item).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<ReviewItem>> ListItemsAfterAsync(int afterId, int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReviewQueries.Public(db).Where(r => r.Id > afterId).OrderBy(r => r.Id).Take(Paging.Clamp(1, count).Size)
            .Select(ReviewQueries.Item).ToListAsync(ct);
    }

    public async Task<PageOf<ReviewItem>> ListOwnItemsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        (page, pageSize) = Paging.Clamp(page, pageSize);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = db.Reviews.Where(r => r.UserId == actor.Id && actor.Id != null);
        var rows = await own.OrderByDescending(r => r.CreatedUtc).ThenByDescending(r => r.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(ReviewQueries.WholeItem).ToListAsync(ct);
        return new(rows, page, pageSize, await own.CountAsync(ct));
    }

    public Task<Outcome<ReviewDraft>> PostAsync(int productId, ReviewInput input, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, async write =>
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

            if ((InputRules.Check(input) ?? CheckProduct(input, productId)) is { } refusal)
            {
                return refusal;
            }

            var review = new Review
            {
                ProductId = productId,
                UserId = actor.Id,
                Rating = input.Rating,
                Comment = input.Comment,
                CreatedUtc = write.NowUtc,
                UpdatedUtc = write.NowUtc,
            };
            write.Db.Reviews.Add(review);
            return await DoneAsync(write, review, ct);
        }, ct);

    public Task<Outcome<ReviewDraft>> EditAsync(int reviewId, IEdit<ReviewInput> edit, ShopActor actor, CancellationToken ct = default) =>
        WriteAsync(reviewId, actor, edit.Versions, async (write, review) =>
        {
            if (!IsOwn(review, actor))
            {
                return NotYours(review, actor);
            }

            var merged = ReviewFields.All.Merge(ReviewRules.InputOf(review), edit, actor);
            if (merged.Value is not { } merge)
            {
                return merged.Refusal!;
            }

            // What was refused and is sent again waits again, changed or not.
            if (merge.Written.Count == 0 && review.Reason is null)
            {
                return Outcome.Done(await DraftAsync(write, review.Id, ct));
            }

            if (InputRules.Check(merge.Merged) is { } refusal)
            {
                return refusal;
            }

            ReviewRules.Rewrite(review, merge.Merged.Rating, merge.Merged.Comment, write.NowUtc);
            return await DoneAsync(write, review, ct);
        }, ct);

    public Task<Outcome<ReviewDraft>> DeleteAsync(
        int reviewId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default) =>
        WriteAsync(reviewId, actor, seenVersions, async (write, review) =>
        {
            if (!IsOwn(review, actor) && !actor.IsStaff)
            {
                return NotYours(review, actor);
            }

            var draft = await DraftAsync(write, review.Id, ct);
            await RatingCounts.ChangeAsync(write, review.ProductId, ReviewRules.PublicRating(review), null, ct);
            write.Db.Reviews.Remove(review);
            write.AddChange(ChangeKind.Review, review.Id, review.ProductId, isListed: review.Status == ReviewStatus.Approved);
            if (!IsOwn(review, actor))
            {
                write.AddAuditEntry("review.delete", review.Id, draft.ProductName, Describe(review), null);
            }

            return Outcome.Done(draft);
        }, ct);

    /// <summary>An act on one review, as it was seen when versions are named.</summary>
    private Task<Outcome<ReviewDraft>> WriteAsync(
        int reviewId, ShopActor actor, IReadOnlyCollection<int>? seenVersions, Func<WriteContext, Review, Task<Outcome<ReviewDraft>>> act,
        CancellationToken ct) =>
        unitOfWork.RunAsync(actor, async write =>
        {
            var review = await write.Db.Reviews.FirstOrDefaultAsync(r => r.Id == reviewId, ct);
            if (review is null)
            {
                return Outcome.NotFound(ReviewText.ReviewNotFound);
            }

            var isOther = seenVersions?.Contains(review.Version) == false && (IsOwn(review, actor) || actor.IsStaff);
            return isOther ? Outcome.OtherVersion(ReviewText.OtherVersion) : await act(write, review);
        }, ct);

    private static bool IsOwn(Review review, ShopActor actor) => actor.Id is not null && review.UserId == actor.Id;

    /// <summary>What is not public is not there for others: not even a refusal tells of it.</summary>
    private static Refusal NotYours(Review review, ShopActor actor) =>
        review.Status == ReviewStatus.Approved || actor.IsStaff ? Outcome.Forbidden(ReviewText.NotYours) : Outcome.NotFound(ReviewText.ReviewNotFound);

    private static async Task<Outcome<ReviewDraft>> DoneAsync(WriteContext write, Review review, CancellationToken ct, bool isListed = false)
    {
        await write.Db.SaveChangesAsync(ct);
        write.AddChange(ChangeKind.Review, review.Id, review.ProductId, isListed);
        return Outcome.Done(await DraftAsync(write, review.Id, ct));
    }

    private static Task<ReviewDraft> DraftAsync(WriteContext write, int reviewId, CancellationToken ct) =>
        write.Db.Reviews.Where(r => r.Id == reviewId).Select(ReviewQueries.Draft).FirstAsync(ct);

    private static Refusal? CheckProduct(ReviewInput input, int productId) =>
        input.ProductId is { } other && other != productId ? Outcome.Invalid(nameof(input.ProductId), ReviewText.OtherProduct) : null;

    private static string Describe(Review review) => $"{review.Status}, {review.Rating}: {review.Comment}";
}
