using System.Globalization;

namespace HybridShop.Components.Shared;

/// <summary>The shop's one currency. Amounts are whole minor units inside and decimals only where people or JSON read them.</summary>
/// <param name="Code">ISO 4217, such as EUR.</param>
/// <param name="Symbol">What stands before an amount.</param>
/// <param name="MinorDigits">Decimal places of the minor unit: 2 for EUR, 0 for JPY.</param>
public sealed record Currency(string Code, string Symbol, int MinorDigits)
{
    private static readonly Dictionary<string, Currency> Known = new Currency[]
    {
        new("EUR", "€", 2), new("USD", "$", 2), new("GBP", "£", 2), new("CHF", "CHF ", 2), new("SEK", "SEK ", 2), new("NOK", "NOK ", 2),
        new("DKK", "DKK ", 2), new("PLN", "PLN ", 2), new("CZK", "CZK ", 2), new("HUF", "HUF ", 2), new("CAD", "CA$", 2), new("AUD", "A$", 2),
        new("NZD", "NZ$", 2), new("JPY", "¥", 0), new("KRW", "₩", 0), new("INR", "₹", 2), new("BRL", "R$", 2), new("ZAR", "R ", 2),
    }.ToDictionary(currency => currency.Code);

    /// <summary>Codes that a shop can be set to.</summary>
    public static IReadOnlyCollection<string> KnownCodes => Known.Keys;

    private long MinorPerMajor => MinorDigits == 0 ? 1 : 100;

    /// <summary>The currency of this code, or null when it is not known.</summary>
    public static Currency? Find(string code) => Known.GetValueOrDefault(code);

    /// <summary>The amount in major units, for JSON and forms.</summary>
    public decimal ToMajor(Money amount) => (decimal)amount.Minor / MinorPerMajor;

    /// <summary>
    /// The amount, or null when it has more decimals than the currency: a price is never rounded in silence.
    /// </summary>
    public Money? FromMajor(decimal major)
    {
        if (Math.Abs(major) > 1_000_000_000_000m)
        {
            return null;
        }

        var minor = major * MinorPerMajor;
        return minor == decimal.Truncate(minor) ? new((long)minor) : null;
    }

    /// <summary>The amount as it is typed, such as 1240.00: what <see cref="Parse"/> reads.</summary>
    public string Plain(Money amount) => ToMajor(amount).ToString(MinorDigits == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// The amount that somebody typed ("12", "12.50", "12,50", "€12.50"), or null when it cannot be told: no signs, no grouping
    /// (1,240 may mean either), not more decimals than the currency has.
    /// </summary>
    public Money? Parse(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = typed.Replace(Symbol.Trim(), "", StringComparison.Ordinal).Replace(Code, "", StringComparison.OrdinalIgnoreCase).Trim().Replace(',', '.');
        var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        return decimals <= MinorDigits && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)
            ? FromMajor(major)
            : null;
    }

    /// <summary>The amount as people read it in the current culture, such as €1,240.00.</summary>
    public string Format(Money amount)
    {
        var number = Math.Abs(ToMajor(amount)).ToString(MinorDigits == 0 ? "N0" : "N2", CultureInfo.CurrentCulture);
        return (amount.Minor < 0 ? "−" : "") + Symbol + number;
    }

    /// <summary>The amount in whole major units, rounded, where the last penny does not matter, such as €1,240.</summary>
    public string FormatWhole(Money amount)
    {
        var number = decimal.Round(Math.Abs(ToMajor(amount)), MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.CurrentCulture);
        return (amount.Minor < 0 ? "−" : "") + Symbol + number;
    }
}
