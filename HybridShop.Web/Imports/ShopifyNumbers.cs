using System.Globalization;
using System.Text.RegularExpressions;
using HybridShop.Components.Catalog.Products;

namespace HybridShop.Web.Imports;

/// <summary>Reads the numbers of a file, never in the server's culture. A reason instead of a value skips the row.</summary>
/// <param name="currency">The shop's.</param>
/// <param name="hasCommas">
/// Whether a comma may be the decimal sign: it may where it does not separate the cells. Such a file is a European spreadsheet's, so "1.500"
/// and "1,500" may mean either number there and are read as neither.
/// </param>
internal sealed partial class ShopifyNumbers(Currency currency, bool hasCommas)
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public (Money? Price, string? Why) Price(string cell)
    {
        if (cell.Length == 0)
        {
            return (null, ImportText.PriceMissing);
        }

        if (IsAmbiguous(cell))
        {
            return (null, ImportSentence.Of(ImportText.NumberAmbiguous, cell));
        }

        if (!decimal.TryParse(Plain(cell), Amount, CultureInfo.InvariantCulture, out var price))
        {
            return (null, ImportSentence.Of(ImportText.PriceUnreadable, cell));
        }

        var amount = currency.FromMajor(price);
        if (price is < 0 or > ProductLimits.MaxPriceMinor || amount > new Money(ProductLimits.MaxPriceMinor))
        {
            return (null, CatalogText.PriceOutOfRange);
        }

        return amount is null ? (null, ImportSentence.Of(ImportText.PriceTooFine, cell, currency.Code)) : (amount, null);
    }

    /// <summary>Null for an empty cell. Below zero is zero, with a remark: nothing can be less than sold out.</summary>
    public (int? Stock, string? Why, string? Remark) Quantity(string cell)
    {
        if (cell.Length == 0)
        {
            return (null, null, null);
        }

        if (IsAmbiguous(cell))
        {
            return (null, ImportSentence.Of(ImportText.NumberAmbiguous, cell), null);
        }

        if (Whole(cell) is not { } quantity)
        {
            return (null, ImportSentence.Of(ImportText.QuantityUnreadable, cell), null);
        }

        if (quantity > ProductLimits.MaxStock)
        {
            return (null, ImportSentence.Of(ImportText.QuantityTooLarge, cell), null);
        }

        return quantity < 0 ? (0, null, ImportSentence.Of(ImportText.QuantityNegative, cell)) : ((int)quantity, null, null);
    }

    /// <summary>Place from the left; what has none, or none that can be read, comes last.</summary>
    public (double Place, string? Remark) Position(string cell)
    {
        var place = IsAmbiguous(cell) ? null : Whole(cell);
        return (place ?? double.MaxValue, place is null && cell.Length > 0 ? ImportSentence.Of(ImportText.PositionUnreadable, cell) : null);
    }

    /// <summary>A whole number however it is written (3, 3.0, 1E+05, as programs do with numbers they hold as fractions), or null.</summary>
    private double? Whole(string cell) =>
        double.TryParse(Plain(cell), Amount | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number == Math.Floor(number)
            ? number
            : null;

    private string Plain(string cell) => hasCommas ? cell.Replace(',', '.') : cell;

    private bool IsAmbiguous(string cell) => hasCommas && Thousands().IsMatch(cell);

    [GeneratedRegex(@"\A[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
