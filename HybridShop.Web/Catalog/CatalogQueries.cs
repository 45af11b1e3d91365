using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

/// <summary>
/// The reads that most visitors cause, compiled once: turning LINQ into SQL costs more CPU than SQLite needs to answer (a list of 24:
/// README, Figures). Instances, because a compiled query belongs to one database's model.
/// </summary>
internal sealed class CatalogQueries
{
    private readonly Func<ShopDbContext, int, int, IAsyncEnumerable<ProductSummary>> newest = EF.CompileAsyncQuery(
        (ShopDbContext db, int skip, int take) => db.Products.Where(p => p.Status == ProductStatus.Published && p.VariantRank == 0)
            .OrderByDescending(p => p.CreatedUtc).ThenByDescending(p => p.Id).Skip(skip).Take(take).Select(ProductProjections.Summary));

    private readonly Func<ShopDbContext, int, int, int, IAsyncEnumerable<ProductSummary>> newestOfShelf = EF.CompileAsyncQuery(
        (ShopDbContext db, int categoryId, int skip, int take) => db.Products
            .Where(p => p.Status == ProductStatus.Published && p.VariantRank == 0 && p.CategoryId == categoryId)
            .OrderByDescending(p => p.CreatedUtc).ThenByDescending(p => p.Id).Skip(skip).Take(take).Select(ProductProjections.Summary));

    private readonly Func<ShopDbContext, string, Task<ProductPageRow?>> bySlug = EF.CompileAsyncQuery(
        (ShopDbContext db, string slug) => db.Products.Where(p => p.Slug == slug).Select(p => new ProductPageRow
        {
            Id = p.Id,
            Slug = p.Slug,
            Name = p.Name,
            Summary = p.Summary,
            PriceMinor = p.PriceMinor,
            Stock = p.Stock,
            LowStockThreshold = p.LowStockThreshold,
            ReviewCount = p.ReviewCount,
            RatingMilli = p.RatingMilli,
            CategoryId = p.CategoryId,
            Sku = p.Sku,
            SpecsHtml = p.SpecsHtml,
            BodyHtml = p.BodyHtml,
            Options = p.Options,
            GroupId = p.GroupId,
            Status = p.Status,
            Stars1 = p.Stars1,
            Stars2 = p.Stars2,
            Stars3 = p.Stars3,
            Stars4 = p.Stars4,
            Stars5 = p.Stars5,
            Version = p.Version,
            CreatedById = p.CreatedById,
            CreatedUtc = p.CreatedUtc,
        }).FirstOrDefault());

    private readonly Func<ShopDbContext, int, IAsyncEnumerable<Picture>> pictures = EF.CompileAsyncQuery(
        (ShopDbContext db, int productId) => db.ProductImages
            .Where(i => i.ProductId == productId && i.Role == ProductImageRole.Gallery && i.File != null)
            .OrderBy(i => i.Position).Select(i => new Picture("/media/" + i.File, i.Alt, i.Caption, i.Width, i.Height)));

    private readonly Func<ShopDbContext, int, IAsyncEnumerable<ProductVariant>> variants = EF.CompileAsyncQuery(
        (ShopDbContext db, int groupId) => db.Products.Where(p => p.GroupId == groupId && p.Status == ProductStatus.Published).OrderBy(p => p.VariantRank)
            .Select(p => new ProductVariant(
                p.Id, p.Slug, p.Options ?? p.Name, p.Stock, p.LowStockThreshold, p.PriceMinor,
                ProductProjections.PictureOf(p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault()))));

    public Task<List<ProductSummary>> NewestAsync(ShopDbContext db, int skip, int take) => ToListAsync(newest(db, skip, take), take);

    public Task<List<ProductSummary>> NewestOfShelfAsync(ShopDbContext db, int categoryId, int skip, int take) =>
        ToListAsync(newestOfShelf(db, categoryId, skip, take), take);

    public Task<ProductPageRow?> FindAsync(ShopDbContext db, string slug) => bySlug(db, slug);

    public Task<List<Picture>> PicturesAsync(ShopDbContext db, int productId) => ToListAsync(pictures(db, productId), 4);

    public Task<List<ProductVariant>> VariantsAsync(ShopDbContext db, int groupId) => ToListAsync(variants(db, groupId), 8);

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> rows, int expected)
    {
        var list = new List<T>(Math.Min(expected, Paging.MaxSize));
        await foreach (var row in rows)
        {
            list.Add(row);
        }

        return list;
    }
}

/// <summary>A product's own columns, before its pictures, variants and neighbors are fetched.</summary>
internal sealed class ProductPageRow
{
    public required int Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required long PriceMinor { get; init; }

    public required int Stock { get; init; }

    public required int LowStockThreshold { get; init; }

    public required int ReviewCount { get; init; }

    public required int RatingMilli { get; init; }

    public required int CategoryId { get; init; }

    public required string? Sku { get; init; }

    public required string SpecsHtml { get; init; }

    public required string BodyHtml { get; init; }

    public required string? Options { get; init; }

    public required int? GroupId { get; init; }

    public required ProductStatus Status { get; init; }

    public required int Stars1 { get; init; }

    public required int Stars2 { get; init; }

    public required int Stars3 { get; init; }

    public required int Stars4 { get; init; }

    public required int Stars5 { get; init; }

    public required int Version { get; init; }

    public required int? CreatedById { get; init; }

    public required DateTime CreatedUtc { get; init; }
}
