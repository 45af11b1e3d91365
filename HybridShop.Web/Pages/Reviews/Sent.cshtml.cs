using HybridShop.Components.Catalog;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Reviews;

internal sealed class SentModel(ICatalogService catalog) : PageModel
{
    public ProductSummary Product { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await catalog.FindSummaryAsync(slug, ct) is not { } product)
        {
            return this.Elsewhere(await catalog.FindProductAsync(slug, ct), "/review/sent");
        }

        Product = product;
        return Page();
    }
}
