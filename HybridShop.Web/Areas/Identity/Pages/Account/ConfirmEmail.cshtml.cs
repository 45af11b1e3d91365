using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>The link of the letter after registration. An unknown account and a wrong code are answered alike.</summary>
[AllowAnonymous]
internal sealed class ConfirmEmailModel(UserManager<ShopUser> users) : PageModel
{
    /// <summary>What was done, or null when the link does not hold.</summary>
    public string? Done { get; private set; }

    public async Task OnGetAsync(string? userId, string? code)
    {
        if (userId is not null && ConfirmationLetters.Decode(code) is { } token && await users.FindByIdAsync(userId) is { } user
            && (await users.ConfirmEmailAsync(user, token)).Succeeded)
        {
            Done = AccountText.EmailConfirmed;
        }
    }
}
