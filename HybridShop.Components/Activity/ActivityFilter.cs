using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridShop.Components.Activity;

/// <summary>What the activity panel is asked for, as its address says it.</summary>
/// <param name="Who">See <see cref="ActivityQuery.Who"/>.</param>
/// <param name="Kind">See <see cref="ActivityQuery.Kind"/>.</param>
/// <param name="From">The first day, or null.</param>
/// <param name="To">The last day, or null.</param>
public sealed record ActivityFilter(string? Who, string? Kind, DateOnly? From, DateOnly? To)
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>Everything.</summary>
    public static ActivityFilter None { get; } = new(null, null, null, null);

    /// <summary>The first day as the address and the date field have it.</summary>
    public string? FromText => Text(From);

    /// <summary>The last day as the address and the date field have it.</summary>
    public string? ToText => Text(To);

    /// <summary>The panel's address with this filter, relative to the site's base.</summary>
    public string Address => QueryHelpers.AddQueryString(
        "dashboard/activity", new Dictionary<string, string?> { ["who"] = Who, ["kind"] = Kind, ["from"] = FromText, ["to"] = ToText }
            .Where(part => !string.IsNullOrEmpty(part.Value)));

    /// <summary>The lines that fit, older than <paramref name="before"/> or from the newest on.</summary>
    public ActivityQuery ToQuery(ActivityPlace? before = null) => new() { Who = Who, Kind = Kind, From = From, To = To, Before = before };

    /// <summary>A day out of an address; what is no day is as good as none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(DateOnly? day) => day?.ToString(Iso, CultureInfo.InvariantCulture);
}
