using System.Globalization;
using HybridShop.Components.Stock;

namespace HybridShop.Components.Activity;

/// <summary>
/// The acts that the activity list knows by name. For a new one: its name here and two texts in ActivityText, as in ProductEdit and
/// ProductEditBy. An act without them is shown by its bare name.
/// </summary>
public static class ActivityKinds
{
    /// <summary>Before the reason's name: the acts of the stock ledger.</summary>
    public const string Stock = "stock";

    /// <summary>All known acts, by group.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<StockReason>().Select(Of),
        "product.create", "product.edit", "picture.add", "picture.edit", "picture.move", "picture.remove", "picture.restore",
        "category.create", "category.edit", "category.delete",
        "review.approve", "review.refuse", "review.undo", "review.delete", "import",
        "user.create", "user.roles", "user.lock", "user.unlock",
    ];

    /// <summary>What stands before the point, each once.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. All.Select(kind => kind.Split('.')[0]).Distinct()];

    /// <summary>The act of a ledger line.</summary>
    public static string Of(StockReason reason) => $"{Stock}.{reason.ToString().ToLowerInvariant()}";

    /// <summary>The reason of a ledger line's act, or null when it is another act.</summary>
    public static StockReason? ReasonOf(string kind) => Enum.GetValues<StockReason>().Cast<StockReason?>().FirstOrDefault(reason => Of(reason!.Value) == kind);

    /// <summary>An act's or a group's name for people, such as "Product changed" or "Products".</summary>
    public static string Name(string kind) => Find(kind, Groups.Contains(kind) && !All.Contains(kind) ? "Group" : "") ?? kind;

    /// <summary>Who did what to what, as a sentence without its end.</summary>
    public static string Sentence(ActivityItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Texts.Format(FormatOf(item), item.Who, item.Subject);
    }

    /// <summary>The same as HTML, with the names set apart.</summary>
    public static string SentenceHtml(ActivityItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return IsolatedText.Html(FormatOf(item), item.Who, item.Subject);
    }

    private static string FormatOf(ActivityItem item) => Find(item.What, "By") ?? $"{{0}}: {item.What}, {{1}}";

    private static string? Find(string kind, string ending) => ActivityText.ResourceManager.GetString(
        string.Concat(kind.Split('.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + ending,
        CultureInfo.CurrentUICulture);
}
