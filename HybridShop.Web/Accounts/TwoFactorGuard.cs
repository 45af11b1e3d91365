using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Identity's pages for the second factor fail for whoever has not given a password before; those begin at the beginning. A wrong code counts
/// like a wrong password.
/// </summary>
internal sealed class TwoFactorGuard(SignInManager<ShopUser> signIn) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            context.Result = new RedirectToPageResult("/Account/Login", new { area = "Identity" });
            return;
        }

        var isTyped = context.ModelState.IsValid && HttpMethods.IsPost(context.HttpContext.Request.Method);
        if ((await next()).Result is PageResult && isTyped)
        {
            context.HttpContext.CountWrongSignIn();
        }
    }
}
