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
        var (page, pageCount) = (list.Found.Products.Page, list.Found.Products.PageCount);
        if (list.Query.FilterCount > 0 || list.Query.Sort != CatalogSort.Newest || page > pageCount)
        {
            viewData["Robots"] = "noindex, follow";
        }

        if (page <= pageCount)
        {
            viewData["Canonical"] = new CatalogQuery { Page = page }.Address(path, list.Currency);
        }
    }
}
