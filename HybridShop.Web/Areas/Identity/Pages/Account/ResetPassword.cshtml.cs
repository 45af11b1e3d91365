using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>The link of the letter to who forgot the password: a new one, and the address is confirmed, since its owner has read the letter.</summary>
[AllowAnonymous]
internal sealed class ResetPasswordModel(UserManager<ShopUser> users, SecurityStampCache stamps) : PageModel
{
    private const string TokenWrong = nameof(IdentityErrorDescriber.InvalidToken);

    [BindProperty(SupportsGet = true)]
    public string? UserId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    /// <summary>Whether the link does not hold, or not any more. An unknown account and a wrong code are answered alike.</summary>
    public bool IsOver { get; private set; }

    public void OnGet() => IsOver = UserId is null || ConfirmationLetters.Decode(Code) is null;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (UserId is null || ConfirmationLetters.Decode(Code) is not { } token || await users.FindByIdAsync(UserId) is not { } user)
        {
            IsOver = true;
            return Page();
        }

        // Saved together with the password, or not at all.
        user.EmailConfirmed = true;
        var result = await users.ResetPasswordAsync(user, token, Input.Password!);
        IsOver = result.Errors.Any(error => error.Code == TokenWrong);
        if (IsOver || (!result.Succeeded && !this.Accept(ShopIdentityErrors.Refuse(result.Errors), nameof(Input))))
        {
            return Page();
        }

        stamps.Forget(user.Id);
        this.LeaveNote(AccountText.ResetDone);
        return RedirectToPage("./Login");
    }

    internal sealed class NewPasswordInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordMissing))]
        [StringLength(AccountLimits.MaxPasswordLength, MinimumLength = AccountLimits.MinPasswordLength,
            ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordLength))]
        public string? Password { get; set; }
    }
}
