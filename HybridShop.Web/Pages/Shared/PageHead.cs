using HybridShop.Web.Pages.Catalog;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace HybridShop.Web.Pages.Shared;

internal static class PageHead
{
    /// <summary>
    /// Filters and orders make endless addresses of the same shelf: only its plain pages are for search engines, and each says which
    /// address is its own.
    /// </summary>
    public static void DescribeList(this ViewDataDictionary viewData, ProductListView list, string path)
    {
        if (list.Query.FilterCount > 0 || list.Query.Sort != CatalogSort.Newest)
        {
            viewData["Robots"] = "noindex, follow";
        }

        viewData["Canonical"] = new CatalogQuery { Page = list.Found.Products.Page }.Address(path, list.Currency);
    }
}
