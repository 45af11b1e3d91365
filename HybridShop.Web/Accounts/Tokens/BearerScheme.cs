using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>Cookie or token: one default scheme that looks at the request and asks the other two.</summary>
internal static class BearerScheme
{
    public const string Name = "Bearer";

    private const string CookieOrToken = "CookieOrToken";
    private const string QueryName = "access_token";

    public static IServiceCollection AddShopTokens(this IServiceCollection services, TokenSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<TokenKeys>().AddSingleton<AccessTokens>().AddSingleton<RefreshTokens>().AddScoped<TokenSignIn>();

        // Signing in and out by name stays the cookie's.
        services.AddAuthentication(schemes => schemes.DefaultAuthenticateScheme = schemes.DefaultChallengeScheme = CookieOrToken)
            .AddScheme<BearerSchemeOptions, BearerHandler>(Name, null)
            .AddPolicyScheme(CookieOrToken, null, policy => policy.ForwardDefaultSelector = Choose);
        return services;
    }

    /// <summary>
    /// A token that does not hold is refused wherever it comes: whoever sends one means to be somebody, and is not to be treated as a visitor or as
    /// whom the cookie names.
    /// </summary>
    public static void RefuseWrongTokens(this WebApplication app) => app.Use((context, next) =>
        IsMeant(context.Request) && context.User.Identity is not { IsAuthenticated: true } && context.GetEndpoint()?.Metadata.GetMetadata<NeedsNoToken>() is null
            ? context.ChallengeAsync(Name)
            : next(context));

    /// <summary>
    /// Whether the request names its caller by a token. On pages another scheme in the header is a matter of the server before us, which may ask for a
    /// password of its own.
    /// </summary>
    public static bool IsMeant(HttpRequest request) => request.Headers.Authorization is { Count: > 0 } header
        ? ProgramPaths.Contain(request.Path) || FromHeader(header.ToString()) is not null
        : ProgramPaths.AreLive(request.Path) && request.Query.ContainsKey(QueryName);

    /// <summary>The token, or null when there is none. Several are joined by commas, which no token has.</summary>
    public static string? TokenOf(HttpRequest request) => request.Headers.Authorization is { Count: > 0 } header
        ? FromHeader(header.ToString())
        : ProgramPaths.AreLive(request.Path) && request.Query[QueryName] is [{ Length: > 0 } token] ? token : null;

    /// <summary>Null for another scheme, empty for this one without a token.</summary>
    private static string? FromHeader(string header) =>
        header.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && header[Name.Length..] is var rest && (rest.Length == 0 || rest[0] == ' ') ? rest.Trim(' ') : null;

    private static string Choose(HttpContext context) => IsMeant(context.Request) ? Name : IdentityConstants.ApplicationScheme;
}

/// <summary>
/// Metadata of endpoints whose body alone says who calls (sign-in, refresh, logout): programs send their old token along with everything, and could never
/// get a new one if it were looked at.
/// </summary>
internal sealed class NeedsNoToken;
