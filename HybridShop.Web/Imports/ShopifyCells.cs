using System.Globalization;

namespace HybridShop.Web.Imports;

/// <summary>Reads single cells of a Shopify file, always in the invariant culture. A reason instead of a value skips the row.</summary>
internal static class ShopifyCells
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static (long? Minor, string? Why) Price(string cell, Currency currency)
    {
        if (cell.Length == 0)
        {
            return (null, ImportText.PriceMissing);
        }

        if (!decimal.TryParse(cell, Amount, CultureInfo.InvariantCulture, out var price))
        {
            return (null, Text(ImportText.PriceUnreadable, cell));
        }

        var minor = currency.FromMajor(price);
        return price is < 0 or > ProductLimits.MaxPriceMinor || minor > ProductLimits.MaxPriceMinor ? (null, CatalogText.PriceOutOfRange)
            : minor is null ? (null, Text(ImportText.PriceTooFine, cell, currency.Code))
            : (minor, null);
    }

    /// <summary>Null for an empty cell. Below zero is zero, with a remark: nothing can be less than sold out.</summary>
    public static (int? Stock, string? Why, string? Remark) Quantity(string cell)
    {
        if (cell.Length == 0)
        {
            return (null, null, null);
        }

        return !long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) ? (null, Text(ImportText.QuantityUnreadable, cell), null)
            : quantity > ProductLimits.MaxStock ? (null, Text(ImportText.QuantityTooLarge, cell), null)
            : quantity < 0 ? (0, null, Text(ImportText.QuantityNegative, cell))
            : ((int)quantity, null, null);
    }

    /// <summary>Without the apostrophe that keeps a spreadsheet from eating zeros; null for an empty cell.</summary>
    public static string? Sku(string cell) => cell.TrimStart('\'').Trim() is { Length: > 0 } sku ? sku : null;

    /// <summary>Only active is shown, and only what is published; an empty cell stands for yes. Null when the file has neither column.</summary>
    public static ProductStatus? Status(ShopifyRow row, ShopifyColumns columns)
    {
        if (!columns.Has(ShopifyField.Status) && !columns.Has(ShopifyField.Published))
        {
            return null;
        }

        var isActive = row[ShopifyField.Status].ToUpperInvariant() is "" or "ACTIVE";
        var isPublished = row[ShopifyField.Published].ToUpperInvariant() is "" or "TRUE" or "YES" or "1";
        return isActive && isPublished ? ProductStatus.Published : ProductStatus.Draft;
    }

    /// <summary>The taxonomy's path if it is one (A > B), else the merchant's own type; null when the row has neither.</summary>
    public static IReadOnlyList<string>? CategoryPath(ShopifyRow row)
    {
        var path = new[] { ShopifyField.ProductCategory, ShopifyField.GoogleCategory }.Select(field => Levels(row[field])).FirstOrDefault(levels => levels.Length > 1)
            ?? Levels(row[ShopifyField.Type]);
        return path.Length > 0 ? path : null;
    }

    /// <summary>Null when the address is not one that a picture could be fetched from later.</summary>
    public static ImportPicture? Picture(string address, string alt) =>
        address.Length <= Catalog.ProductImage.SourceLength && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new(address, Cut(alt, PictureLimits.AltLength))
            : null;

    /// <summary>At most so many characters; a letter of two is not cut in halves, which no database would take.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();

    private static string[] Levels(string path) => path.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
