using HybridShop.Web.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Every cookie of the site: HttpOnly, path "/" (so that a sign-in under a path prefix holds everywhere), in Production Secure and with
/// the prefix __Host-, which makes browsers refuse one that a subdomain or an unencrypted page has set.
/// </summary>
internal static class ShopCookies
{
    public static void AddShopCookies(this IServiceCollection services, IHostEnvironment environment)
    {
        var isProduction = environment.IsProduction();
        var prefix = isProduction ? "__Host-HybridShop" : "HybridShop";

        services.ConfigureAll<CookieAuthenticationOptions>(options => Guard(options.Cookie, isProduction));
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = prefix;
            options.LoginPath = "/Identity/Account/Login";
            options.LogoutPath = "/Identity/Account/Logout";
            options.Events.OnRedirectToLogin = RedirectPeople;

            options.Events.OnCheckSlidingExpiration = context => context.ShouldRenew && context.Principal is { } principal
                ? context.HttpContext.RequestServices.GetRequiredService<UserSessions>().ProlongAsync(principal)
                : Task.CompletedTask;

            // A door that stays shut says so at its own address; the error page speaks to people.
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            Guard(options.Cookie, isProduction);
            options.Cookie.Name = prefix + ".Note";
            options.Cookie.IsEssential = true;
        });
        services.Configure<AntiforgeryOptions>(options => options.Cookie = new FormCookie(isProduction) { Name = prefix + ".Form" });
    }

    private static void Guard(CookieBuilder cookie, bool isProduction)
    {
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.SecurePolicy = isProduction ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Programs and sockets get the status itself; only people can do something with a page.</summary>
    private static Task RedirectPeople(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.HasNoSignInPage())
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = Tokens.BearerScheme.Name;
        }
        else if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType && context.Request.IsFromOwnPage())
        {
            // The method is kept, and with it what was typed.
            var request = context.Request;
            var back = QueryString.Create(context.Options.ReturnUrlParameter, request.PathBase + request.Path + request.QueryString);
            context.Response.Redirect(request.PathBase + "/Identity/Account/SignInAgain" + back, permanent: false, preserveMethod: true);
        }
        else
        {
            // Without scheme and host: whoever came in by another name of the shop stays there.
            context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Antiforgery with SecurePolicy.Always throws when the last hop is plain HTTP, as it is behind a proxy that ends TLS. Marking the
    /// cookie Secure by ourselves is as strict towards browsers and answers such requests.
    /// </summary>
    private sealed class FormCookie : CookieBuilder
    {
        private readonly bool isSecure;

        public FormCookie(bool isSecure)
        {
            this.isSecure = isSecure;
            (HttpOnly, SameSite, Path, IsEssential, SecurePolicy) = (true, SameSiteMode.Lax, "/", true, CookieSecurePolicy.SameAsRequest);
        }

        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure |= isSecure;
            return options;
        }
    }
}
