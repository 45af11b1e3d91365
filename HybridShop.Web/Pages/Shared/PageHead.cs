using HybridShop.Components.Catalog;
using HybridShop.Web.Pages.Catalog;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace HybridShop.Web.Pages.Shared;

internal static class PageHead
{
    /// <summary>
    /// Filters and orders make endless addresses of the same shelf, and so do pages beyond its end: only its plain pages are for search
    /// engines, and each says which address is its own.
    /// </summary>
    public static void DescribeList(this ViewDataDictionary viewData, ProductListView list, string path)
    {
        var products = list.Found.Products;
        if (list.Query.FilterCount > 0 || list.Query.Sort != CatalogSort.Newest || products.IsBehindLast)
        {
            viewData["Robots"] = "noindex, follow";
        }

        if (!products.IsBehindLast)
        {
            viewData["Canonical"] = new CatalogQuery { Page = products.Page }.Address(path, list.Currency);
        }
    }
}
