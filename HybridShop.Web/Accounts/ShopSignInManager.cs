using System.Security.Claims;
using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts;

/// <summary>Every way to sign in and out by cookie goes through here, Identity's own pages included; each sign-in gets a session.</summary>
internal sealed class ShopSignInManager(
    UserManager<ShopUser> users, IHttpContextAccessor contexts, IUserClaimsPrincipalFactory<ShopUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<ShopUser>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<ShopUser> confirmation, UserSessions sessions)
    : SignInManager<ShopUser>(users, contexts, claims, options, logger, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(
        ShopUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        if (Context.User.FindUserId() != user.Id)
        {
            // The browser forgets the other account's cookie, so nobody could ever sign it out.
            await sessions.EndAsync(Context.User);
        }

        var session = await sessions.BeginAsync(user, Context.User.FindSessionId());
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new(UserSessions.ClaimType, session.ToString())]);
    }

    public override async Task SignOutAsync()
    {
        await sessions.EndAsync(Context.User);
        await base.SignOutAsync();
    }
}
