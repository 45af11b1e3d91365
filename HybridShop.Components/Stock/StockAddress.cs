using System.Globalization;
using HybridShop.Components.Dashboard;

namespace HybridShop.Components.Stock;

/// <summary>A stock query as an address of the dashboard, so that it can be sent, kept and gone back to.</summary>
public static class StockAddress
{
    /// <summary>The views by their names in an address; all products have none.</summary>
    public static IReadOnlyDictionary<string, StockView> Views { get; } = new Dictionary<string, StockView>
    {
        ["low"] = StockView.LowOrOut, ["today"] = StockView.ChangedToday, ["new"] = StockView.NewThisMonth,
    };

    /// <summary>The orders by their names in an address; a minus in front turns one round.</summary>
    public static IReadOnlyDictionary<string, StockSort> Sorts { get; } = new Dictionary<string, StockSort>
    {
        ["number"] = StockSort.Number, ["category"] = StockSort.Category, ["on-hand"] = StockSort.OnHand, ["low-at"] = StockSort.LowAt,
        ["name"] = StockSort.Name,
    };

    /// <summary>The query that an address's values mean; what is not known is as if it were not there.</summary>
    public static StockQuery Read(string? words, string? category, string? view, string? sort, int? page, int pageSize) => new()
    {
        Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
        Category = string.IsNullOrWhiteSpace(category) ? null : category,
        View = Views.GetValueOrDefault(view ?? ""),
        Sort = Sorts.GetValueOrDefault(sort?.TrimStart('-') ?? ""),
        IsDescending = sort?.StartsWith('-') == true && Sorts.ContainsKey(sort[1..]),
        Page = Paging.Clamp(page ?? 1, pageSize).Page,
        PageSize = pageSize,
    };

    /// <summary>The address, relative to the site's base; what is as usual is left out.</summary>
    public static string Of(StockQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sort = (query.IsDescending ? "-" : "") + Sorts.First(known => known.Value == query.Sort).Key;
        return PanelAddress.Of(
            "dashboard/stock",
            query.Words is { } words ? "q=" + Uri.EscapeDataString(words) : null,
            query.Category is { } category ? "category=" + Uri.EscapeDataString(category) : null,
            query.View == StockView.All ? null : "view=" + Views.First(known => known.Value == query.View).Key,
            sort == "name" ? null : "sort=" + sort,
            query.Page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={query.Page}"));
    }
}
