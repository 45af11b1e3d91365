using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>
/// Ends the sign-in here, or everywhere by a new security stamp. A look at the page ends nothing. Whoever is signed out already is not asked to sign in for it.
/// </summary>
[AllowAnonymous]
internal sealed class LogoutModel(SignInManager<ShopUser> signIn, SecurityStampCache stamps) : PageModel
{
    public IActionResult OnGet() => User.FindUserId() is null ? RedirectToPage("./Login") : Page();

    public async Task<IActionResult> OnPostAsync(bool everywhere)
    {
        if (everywhere && await signIn.UserManager.GetUserAsync(User) is { } user)
        {
            await signIn.UserManager.UpdateSecurityStampAsync(user);
            stamps.Forget(user.Id);
        }

        await signIn.SignOutAsync();
        this.LeaveNote(everywhere ? AccountText.SignedOutEverywhere : AccountText.SignedOut);
        return RedirectToPage("./Login");
    }
}
