using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Checks the cookie at every request in place of every 30 minutes: one that does not hold any more is taken away, one with an old name or
/// old roles is written anew.
/// </summary>
internal sealed class SignInValidator(SecurityStampCache stamps, UserSessions sessions, SignInManager<ShopUser> signIn) : ISecurityStampValidator
{
    /// <summary>Claims that say how and when somebody signed in, and not who it is.</summary>
    private static readonly string[] OfTheSignIn = [UserSessions.ClaimType, ClaimTypes.AuthenticationMethod, "amr"];

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            await LookAsync(context);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null)
        {
            // Not thrown here: authentication remembers how it ended, and would end the page that tells of it too.
            context.RejectPrincipal();
            context.HttpContext.Features.Set(new UnknownSignIn(ExceptionDispatchInfo.Capture(e)));
        }
    }

    private async Task LookAsync(CookieValidatePrincipalContext context)
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

/// <summary>A sign-in that could not be looked up, because the database is busy or away.</summary>
internal sealed record UnknownSignIn(ExceptionDispatchInfo Exception);

internal static class UnknownSignIns
{
    /// <summary>
    /// Behind authentication: who cannot be looked up is told so, and not served as a visitor. The page that tells it shows nothing
    /// personal.
    /// </summary>
    public static void RefuseUnknownSignIns(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IExceptionHandlerFeature>() is null)
        {
            http.Features.Get<UnknownSignIn>()?.Exception.Throw();
        }

        return next(http);
    });
}
