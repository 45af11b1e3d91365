using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account.Manage;

/// <summary>The sign-in address: confirmed, and changed, by a letter to it. Whether a new one is taken only its owner learns.</summary>
internal sealed class EmailModel(UserManager<ShopUser> users, ConfirmationLetters letters) : PageModel
{
    [BindProperty]
    public AddressInput Input { get; set; } = new();

    public string Present { get; private set; } = "";

    public bool IsConfirmed { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() is null ? Challenge() : Page();

    public async Task<IActionResult> OnPostLetterAsync()
    {
        if (await LoadAsync() is not { } user)
        {
            return Challenge();
        }

        await letters.SendAsync(user, HttpContext);
        this.LeaveNote(Texts.Format(AccountText.LetterSent, user.Email));
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        if (await LoadAsync() is not { } user)
        {
            return Challenge();
        }

        if (ModelState.IsValid && !ShopUserRules.IsAddress(Input.Email))
        {
            ModelState.AddModelError("Input.Email", AccountRuleText.EmailInvalid);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await letters.SendForChangeAsync(user, Input.Email!, HttpContext);
        this.LeaveNote(Texts.Format(AccountText.LetterSent, Input.Email));
        return RedirectToPage();
    }

    private async Task<ShopUser?> LoadAsync()
    {
        var user = await users.GetUserAsync(User);
        (Present, IsConfirmed) = (user?.Email ?? "", user?.EmailConfirmed ?? false);
        return user;
    }

    internal sealed class AddressInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailMissing))]
        [EmailAddress(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailInvalid))]
        [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
            ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
        public string? Email { get; set => field = CanonicalText.Of(value); }
    }
}
