using HybridShop.Components.Catalog;
using HybridShop.Web.Pages.Shared;

namespace HybridShop.Web.Pages.Catalog;

/// <summary>A list with its filters, as the partial _ProductList shows it: the whole shop, or a category.</summary>
/// <param name="Path">The list's own address without the question mark, path base included.</param>
/// <param name="Query">What was asked for.</param>
/// <param name="Found">What there is.</param>
/// <param name="Currency">The shop's currency.</param>
internal sealed record ProductListView(string Path, CatalogQuery Query, CatalogPage Found, Currency Currency)
{
    private const int PagesAround = 2;

    public string Address(CatalogQuery query) => query.Address(Path, Currency);

    public NoSuchPage Behind() =>
        new(Query.Page, Found.Products.PageCount, Address(Query with { Page = 1 }), Address(Query with { Page = Found.Products.PageCount }));

    public static string SortText(string name) => name switch
    {
        "price" => PageText.SortPriceUp,
        "-price" => PageText.SortPriceDown,
        "rating" => PageText.SortRating,
        "name" => PageText.SortName,
        _ => PageText.SortNewest,
    };

    public static string AvailabilityText(Availability availability) => availability switch
    {
        Availability.SoldOut => PageText.SoldOut,
        Availability.FewLeft => PageText.FewLeft,
        _ => PageText.InStock,
    };

    /// <summary>Each filter in use: its words, and the list without it.</summary>
    public IEnumerable<(string Text, CatalogQuery Without)> Chips()
    {
        foreach (var slug in Query.SubCategories)
        {
            var name = Found.Facets.SubCategories.Select(s => s.Category).FirstOrDefault(c => c.Slug == slug)?.Name ?? slug;
            yield return (name, First() with { SubCategories = [.. Query.SubCategories.Where(s => s != slug)] });
        }

        if (Query.Min is { } min)
        {
            yield return (Texts.Format(PageText.From, Currency.Format(min)), First() with { Min = null });
        }

        if (Query.Max is { } max)
        {
            yield return (Texts.Format(PageText.UpTo, Currency.Format(max)), First() with { Max = null });
        }

        if (Query.Rating is { } rating)
        {
            yield return (Texts.Format(PageText.RatingAndMore, rating), First() with { Rating = null });
        }

        foreach (var availability in Query.Availability)
        {
            yield return (AvailabilityText(availability), First() with { Availability = [.. Query.Availability.Where(a => a != availability)] });
        }

        CatalogQuery First() => Query with { Page = 1 };
    }

    /// <summary>Numbers for the paging line; null stands for a gap.</summary>
    public IEnumerable<int?> Pages()
    {
        var count = Found.Products.PageCount;
        var page = Math.Min(Found.Products.Page, count);
        var last = 0;
        for (var number = 1; number <= count; number++)
        {
            if (number != 1 && number != count && Math.Abs(number - page) > PagesAround)
            {
                // Straight to the next that is shown: there can be thousands in between.
                number = number < page ? page - PagesAround - 1 : count - 1;
                continue;
            }

            if (number > last + 1)
            {
                yield return null;
            }

            yield return last = number;
        }
    }
}
