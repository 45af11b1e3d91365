using System.ComponentModel.DataAnnotations;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>Signing in by email; Identity's own page would ask for the name that is public here.</summary>
[AllowAnonymous]
internal sealed class LoginModel(EmailSignIn signIn) : PageModel
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Why the last try failed, or null.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await signIn.SignInAsync(Input.Email!, Input.Password!, Input.KeepSignedIn);
        switch (answer.Kind)
        {
            case SignInAnswerKind.Done:
                return LocalRedirect(this.LocalOrAccount(ReturnUrl));
            case SignInAnswerKind.TwoFactor:
                return RedirectToPage("./LoginWith2fa", new { ReturnUrl = this.LocalOrAccount(ReturnUrl), RememberMe = Input.KeepSignedIn });
            case SignInAnswerKind.Paused:
                Refusal = AccountText.SignInPaused;
                return Page();
            default:
                Refusal = $"{AccountText.SignInWrong} {TriesLeft(answer.TriesLeft)}";
                ModelState.AddModelError("Input.Password", AccountText.SignInAgain);
                return Page();
        }
    }

    private static string TriesLeft(int count) => count switch
    {
        1 => AccountText.TriesLeft1,
        2 => AccountText.TriesLeft2,
        3 => AccountText.TriesLeft3,
        _ => AccountText.TriesLeft4,
    };

    internal sealed class SignInInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.EmailMissing))]
        [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
        public string? Email { get; set; }

        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.PasswordMissing))]
        [StringLength(AccountLimits.MaxPasswordLength, ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordLength))]
        public string? Password { get; set; }

        public bool KeepSignedIn { get; set; }
    }
}

internal static class ReturnAddresses
{
    /// <summary>Where to go on after signing in: an address of this site, or the account. Others are how links trick people.</summary>
    public static string LocalOrAccount(this PageModel page, string? returnUrl) =>
        page.Url.IsLocalUrl(returnUrl) ? returnUrl : page.Url.Content("~/account");
}
