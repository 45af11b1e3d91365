using HybridShop.Components.Catalog;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Catalog;

internal sealed class ProductsModel(ICatalogService catalog, Currency currency) : PageModel
{
    public ProductListView List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = CatalogQuery.From(Request.Query, currency);
        var found = await catalog.ListAsync(query.ToFilter(category: null) with { Words = null }, ct);
        List = new(Request.PathBase + "/products", query with { Words = null }, found!, currency);
        ViewData.DescribeList(List, "/products");
        this.SetStatusOf(List.Found.Products);
    }
}
