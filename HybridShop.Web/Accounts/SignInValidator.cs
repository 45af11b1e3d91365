using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Checks the cookie at every request in place of every 30 minutes: one that does not hold any more is taken away, one with an old name or
/// old roles is written anew.
/// </summary>
internal sealed class SignInValidator(SecurityStamps stamps, UserSessions sessions, SignInManager<ShopUser> signIn) : ISecurityStampValidator
{
    /// <summary>Claims that say how and when somebody signed in, and not who it is.</summary>
    private static readonly string[] OfTheSignIn = [UserSessions.ClaimType, ClaimTypes.AuthenticationMethod, "amr"];

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that tells of a fault shows nothing personal, and must not ask a database that may be the fault.
            return;
        }

        var principal = context.Principal!;
        var state = await stamps.LookAsync(principal, context.HttpContext.RequestAborted);
        if (state == SignInState.Current)
        {
            return;
        }

        if (state != SignInState.Ended
            && await signIn.UserManager.FindByIdAsync(principal.FindUserId()!.Value.ToString(CultureInfo.InvariantCulture)) is { } user)
        {
            var renewed = await signIn.CreateUserPrincipalAsync(user);
            renewed.Identities.First().AddClaims(principal.Claims.Where(claim => OfTheSignIn.Contains(claim.Type)));
            context.ReplacePrincipal(renewed);
            context.ShouldRenew = true;
            await sessions.ProlongAsync(renewed);
            return;
        }

        context.RejectPrincipal();
        await signIn.SignOutAsync();
    }
}
