using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>
/// Sends the letter by which a new password is chosen. Identity's own page sends none to an address that is not confirmed yet, though following the link
/// confirms it. The answer does not tell whether there is such an account.
/// </summary>
[AllowAnonymous]
internal sealed class ForgotPasswordModel(UserManager<ShopUser> users, ConfirmationLetters letters) : PageModel
{
    [BindProperty]
    public ForgottenInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.FindByEmailAsync(Input.Email!) is { } user)
        {
            await letters.SendForPasswordAsync(user, HttpContext);
        }

        this.LeaveNote(Texts.Format(AccountText.ForgotSent, Input.Email));
        return RedirectToPage();
    }

    internal sealed class ForgottenInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.EmailMissing))]
        [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
            ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
        public string? Email { get; set; }
    }
}
