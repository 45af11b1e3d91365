using HybridShop.Components.Catalog;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages;

internal sealed class IndexModel(ICatalogService catalog) : PageModel
{
    public CatalogHome Home { get; private set; } = null!;

    public IReadOnlyList<CategoryNode> Departments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Home = await catalog.GetHomeAsync(ct);
        Departments = await catalog.ListCategoriesAsync(ct);
    }
}
