using System.Globalization;

namespace HybridShop.Components.Drafts;

/// <summary>Keys of drafts: a prefix and the id of what is typed about, as "product:12", or "product:new".</summary>
public static class DraftKey
{
    /// <summary>The key; a null id is something new.</summary>
    public static string Of(string prefix, int? id) => prefix + (id?.ToString(CultureInfo.InvariantCulture) ?? "new");

    /// <summary>The id in a key; 0, which nothing has, for a key without one.</summary>
    public static int IdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return int.TryParse(key.AsSpan(key.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }
}
