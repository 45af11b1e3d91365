using System.Linq.Expressions;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Catalog.Pictures;

namespace HybridShop.Web.Catalog.Products;

/// <summary>What is listed, and the words "listed" and "first picture", once for all queries.</summary>
internal static class ProductProjections
{
    public static readonly Expression<Func<Product, bool>> IsListed = p => p.Status == ProductStatus.Published && p.VariantRank == 0;

    public static Picture? PictureOf(string? file) => file is null ? null : new(MediaStore.AddressOf(file), "");

    /// <summary>For rows of the dashboard.</summary>
    public static string? ThumbnailOf(string? file) => file is null ? null : PictureFiles.ThumbnailOf(MediaStore.AddressOf(file));
}
