using System.Linq.Expressions;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Catalog.Pictures;

namespace HybridShop.Web.Catalog.Products;

/// <summary>Rows to records, and the words "listed" and "first picture", once for all queries.</summary>
internal static class ProductProjections
{
    public static readonly Expression<Func<Product, bool>> IsListed = p => p.Status == ProductStatus.Published && p.VariantRank == 0;

    /// <summary>A scalar sub-query for the picture: asking for the row makes EF number all pictures of the shop first.</summary>
    public static readonly Expression<Func<Product, ProductSummary>> Summary = p => new ProductSummary
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
        Picture = PictureOf(p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault()),
    };

    public static Picture? PictureOf(string? file) => file is null ? null : new(MediaStore.AddressOf(file), "");

    /// <summary>For programs that show it in a list.</summary>
    public static string? SmallAddressOf(string? file) => file is null ? null : PictureFiles.SmallOf(MediaStore.AddressOf(file));

    /// <summary>For rows of the dashboard.</summary>
    public static string? ThumbnailOf(string? file) => file is null ? null : PictureFiles.ThumbnailOf(MediaStore.AddressOf(file));
}
