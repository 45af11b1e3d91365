using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Catalog;

internal sealed class ProductModel(ICatalogService catalog) : PageModel
{
    private const int ReviewsShown = 3;

    public ProductDetails Product { get; private set; } = null!;

    public IReadOnlyList<CategoryLink> Path { get; private set; } = [];

    public IReadOnlyList<ProductSummary> Neighbors { get; private set; } = [];

    public IReadOnlyList<ReviewItem> Reviews { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var lookup = await catalog.FindProductAsync(slug, ct);
        if (lookup.Product is null)
        {
            return this.Elsewhere(lookup, "");
        }

        (Product, Path, Neighbors) = (lookup.Product, lookup.Path, lookup.Neighbors);
        Reviews = [.. Product.Reviews.Take(ReviewsShown)];
        return Page();
    }
}
