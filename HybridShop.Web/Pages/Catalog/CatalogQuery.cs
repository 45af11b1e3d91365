using System.Globalization;
using System.Text;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Catalog;
using Microsoft.AspNetCore.Http.Extensions;

namespace HybridShop.Web.Pages.Catalog;

/// <summary>
/// The part of a list's address behind the question mark: page, sort, category (repeated), min, max, rating, stock (repeated), q. What
/// is not understood is left out, and a price that is none is told.
/// </summary>
internal sealed record CatalogQuery
{
    private const int MaxValues = 50;

    private static readonly Dictionary<string, CatalogSort> Sorts = new()
    {
        ["newest"] = CatalogSort.Newest,
        ["price"] = CatalogSort.PriceUp,
        ["-price"] = CatalogSort.PriceDown,
        ["rating"] = CatalogSort.Rating,
        ["name"] = CatalogSort.Name,
    };

    private static readonly Dictionary<string, Availability> Stocks = new()
    {
        ["in"] = HybridShop.Components.Catalog.Availability.InStock,
        ["few"] = HybridShop.Components.Catalog.Availability.FewLeft,
        ["out"] = HybridShop.Components.Catalog.Availability.SoldOut,
    };

    public IReadOnlyList<string> SubCategories { get; init; } = [];

    public Money? Min { get; init; }

    public Money? Max { get; init; }

    public int? Rating { get; init; }

    public IReadOnlyList<Availability> Availability { get; init; } = [];

    public CatalogSort Sort { get; init; }

    public int Page { get; init; } = 1;

    public string? Words { get; init; }

    /// <summary>What was typed as a price and is none, or null.</summary>
    public string? BadPrice { get; init; }

    /// <summary>How many filters are in use.</summary>
    public int FilterCount => SubCategories.Count + (Min is null ? 0 : 1) + (Max is null ? 0 : 1) + (Rating is null ? 0 : 1) + Availability.Count;

    public static IEnumerable<string> SortNames => Sorts.Keys;

    public static string Name(CatalogSort sort) => Sorts.First(s => s.Value == sort).Key;

    public static string Name(Availability availability) => Stocks.First(s => s.Value == availability).Key;

    public static CatalogQuery From(IQueryCollection query, Currency currency)
    {
        if (query.Count == 0)
        {
            return new();
        }

        string? bad = null;
        return new()
        {
            SubCategories = [.. query["category"].OfType<string>().Where(slug => slug.Length is > 0 and <= CategoryLimits.SlugLength)
                .Select(slug => Slugs.Meant(slug) ?? slug).Distinct().Take(MaxValues)],
            Min = Price(query["min"], currency, ref bad),
            Max = Price(query["max"], currency, ref bad),
            Rating = query["rating"].Select(Number).OfType<int>().Where(r => r is >= 1 and <= 5).Select(r => (int?)r).Min(),
            Availability = [.. query["stock"].OfType<string>().Where(Stocks.ContainsKey).Select(s => Stocks[s]).Distinct()],
            Sort = Sorts.GetValueOrDefault(query["sort"].ToString()),
            Page = Math.Clamp(Number(query["page"]) ?? 1, 1, Paging.MaxPage),
            Words = query["q"].ToString() is { Length: > 0 } words ? words.Cut(CatalogFilter.MaxWordsLength).Trim() : null,
            BadPrice = bad,
        };
    }

    public CatalogFilter ToFilter(string? category) => new()
    {
        Category = category,
        SubCategories = SubCategories,
        MinPrice = Min,
        MaxPrice = Max,
        MinRating = Rating,
        Availability = Availability,
        Words = Words,
        Sort = Sort,
        Page = Page,
    };

    /// <summary>The address of this list: always in the same order, defaults left out.</summary>
    public string Address(string path, Currency currency) => path + new QueryBuilder(Fields(currency, withSort: true, withPage: true));

    /// <summary>Names and values, for addresses and for the hidden fields of the form beside this one.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(Currency currency, bool withSort, bool withPage)
    {
        if (Words is not null)
        {
            yield return new("q", Words);
        }

        foreach (var shelf in SubCategories)
        {
            yield return new("category", shelf);
        }

        if (Min is { } min)
        {
            yield return new("min", PriceField(min, currency));
        }

        if (Max is { } max)
        {
            yield return new("max", PriceField(max, currency));
        }

        if (Rating is { } rating)
        {
            yield return new("rating", rating.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var availability in Availability)
        {
            yield return new("stock", Name(availability));
        }

        if (withSort && Sort != CatalogSort.Newest)
        {
            yield return new("sort", Name(Sort));
        }

        if (withPage && Page > 1)
        {
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static string PriceField(Money amount, Currency currency) => currency.ToMajor(amount).ToString("0.##", CultureInfo.InvariantCulture);

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads 12.50 and, because people type it, 12,50 and a currency sign.</summary>
    private static Money? Price(string? text, Currency currency, ref string? bad)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var cleaned = new StringBuilder(text.Trim()).Replace(currency.Symbol, "").Replace(',', '.').ToString().Trim();
        if (cleaned.Length <= 20 && decimal.TryParse(cleaned, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)
            && currency.FromMajor(major) is { } amount)
        {
            return amount;
        }

        bad = text.Cut(40);
        return null;
    }
}
