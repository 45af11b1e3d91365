using HybridShop.Components.Catalog;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Catalog;

internal sealed class CategoryModel(ICatalogService catalog, Currency currency) : PageModel
{
    public ProductListView List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var query = CatalogQuery.From(Request.Query, currency) with { Words = null };
        if (await catalog.ListAsync(query.ToFilter(slug), ct) is not { } found)
        {
            return NotFound();
        }

        if (found.Category!.Slug != slug)
        {
            return this.Moved($"/categories/{found.Category.Slug}");
        }

        var path = "/categories/" + slug;
        List = new(Request.PathBase + path, query, found, currency);
        ViewData.DescribeList(List, path);
        this.SetStatusOf(List.Found.Products);
        ViewData["Department"] = found.Path.Count > 0 ? found.Path[0].Slug : slug;
        return Page();
    }
}
