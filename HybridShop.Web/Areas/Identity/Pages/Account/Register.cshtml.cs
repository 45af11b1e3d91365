using System.Globalization;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>Makes an account, signs it in and writes the letter that confirms its address.</summary>
[AllowAnonymous]
internal sealed class RegisterModel(IAccountService accounts, SignInManager<ShopUser> signIn, ConfirmationLetters letters) : PageModel
{
    [BindProperty]
    public RegistrationInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await accounts.RegisterAsync(Input, ct);
        if (!this.Accept(outcome, nameof(Input)))
        {
            return Page();
        }

        var user = (await signIn.UserManager.FindByIdAsync(outcome.Value!.Id.ToString(CultureInfo.InvariantCulture)))!;
        await letters.SendAsync(user, HttpContext);
        await signIn.SignInAsync(user, isPersistent: false);
        this.LeaveNote(AccountText.Registered);
        return LocalRedirect(this.LocalOrAccount(ReturnUrl));
    }
}
