using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>
/// Where a form goes whose sign-in has ended: by a redirect that keeps the method, so that what was typed comes along. It is only passed on, under the
/// sign-in page's own token; from another site not even that.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class SignInAgainModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What was typed, or null when there is nothing that may be kept.</summary>
    public string? Kept { get; private set; }

    public IActionResult OnGet() => RedirectToPage("./Login", new { ReturnUrl });

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Request.IsFromOwnPage() || !Request.HasFormContentType)
        {
            return OnGet();
        }

        Kept = KeptForms.Write(await Request.ReadFormAsync(ct));
        return Page();
    }
}
