namespace HybridShop.Components.Dashboard;

/// <summary>How a panel's state stands in its address.</summary>
internal static class PanelAddress
{
    /// <summary>The address, relative to the site's base; parts that are null are left out.</summary>
    public static string Of(string path, params string?[] parts)
    {
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? path : path + "?" + query;
    }
}
