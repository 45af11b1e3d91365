using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account.Manage;

/// <summary>The profile is at /account.</summary>
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/account");
}
