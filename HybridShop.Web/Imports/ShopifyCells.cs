using HybridShop.Components.Catalog.Pictures;

namespace HybridShop.Web.Imports;

/// <summary>Reads single cells of a Shopify file that are neither numbers nor a status.</summary>
internal static class ShopifyCells
{
    /// <summary>Without the apostrophe that keeps a spreadsheet from eating zeros; null for an empty cell.</summary>
    public static string? Sku(string cell) => cell.TrimStart('\'').Trim() is { Length: > 0 } sku ? sku : null;

    /// <summary>The taxonomy's path if it is one (A > B), else the merchant's own type; null when the row has neither.</summary>
    public static IReadOnlyList<string>? CategoryPath(ShopifyRow row)
    {
        var path = new[] { ShopifyField.ProductCategory, ShopifyField.GoogleCategory }.Select(field => Levels(row[field]))
            .FirstOrDefault(levels => levels.Length > 1)
            ?? Levels(row[ShopifyField.Type]);
        return path.Length > 0 ? path : null;
    }

    /// <summary>Null when the address is not one that a picture could be fetched from later.</summary>
    public static ImportPicture? Picture(string address, string alt) =>
        address.Length <= Catalog.Products.ProductImage.SourceLength && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new(address, alt.Cut(PictureLimits.AltLength))
            : null;

    private static string[] Levels(string path) => [.. path.Split('>').Select(CanonicalText.Of).OfType<string>().Where(level => level.Length > 0)];
}
