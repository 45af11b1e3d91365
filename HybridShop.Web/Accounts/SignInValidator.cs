using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Checks the cookie at every request in place of every 30 minutes: one that does not hold any more is taken away, one with an old name or
/// old roles is written anew.
/// </summary>
internal sealed class SignInValidator(SecurityStamps stamps, SignInManager<ShopUser> signIn) : ISecurityStampValidator
{
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal!;
        var state = await stamps.LookAsync(principal, context.HttpContext.RequestAborted);
        if (state == SignInState.Current)
        {
            return;
        }

        if (state != SignInState.Ended
            && await signIn.UserManager.FindByIdAsync(principal.FindUserId()!.Value.ToString(CultureInfo.InvariantCulture)) is { } user)
        {
            context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(user));
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await signIn.SignOutAsync();
    }
}
