using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts.Tokens;

internal sealed class BearerSchemeOptions : AuthenticationSchemeOptions;

/// <summary>Signs a request in by its access token, as the account is now: roles and name are not those of an hour ago.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<BearerSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens tokens, SecurityStamps stamps)
    : AuthenticationHandler<BearerSchemeOptions>(options, loggers, encoder)
{
    private static readonly AuthenticateResult Wrong = AuthenticateResult.Fail("The token does not hold.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!BearerScheme.IsMeant(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (BearerScheme.TokenOf(Request) is not { } token || tokens.Read(token) is not { UserId: { } id } claims
            || await stamps.FindPrincipalAsync(id, stamp => AccessTokens.StampHash(stamp) == claims.Stamp, Scheme.Name, Context.RequestAborted) is not { } principal)
        {
            return Wrong;
        }

        // For sockets, which outlive the request.
        var properties = new AuthenticationProperties { ExpiresUtc = DateTimeOffset.FromUnixTimeSeconds(claims.Exp) };
        return AuthenticateResult.Success(new(principal, properties, Scheme.Name));
    }

    /// <summary>RFC 6750, 3: who gave a token is told that it is the token's fault.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = BearerScheme.IsMeant(Request) ? BearerScheme.Name + " error=\"invalid_token\"" : BearerScheme.Name;
        return Task.CompletedTask;
    }
}
