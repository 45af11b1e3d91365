using System.Globalization;

namespace HybridShop.Components.Drafts;

/// <summary>Keys of drafts: a kind and the id of what is typed about, as "product:12", or "product:new".</summary>
public static class DraftKey
{
    /// <summary>The key; a null id is something new.</summary>
    public static string Of(string kind, int? id) => kind + ":" + (id?.ToString(CultureInfo.InvariantCulture) ?? "new");

    /// <summary>The id in a key, or null.</summary>
    public static int? IdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = key.AsSpan(key.IndexOf(':', StringComparison.Ordinal) + 1);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
