using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Api;
using HybridShop.Web.Http;

namespace HybridShop.Web.Accounts;

/// <summary>Signing in, for programs. What the caller was known by before does not matter here.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("").WithTags("Sign-in").WithMetadata(new IgnoreBearerTokenMetadata(), new NoIdempotencyMetadata())
            .AddEndpointFilter(KeepOutOfCaches);
        tokens.MapPost("/auth/login", SignInAsync).WithName("login").LimitsWrongTries().GivesTokens<TokenPair>();
        tokens.MapPost("/auth", SignInAsync).WithName("login-alias").LimitsWrongTries().GivesTokens<TokenPair>();
        tokens.MapPost("/auth/refresh", RefreshAsync).WithName("refresh").LimitsRefreshes().GivesTokens<TokenPair>();
        tokens.MapPost("/auth/logout", SignOutAsync).WithName("logout").Produces(StatusCodes.Status204NoContent).ProducesProblems(400);
        tokens.MapPost("/token", SignInShortAsync).WithName("token-obtain-pair").LimitsWrongTries().GivesTokens<ShortTokenPair>();
        tokens.MapPost("/token/refresh", RefreshShortAsync).WithName("token-refresh").LimitsRefreshes().GivesTokens<ShortTokenPair>();
    }

    /// <summary>Signs in by address and password.</summary>
    /// <remarks>
    /// An account with a second factor needs `two_factor_code` or `recovery_code` too. After five wrong tries signing in is paused for ten minutes;
    /// the answer stays the same.
    /// </remarks>
    private static async Task<IResult> SignInAsync(SignInInput input, HttpContext http, TokenSignIn signIn, CancellationToken ct) =>
        Answer(http, await signIn.SignInAsync(input, ct), TypedResults.Ok);

    /// <summary>Exchanges a refresh token for the next pair of tokens.</summary>
    /// <remarks>
    /// Each is good for one exchange. One that comes again within 30 seconds, from a second tab or because the answer was lost, gives another pair of the
    /// same sign-in. One that comes later, or after the pair that it gave was used for the next exchange, was copied, and ends the whole sign-in.
    /// </remarks>
    private static async Task<IResult> RefreshAsync(RefreshInput input, HttpContext http, TokenSignIn signIn, CancellationToken ct) =>
        Answer(http, await signIn.RefreshAsync(input.RefreshToken, ct), TypedResults.Ok);

    /// <summary>Ends the sign-in that a refresh token belongs to. Its last access token holds until it runs out.</summary>
    private static async Task<IResult> SignOutAsync(RefreshInput input, TokenSignIn signIn, CancellationToken ct)
    {
        await signIn.SignOutAsync(input.RefreshToken, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Signs in by address and password; the answer has the names that programs for Django shops know.</summary>
    private static async Task<IResult> SignInShortAsync(SignInInput input, HttpContext http, TokenSignIn signIn, CancellationToken ct) =>
        Answer(http, await signIn.SignInAsync(input, ct), Short);

    /// <summary>Exchanges a refresh token for the next pair of tokens; under the names that programs for Django shops know.</summary>
    private static async Task<IResult> RefreshShortAsync(ShortRefreshInput input, HttpContext http, TokenSignIn signIn, CancellationToken ct) =>
        Answer(http, await signIn.RefreshAsync(input.Refresh, ct), Short);

    private static RouteHandlerBuilder LimitsWrongTries(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TriesSignIn());

    private static RouteHandlerBuilder LimitsRefreshes(this RouteHandlerBuilder endpoint) =>
        endpoint.RequireRateLimiting(AccountRateLimits.Refresh);

    private static RouteHandlerBuilder GivesTokens<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<T>(StatusCodes.Status200OK).ProducesProblems(400, 401, 429);

    private static IResult Short(TokenPair pair) => TypedResults.Ok(new ShortTokenPair(pair.AccessToken, pair.RefreshToken));

    /// <summary>Whoever is refused here is nobody yet, whatever else the request brought along: 401 and not 403.</summary>
    private static IResult Answer(HttpContext http, Outcome<TokenPair> outcome, Func<TokenPair, IResult> done)
    {
        if (outcome.Kind != OutcomeKind.Forbidden)
        {
            return outcome.ToHttpResult(done);
        }

        http.Response.Headers.WWWAuthenticate = BearerScheme.Name;
        return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: outcome.Message);
    }

    private static ValueTask<object?> KeepOutOfCaches(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
