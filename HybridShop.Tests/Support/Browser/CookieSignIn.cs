using System.Security.Claims;
using System.Text.Encodings.Web;
using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HybridShop.Tests.Support.Browser;

/// <summary>Signs in whoever the cookie names: for tests of what comes after signing in.</summary>
internal sealed class CookieSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "TestCookie";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var actor = new[] { SampleShop.Mara, SampleShop.Ada }.FirstOrDefault(actor => actor.Name == Request.Cookies[Scheme]);
        return Task.FromResult(actor is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(SampleShop.ClaimsOf(actor), Scheme)), Scheme)));
    }
}
