using System.Globalization;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>Cookie or token: one default scheme that looks at the request and asks the other two.</summary>
internal static class BearerScheme
{
    public const string Name = JwtBearerDefaults.AuthenticationScheme;

    private const string CookieOrToken = "CookieOrToken";
    private const string QueryName = "access_token";

    public static IServiceCollection AddShopTokens(this IServiceCollection services, TokenSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<TokenKeys>().AddSingleton<AccessTokens>().AddSingleton<RememberingTokenHandler>()
            .AddSingleton<RefreshTokens>().AddScoped<TokenSignIn>();

        // Signing in and out by name stays the cookie's.
        services.AddAuthentication(schemes => schemes.DefaultAuthenticateScheme = schemes.DefaultChallengeScheme = CookieOrToken)
            .AddJwtBearer(Name, Configure)
            .AddPolicyScheme(CookieOrToken, null, policy => policy.ForwardDefaultSelector = Choose);
        services.AddOptions<JwtBearerOptions>(Name).Configure<AccessTokens, RememberingTokenHandler>((options, tokens, reader) =>
        {
            options.TokenValidationParameters = tokens.Rules();
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(reader);
        });
        return services;
    }

    /// <summary>
    /// A token that does not hold is refused wherever it comes: whoever sends one means to be somebody, and is not to be treated as a visitor or as
    /// whom the cookie names.
    /// </summary>
    public static void RefuseWrongTokens(this WebApplication app) => app.Use((context, next) =>
        IsMeant(context.Request) && context.User.Identity is not { IsAuthenticated: true }
            && context.GetEndpoint()?.Metadata.GetMetadata<IgnoreBearerTokenMetadata>() is null
            ? context.ChallengeAsync(Name)
            : next(context));

    private static string Choose(HttpContext context) => IsMeant(context.Request) ? Name : IdentityConstants.ApplicationScheme;

    /// <summary>
    /// Whether the request names its caller by a token. On pages another scheme in the header is a matter of the server before us, which may ask for a
    /// password of its own.
    /// </summary>
    private static bool IsMeant(HttpRequest request) => request.Headers.Authorization is { Count: > 0 } header
        ? request.Path.HasNoSignInPage() || IsBearer(header.ToString())
        : request.Path.IsLive() && request.Query.ContainsKey(QueryName);

    private static bool IsBearer(string header) =>
        header.Equals(Name, StringComparison.OrdinalIgnoreCase) || header.StartsWith(Name + " ", StringComparison.OrdinalIgnoreCase);

    private static void Configure(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.Events = new() { OnMessageReceived = TakeFromAddressAsync, OnTokenValidated = BecomeAccountAsync, OnChallenge = BlameTokenAsync };
    }

    private static Task TakeFromAddressAsync(MessageReceivedContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count == 0 && request.Path.IsLive() && request.Query[QueryName] is [{ } token])
        {
            context.Token = token;
        }

        return Task.CompletedTask;
    }

    /// <summary>The caller is the account as it is now: roles and name are not those of an hour ago.</summary>
    private static async Task BecomeAccountAsync(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        var stamps = context.HttpContext.RequestServices.GetRequiredService<SecurityStampCache>();
        bool IsStamp(string stamp) => AccessTokens.StampHash(stamp) == token.GetPayloadValue<string>(AccessTokens.StampClaim);

        if (int.TryParse(token.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await stamps.FindPrincipalAsync(id, IsStamp, Name, context.HttpContext.RequestAborted) is { } principal)
        {
            context.Principal = principal;
            return;
        }

        context.Fail("The account has changed since.");
    }

    /// <summary>RFC 6750, 3: who gave a token is told that it is the token's fault, and not what it is.</summary>
    private static Task BlameTokenAsync(JwtBearerChallengeContext context)
    {
        // Set and not added, as the framework would: the page of the error passes here once more.
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = IsMeant(context.Request) ? Name + " error=\"invalid_token\"" : Name;
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
