using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridShop.Web.Accounts;

/// <summary>Letters whose link proves that an address is its owner's. They lead to the shop's public address.</summary>
internal sealed class ConfirmationLetters(UserManager<ShopUser> users, IEmailSender<ShopUser> sender, LinkGenerator links)
{
    private const int MaxCodeLength = 2_000;

    /// <summary>To the account's present address.</summary>
    public async Task SendAsync(ShopUser user, HttpContext http) => await SendAsync(
        user, user.Email!, http, "/Account/ConfirmEmail",
        new { area = "Identity", userId = user.Id, code = Encode(await users.GenerateEmailConfirmationTokenAsync(user)) });

    /// <summary>To a new address, which becomes the account's when the link is followed.</summary>
    public async Task SendForChangeAsync(ShopUser user, string email, HttpContext http) => await SendAsync(
        user, email, http, "/Account/ConfirmEmailChange",
        new { area = "Identity", userId = user.Id, email, code = Encode(await users.GenerateChangeEmailTokenAsync(user, email)) });

    /// <summary>By which a new password is chosen, and the present address confirmed if it is not yet.</summary>
    public async Task SendForPasswordAsync(ShopUser user, HttpContext http) => await sender.SendPasswordResetLinkAsync(user, user.Email!, Link(
        http, "/Account/ResetPassword", new { area = "Identity", userId = user.Id, code = Encode(await users.GeneratePasswordResetTokenAsync(user)) }));

    /// <summary>The token out of a link, or null when it is none.</summary>
    public static string? Decode(string? code)
    {
        try
        {
            return code is { Length: > 0 and <= MaxCodeLength } ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    private Task SendAsync(ShopUser user, string email, HttpContext http, string page, object values) =>
        sender.SendConfirmationLinkAsync(user, email, Link(http, page, values));

    private string Link(HttpContext http, string page, object values) => HtmlEncoder.Default.Encode(links.GetUriByPage(http, page, null, values)!);
}
