using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Some of Identity's account pages make a new security stamp (a new authenticator key does) and count on half an hour until anybody
/// looks. Here the browser that did it gets a new cookie at once; all other sign-ins end, as they should.
/// </summary>
internal sealed class RefreshOwnSignInFilter(SignInManager<ShopUser> signIn) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var principal = context.HttpContext.User;
        var user = await signIn.UserManager.GetUserAsync(principal);
        var before = user?.SecurityStamp;
        await next();
        if (user is not null && before == principal.FindFirst(signIn.Options.ClaimsIdentity.SecurityStampClaimType)?.Value
            && await signIn.UserManager.GetUserAsync(principal) is { } after && after.SecurityStamp != before)
        {
            await signIn.RefreshSignInAsync(after);
        }
    }
}
