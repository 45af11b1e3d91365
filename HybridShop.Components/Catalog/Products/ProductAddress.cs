using System.Globalization;
using HybridShop.Components.Dashboard;

namespace HybridShop.Components.Catalog.Products;

/// <summary>The product panel's addresses, relative to the site's base: a query can be sent, kept and gone back to.</summary>
public static class ProductAddress
{
    /// <summary>The list.</summary>
    public const string List = "dashboard/products";

    /// <summary>The editor of a product that is not there yet.</summary>
    public const string New = List + "/new";

    private static readonly Dictionary<string, ProductStatus> Statuses = new()
    {
        ["draft"] = ProductStatus.Draft, ["published"] = ProductStatus.Published, ["withdrawn"] = ProductStatus.Withdrawn,
    };

    private static readonly Dictionary<string, ProductSort> Sorts = new()
    {
        ["number"] = ProductSort.Number, ["category"] = ProductSort.Category, ["price"] = ProductSort.Price, ["stock"] = ProductSort.Stock,
        ["changed"] = ProductSort.Changed, ["name"] = ProductSort.Name,
    };

    /// <summary>The editor of a product.</summary>
    public static string Of(int productId) => string.Create(CultureInfo.InvariantCulture, $"{List}/{productId}");

    /// <summary>The list that shows a query; what is as usual is left out.</summary>
    public static string Of(ProductQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sort = (query.IsDescending ? "-" : "") + Sorts.First(known => known.Value == query.Sort).Key;
        return PanelAddress.Of(
            List,
            query.Words is { } words ? "q=" + Uri.EscapeDataString(words) : null,
            query.Category is { } category ? "category=" + Uri.EscapeDataString(category) : null,
            query.Status is { } status ? "status=" + Statuses.First(known => known.Value == status).Key : null,
            sort == "name" ? null : "sort=" + sort,
            query.Page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={query.Page}"));
    }

    /// <summary>The query that an address's values mean; what is not known is as if it were not there.</summary>
    public static ProductQuery Read(string? words, string? category, string? status, string? sort, int? page) => new()
    {
        Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
        Category = string.IsNullOrWhiteSpace(category) ? null : category,
        Status = Statuses.TryGetValue(status ?? "", out var known) ? known : null,
        Sort = Sorts.GetValueOrDefault(sort?.TrimStart('-') ?? ""),
        IsDescending = sort?.StartsWith('-') == true && Sorts.ContainsKey(sort[1..]),
        Page = Paging.Clamp(page ?? 1, 1).Page,
    };
}
