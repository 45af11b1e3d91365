using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridShop.Web.Accounts;

internal static class AccountPages
{
    private const string Area = "Identity";

    /// <summary>Pages of Identity that this shop has no use for; the confirmation page would also tell which addresses are known.</summary>
    private static readonly string[] LeftOut = ["/Account/ExternalLogin", "/Account/RegisterConfirmation", "/Account/Manage/ExternalLogins",
        "/Account/Manage/SetPassword"];

    private static readonly string[] SecondFactor = ["/Account/LoginWith2fa", "/Account/LoginWithRecoveryCode"];

    private static readonly string[] SigningIn = [.. SecondFactor, "/Account/Login"];

    private static readonly string[] Limited =
    [
        "/Account/Register", "/Account/ForgotPassword", "/Account/ResetPassword", "/Account/ResendEmailConfirmation",
        "/Account/Manage/ChangePassword", "/Account/Manage/DeletePersonalData", "/Account/Manage/Email",
    ];

    public static void AddAccountPages(this IServiceCollection services) => services.Configure<RazorPagesOptions>(options =>
    {
        var conventions = options.Conventions;
        conventions.AddAreaFolderApplicationModelConvention(
            Area, "/", page => page.Filters.Add(new ResponseCacheAttribute { NoStore = true, Location = ResponseCacheLocation.None }));
        conventions.AddAreaFolderApplicationModelConvention(
            Area, "/Account/Manage", page => page.Filters.Add(new ServiceFilterAttribute<RefreshOwnSignInFilter>()));
        conventions.AddPageApplicationModelConvention("/Setup", Limit);
        foreach (var page in Limited)
        {
            conventions.AddAreaPageApplicationModelConvention(Area, page, Limit);
        }

        foreach (var page in SigningIn)
        {
            conventions.AddAreaPageApplicationModelConvention(Area, page, model => model.EndpointMetadata.Add(new TriesSignIn()));
        }

        foreach (var page in SecondFactor)
        {
            conventions.AddAreaPageApplicationModelConvention(Area, page, model => model.Filters.Add(new ServiceFilterAttribute<TwoFactorGuard>()));
        }

        foreach (var page in LeftOut)
        {
            conventions.AddAreaPageRouteModelConvention(Area, page, route => route.Selectors.Clear());
        }
    });

    private static void Limit(PageApplicationModel page) =>
        page.EndpointMetadata.Add(new EnableRateLimitingAttribute(AccountRateLimits.Forms));
}
