using System.Security.Cryptography;
using HybridShop.Components.Accounts;
using HybridShop.Web.Dashboard;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Dashboard;

/// <summary>The page around the dashboard; its panels find their way by the address within the circuit.</summary>
[Authorize(Policy = ShopPolicies.Staff)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(OpenCircuits circuits) : PageModel
{
    public int MaxCircuits => circuits.Max;

    public bool IsFull { get; private set; }

    public void OnGet()
    {
        IsFull = circuits.IsFull;
        if (IsFull)
        {
            FaultLog.MarkUnavailable(HttpContext, $"{circuits.Max} dashboards are open.");
        }

        // A script runs here only with this answer's nonce. style-src-attr is kept for a component library, which sets style attributes,
        // blob: for pictures that the browser makes smaller before it sends them (ProductPictures).
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        ViewData["Nonce"] = IsFull ? null : nonce;
        Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
