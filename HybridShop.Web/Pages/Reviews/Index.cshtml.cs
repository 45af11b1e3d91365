using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Reviews;

internal sealed class IndexModel(ICatalogService catalog, IReviewService reviews) : PageModel
{
    private const int PageSize = 20;

    public static IReadOnlyList<(string Name, ReviewSort Sort, Func<string> Text)> Sorts { get; } =
    [
        ("newest", ReviewSort.Newest, () => PageText.OrderNewest),
        ("lowest", ReviewSort.Lowest, () => PageText.OrderLowest),
    ];

    public ProductDetails Product { get; private set; } = null!;

    public IReadOnlyList<CategoryLink> Path { get; private set; } = [];

    public PageOf<ReviewItem> Found { get; private set; } = null!;

    public ReviewSort Sort { get; private set; }

    public int? Rating { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var lookup = await catalog.FindProductAsync(slug, ct);
        if (lookup.Product is null)
        {
            return this.Elsewhere(lookup, "/reviews");
        }

        (Product, Path) = (lookup.Product, lookup.Path);
        Sort = Sorts.FirstOrDefault(s => s.Name == Request.Query["sort"]).Sort;
        Rating = Number("rating") is >= 1 and <= 5 and var rating ? rating : null;
        Found = await reviews.ListPublicAsync(Product.Id, Sort, Rating, Number("page") ?? 1, PageSize, ct);
        this.SetStatusOf(Found);
        return Page();
    }

    public string Address(int page)
    {
        var query = new QueryBuilder();
        if (Rating is { } rating)
        {
            query.Add("rating", rating.ToString(CultureInfo.InvariantCulture));
        }

        if (Sort != ReviewSort.Newest)
        {
            query.Add("sort", Sorts.First(s => s.Sort == Sort).Name);
        }

        query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"{Request.PathBase}/products/{Product.Slug}/reviews{query}";
    }

    private int? Number(string name) =>
        int.TryParse(Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
