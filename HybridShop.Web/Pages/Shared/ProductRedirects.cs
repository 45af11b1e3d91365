using HybridShop.Components.Catalog;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Shared;

internal static class ProductRedirects
{
    /// <summary>Key of the request's items under which the error page finds the name of what was taken off.</summary>
    public const string WithdrawnName = "WithdrawnName";

    /// <summary>The answer at a product's address without a product: 301 to its present one, 410 when it was taken off, else 404.</summary>
    public static IActionResult Elsewhere(this PageModel page, ProductLookup lookup, string rest)
    {
        if (lookup.MovedTo is { } slug)
        {
            return page.Moved($"/products/{slug}{rest}");
        }

        if (lookup.WithdrawnName is { } name)
        {
            page.HttpContext.Items[WithdrawnName] = name;
            return page.StatusCode(StatusCodes.Status410Gone);
        }

        return page.NotFound();
    }

    /// <summary>301 to the one address of what was asked for, its query kept.</summary>
    public static IActionResult Moved(this PageModel page, string path) =>
        page.RedirectPermanent($"{page.Request.PathBase}{path}".InAscii() + page.Request.QueryString);
}
