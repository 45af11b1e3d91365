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
        if (IsRead(http.Request.Method) || !http.Request.Path.StartsWithSegments("/api") || !IsByCookie(http) || IsFromOwnPage(http.Request))
        {
            await next(http);
            return;
        }

        await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, detail: ApiText.CookieFromElsewhere).ExecuteAsync(http);
    });

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsByCookie(HttpContext http) => http.User.Identities.Any(identity => identity.AuthenticationType == IdentityConstants.ApplicationScheme);

    /// <summary>Whether the browser says that a page of this site sends this. Programs that are no browser say nothing, and no.</summary>
    public static bool IsFromOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site == "same-origin"
        : request.Headers.Origin.ToString() is { Length: > 0 } origin && ApiOrigins.IsOwn(origin, request);
}
