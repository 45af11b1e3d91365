using System.Linq.Expressions;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;

namespace HybridShop.Web.Reviews;

/// <summary>Rows to records.</summary>
internal static class ReviewQueries
{
    public static readonly Expression<Func<Review, ReviewItem>> Item = r => new ReviewItem(
        r.Id, r.ProductId, r.User == null ? null : new UserLink(r.User.Id, r.User.UserName!), r.Rating, r.Comment, r.Reply, r.HelpfulCount,
        r.CreatedUtc, r.UpdatedUtc, r.Version);

    /// <summary>With what its writer and staff alone may know.</summary>
    public static readonly Expression<Func<Review, ReviewItem>> WholeItem = r => new ReviewItem(
        r.Id, r.ProductId, r.User == null ? null : new UserLink(r.User.Id, r.User.UserName!), r.Rating, r.Comment, r.Reply, r.HelpfulCount,
        r.CreatedUtc, r.UpdatedUtc, r.Version)
    {
        Status = r.Status,
        PendingRating = r.PendingRating,
        PendingComment = r.PendingComment,
        Reason = r.Reason,
    };

    public static readonly Expression<Func<Review, ReviewDraft>> Draft = r => new ReviewDraft(
        r.Id, r.ProductId, r.Product!.Slug, r.Product.Name,
        ProductProjections.PictureOf(r.Product.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault()),
        r.User!.UserName, r.Status, r.Rating, r.Comment, r.PendingRating, r.PendingComment, r.Reason, r.Reply, r.Version, r.UpdatedUtc);

    /// <summary>One queue of the review desk. What waits is written as its index says it, or the index is not used.</summary>
    public static IQueryable<Review> Queue(ShopDbContext db, ReviewQueueFilter filter) => filter switch
    {
        ReviewQueueFilter.Published => db.Reviews.Where(r => r.Status == ReviewStatus.Approved),
        ReviewQueueFilter.Refused => db.Reviews.Where(r => r.Status == ReviewStatus.Rejected || (r.PendingRating != null && r.Reason != null)),
        _ => db.Reviews.Where(r => r.Status == ReviewStatus.Pending || (r.PendingRating != null && r.Reason == null)),
    };

    /// <summary>The reviews of one queue in the order of the desk: what waits oldest first, the others newest first.</summary>
    public static IQueryable<Review> Ordered(IQueryable<Review> queue, ReviewQueueFilter filter) =>
        filter == ReviewQueueFilter.Waiting ? queue.OrderBy(r => r.UpdatedUtc).ThenBy(r => r.Id) : queue.OrderByDescending(r => r.Id);

    /// <summary>What everybody may read.</summary>
    public static IQueryable<Review> Public(ShopDbContext db) =>
        db.Reviews.Where(r => r.Status == ReviewStatus.Approved && r.Product!.Status == ProductStatus.Published);

    /// <summary>One page of public reviews.</summary>
    public static IQueryable<ReviewItem> Page(IQueryable<Review> reviews, ReviewSort sort, int? rating, int page, int pageSize)
    {
        reviews = WithRating(reviews, rating);
        var ordered = sort == ReviewSort.Lowest
            ? reviews.OrderBy(r => r.Rating).ThenByDescending(r => r.CreatedUtc)
            : reviews.OrderByDescending(r => r.CreatedUtc);
        return ordered.ThenByDescending(r => r.Id).Skip((page - 1) * pageSize).Take(pageSize).Select(Item);
    }

    public static IQueryable<Review> WithRating(IQueryable<Review> reviews, int? rating) => rating is null ? reviews : reviews.Where(r => r.Rating == rating);
}
