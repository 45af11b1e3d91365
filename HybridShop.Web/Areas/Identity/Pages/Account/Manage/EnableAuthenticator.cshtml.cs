using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace HybridShop.Web.Areas.Identity.Pages.Account.Manage;

/// <summary>Sets an authenticator app up. Identity's own page speaks of a QR code and leaves drawing it to scripts of others.</summary>
internal sealed class EnableAuthenticatorModel(UserManager<ShopUser> users, IUserStore<ShopUser> store, ShopSettings shop) : PageModel
{
    private const int RecoveryCodeCount = 10;

    [BindProperty]
    public CodeInput Input { get; set; } = new();

    /// <summary>The secret as it is typed, in groups of four.</summary>
    public string SharedKey { get; private set; } = "";

    /// <summary>The same as a picture, drawn with attributes alone: the content security policy lets no style in.</summary>
    public HtmlString Picture { get; private set; } = HtmlString.Empty;

    // Where the page that comes next finds them.
    [TempData]
    public string[]? RecoveryCodes { get; set; }

    [TempData]
    public string? StatusMessage { get; set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() is null ? Challenge() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is not { } user)
        {
            return Challenge();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var code = Input.Code!.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            ModelState.AddModelError("Input.Code", AccountText.AuthenticatorCodeWrong);
            return Page();
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        StatusMessage = AccountText.AuthenticatorDone;
        if (await users.CountRecoveryCodesAsync(user) > 0)
        {
            return RedirectToPage("./TwoFactorAuthentication");
        }

        RecoveryCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodeCount))!];
        return RedirectToPage("./ShowRecoveryCodes");
    }

    private async Task<ShopUser?> LoadAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return null;
        }

        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            // Not by ResetAuthenticatorKeyAsync, which makes a new security stamp: a look at this page ends no other sign-in.
            key = users.GenerateNewAuthenticatorKey();
            await ((IUserAuthenticatorKeyStore<ShopUser>)store).SetAuthenticatorKeyAsync(user, key, HttpContext.RequestAborted);
            await users.UpdateAsync(user);
        }

        SharedKey = string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(group => new string(group)));
        Picture = Draw(AddressOf(user.Email!, key));
        return user;
    }

    /// <summary>What authenticator apps read: github.com/google/google-authenticator/wiki/Key-Uri-Format.</summary>
    private string AddressOf(string email, string key)
    {
        var issuer = Uri.EscapeDataString(shop.Name);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={issuer}&digits=6";
    }

    private static HtmlString Draw(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new(code.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }

    internal sealed class CodeInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.AuthenticatorCodeMissing))]
        [StringLength(SignInInput.CodeLength, ErrorMessageResourceType = typeof(AccountRuleText),
            ErrorMessageResourceName = nameof(AccountRuleText.CodeTooLong))]
        public string? Code { get; set; }
    }
}
