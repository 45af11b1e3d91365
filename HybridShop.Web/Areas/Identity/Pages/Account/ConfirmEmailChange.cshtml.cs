using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>The link of the letter to a new address. Identity's own page would make the address the public name as well.</summary>
[AllowAnonymous]
internal sealed class ConfirmEmailChangeModel(SignInManager<ShopUser> signIn, SecurityStampCache stamps) : PageModel
{
    /// <summary>What was done, or null when the link does not hold.</summary>
    public string? Done { get; private set; }

    public async Task OnGetAsync(string? userId, string? email, string? code)
    {
        var users = signIn.UserManager;
        if (userId is null || email is null || ConfirmationLetters.Decode(code) is not { } token || await users.FindByIdAsync(userId) is not { } user
            || !(await users.ChangeEmailAsync(user, email, token)).Succeeded)
        {
            return;
        }

        // Another address is another stamp: every other sign-in ends, the one that asked for it goes on.
        stamps.Forget(user.Id);
        if (User.FindUserId() == user.Id)
        {
            await signIn.RefreshSignInAsync(user);
        }

        Done = Texts.Format(AccountText.EmailChanged, email);
    }
}
