using System.Text.Json;

namespace HybridShop.Web.Accounts.Tokens;

internal static class TokenKeyEndpoint
{
    private const string Address = "/.well-known/jwks.json";
    private const string MediaType = "application/jwk-set+json";

    private static readonly string[] Methods = ["GET", "HEAD"];
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The public keys, so that other programs of the house can verify tokens too (RFC 7517). Who meets a key he does not know asks again.</summary>
    public static void MapTokenKeys(this IEndpointRouteBuilder routes) => routes.MapMethods(Address, Methods, (TokenKeys keys, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new JsonWebKeySet(keys.Published), Json, MediaType);
    }).ExcludeFromDescription();
}
