using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Reviews;

namespace HybridShop.Components.Dashboard;

/// <summary>An entry of the dashboard's rail.</summary>
/// <param name="Address">Its page, relative to the site's base: the same as in the panel's @page, without the first slash.</param>
/// <param name="Title">Its name in the rail, the bar and the browser's title.</param>
/// <param name="Icon">Path data of its icon: 24 box, strokes only.</param>
/// <param name="Count">A component that shows a live count beside the title, or null.</param>
public sealed record DashboardPanel(string Address, Func<string> Title, string Icon, Type? Count = null);

/// <summary>
/// The panels, in the order of the rail; the first one is the dashboard's own page. To add one: a component with @page that derives from
/// <see cref="LivePanel"/>, a title in DashboardText, a line here.
/// </summary>
public static class DashboardPanels
{
    /// <summary>All panels that exist.</summary>
    public static IReadOnlyList<DashboardPanel> All { get; } =
    [
        new("dashboard", () => DashboardText.Overview, "M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6"),
        new("dashboard/stock", () => DashboardText.Stock, "M4 13h7v7H4zM13 13h7v7h-7zM8.5 5h7v8h-7z"),
        new(ProductAddress.List, () => DashboardText.Products, "M3.5 12V4h8l9 9-7.5 7.5zM8 8.2v.1"),
        new("dashboard/categories", () => DashboardText.Categories, "M5 4v14h5M5 9h5M12 6.5h7v5h-7zM12 15.5h7v5h-7z"),
        new("dashboard/reviews", () => DashboardText.Reviews, "M4 5h16v11H11l-4.5 4v-4H4z", typeof(WaitingReviews)),
        new("dashboard/activity", () => DashboardText.Activity, "M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"),
    ];

    /// <summary>The panel at an address relative to the site's base (query and fragment do not matter), or null.</summary>
    public static DashboardPanel? Find(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var path = address.Split('?', '#')[0].TrimEnd('/');
        return All.FirstOrDefault(panel => panel.Address == path)
            ?? All.Skip(1).FirstOrDefault(panel => path.StartsWith(panel.Address + "/", StringComparison.Ordinal));
    }
}
