using System.Linq.Expressions;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Reviews;

/// <summary>Rows to records. The newest public reviews of a product are on every product page, so that query is compiled once.</summary>
internal sealed class ReviewQueries
{
    public static readonly Expression<Func<Review, ReviewItem>> Item = r => new ReviewItem(
        r.Id, r.ProductId, r.UserId, r.User!.UserName, r.Rating, r.Comment, r.Reply, r.HelpfulCount, r.CreatedUtc, r.UpdatedUtc);

    public static readonly Expression<Func<Review, ReviewDraft>> Draft = r => new ReviewDraft(
        r.Id, r.ProductId, r.Product!.Slug, r.Product.Name,
        ProductProjections.PictureOf(r.Product.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault()),
        r.User!.UserName, r.Status, r.Rating, r.Comment, r.PendingRating, r.PendingComment, r.Reason, r.Reply, r.Version, r.UpdatedUtc);

    private readonly Func<ShopDbContext, int, int, int, IAsyncEnumerable<ReviewItem>> newest = EF.CompileAsyncQuery(
        (ShopDbContext db, int productId, int skip, int take) => db.Reviews
            .Where(r => r.ProductId == productId && r.Status == ReviewStatus.Approved)
            .OrderByDescending(r => r.CreatedUtc).ThenByDescending(r => r.Id).Skip(skip).Take(take).Select(Item));

    private readonly Func<ShopDbContext, int, Task<int>> count = EF.CompileAsyncQuery(
        (ShopDbContext db, int productId) => db.Products.Where(p => p.Id == productId).Select(p => p.ReviewCount).FirstOrDefault());

    public async Task<List<ReviewItem>> ListNewestAsync(ShopDbContext db, int productId, int skip, int take)
    {
        var items = new List<ReviewItem>(take);
        await foreach (var item in newest(db, productId, skip, take))
        {
            items.Add(item);
        }

        return items;
    }

    public async Task<PageOf<ReviewItem>> ListPublicAsync(
        ShopDbContext db, int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct)
    {
        var skip = (page - 1) * pageSize;
        if (sort == ReviewSort.Newest && rating is null)
        {
            return new(await ListNewestAsync(db, productId, skip, pageSize), page, pageSize, await count(db, productId));
        }

        var reviews = db.Reviews.Where(r => r.ProductId == productId && r.Status == ReviewStatus.Approved);
        reviews = rating is null ? reviews : reviews.Where(r => r.Rating == rating);
        var ordered = sort switch
        {
            ReviewSort.Helpful => reviews.OrderByDescending(r => r.HelpfulCount).ThenByDescending(r => r.CreatedUtc),
            ReviewSort.Lowest => reviews.OrderBy(r => r.Rating).ThenByDescending(r => r.CreatedUtc),
            _ => reviews.OrderByDescending(r => r.CreatedUtc),
        };
        return new(
            await ordered.ThenByDescending(r => r.Id).Skip(skip).Take(pageSize).Select(Item).ToListAsync(ct),
            page, pageSize, await reviews.CountAsync(ct));
    }
}
