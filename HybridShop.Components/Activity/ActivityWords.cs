using System.Globalization;

namespace HybridShop.Components.Activity;

/// <summary>
/// Says recorded values as people read them: the list keeps "PriceMinor: 490" so that programs can read it, and shows "Price: €4.90". Only
/// edits are recorded field by field; all else is shown as it is.
/// </summary>
/// <param name="currency">The shop's.</param>
/// <param name="nameOfCategory">Name of a category, or null when there is none of that number (any more).</param>
public sealed class ActivityWords(Currency currency, Func<int, string?> nameOfCategory)
{
    private const string Separator = ": ";

    private static readonly string[] Edits = ["product.edit", "category.edit"];

    /// <summary>Whether a line speaks of categories by number.</summary>
    public static bool NamesCategory(ActivityItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Edits.Contains(item.What) && $"{item.Before}\n{item.After}".Split('\n').Any(
            line => line.StartsWith("CategoryId" + Separator, StringComparison.Ordinal) || line.StartsWith("ParentId" + Separator, StringComparison.Ordinal));
    }

    /// <summary>One side of a line, <see cref="ActivityItem.Before"/> or <see cref="ActivityItem.After"/>, in words.</summary>
    public string? Read(ActivityItem item, string? side)
    {
        ArgumentNullException.ThrowIfNull(item);
        return side is null || !Edits.Contains(item.What) ? side : string.Join('\n', side.Split('\n').Select(Line));
    }

    private string Line(string line)
    {
        var at = line.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return line;
        }

        var (field, value) = (line[..at], line[(at + Separator.Length)..]);
        return ActivityText.ResourceManager.GetString("Field" + field, CultureInfo.CurrentUICulture) is { } title
            ? title + Separator + Value(field, value)
            : line;
    }

    private string Value(string field, string value) => field switch
    {
        "PriceMinor" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor) => currency.Format(minor),
        "CategoryId" or "ParentId" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
            nameOfCategory(id) ?? string.Format(CultureInfo.CurrentCulture, ActivityText.CategoryGone, id),
        "ParentId" when value.Length == 0 => ActivityText.TopLevel,
        "Status" => ActivityText.ResourceManager.GetString("Status" + value, CultureInfo.CurrentUICulture) ?? value,
        _ => value.Length == 0 ? "–" : value,
    };
}
