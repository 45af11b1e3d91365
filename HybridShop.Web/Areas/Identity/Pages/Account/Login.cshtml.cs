using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account;

/// <summary>Signing in by email; Identity's own page would ask for the name that is public here.</summary>
[AllowAnonymous]
internal sealed class LoginModel(EmailSignIn signIn, KeptForms kept) : PageModel
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What was typed into a form before this became necessary (<see cref="KeptForms"/>), or null.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    /// <summary>Why the last try failed, or null.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await signIn.SignInAsync(Input.Email!, Input.Password!, Input.KeepSignedIn);
        switch (answer.Kind)
        {
            case SignInAnswerKind.Done:
                return LocalRedirect(await GoOnAsync(answer.User!, ct));
            case SignInAnswerKind.TwoFactor:
                return RedirectToPage("./LoginWith2fa", new { ReturnUrl = await GoOnAsync(answer.User!, ct), RememberMe = Input.KeepSignedIn });
            case SignInAnswerKind.Paused:
                Refusal = AccountText.SignInPaused;
                return Page();
            default:
                Refusal = $"{AccountText.SignInWrong} {TriesLeft(answer.TriesLeft)}";
                ModelState.AddModelError("Input.Password", AccountText.SignInAgain);
                return Page();
        }
    }

    /// <summary>Where to go on, and what was typed there before.</summary>
    private async Task<string> GoOnAsync(ShopUser user, CancellationToken ct)
    {
        var address = this.LocalOrAccount(ReturnUrl);
        return Kept is null ? address : await kept.KeepAsync(address, Kept, new(user.Id, user.UserName!, []), ct);
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
        [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
            ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
        public string? Email { get; set => field = CanonicalText.Of(value); }

        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.PasswordMissing))]
        [StringLength(AccountLimits.MaxPasswordLength, ErrorMessageResourceType = typeof(AccountRuleText),
            ErrorMessageResourceName = nameof(AccountRuleText.PasswordLength))]
        public string? Password { get; set; }

        public bool KeepSignedIn { get; set; }
    }
}

internal static class ReturnAddresses
{
    /// <summary>Where to go on after signing in: an address of this site, or the account. Others are how links trick people.</summary>
    public static string LocalOrAccount(this PageModel page, string? returnUrl) =>
        page.Url.IsLocalUrl(returnUrl) ? returnUrl.InAscii() : page.Url.Content("~/account");
}

/// <summary>The fields of the sign-in: partial _SignInForm.</summary>
/// <param name="ReturnUrl">Where to go on, or null.</param>
/// <param name="Kept">What was typed there before, or null.</param>
/// <param name="Email">The address as typed.</param>
/// <param name="KeepSignedIn">Whether the sign-in shall outlive the browser's session.</param>
internal sealed record SignInForm(string? ReturnUrl, string? Kept, string? Email = null, bool KeepSignedIn = false);
