using HybridShop.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Api;

internal static class CookieWrites
{
    /// <summary>
    /// A browser sends the cookie whoever asks it to. So a write that is signed in by the cookie alone counts only when the browser says that a page of
    /// this site has asked; a token has to be put there by the program itself and needs no such proof.
    /// </summary>
    public static void UseCookieGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (IsRead(http.Request.Method) || !http.Request.Path.StartsWithSegments("/api") || !IsByCookie(http) || http.Request.IsFromOwnPage())
        {
            await next(http);
            return;
        }

        await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, detail: ApiText.CookieFromElsewhere).ExecuteAsync(http);
    });

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsByCookie(HttpContext http) =>
        http.User.Identities.Any(identity => identity.AuthenticationType == IdentityConstants.ApplicationScheme);
}
