using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

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
        return TypedResults.Json(new { keys = keys.Published }, Json, MediaType);
    }).ExcludeFromDescription();
}

/// <summary>A public key as RFC 7517 writes it. It has no place for a private half.</summary>
internal sealed record PublicTokenKey(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use)
{
    public static PublicTokenKey Of(ECDsaSecurityKey key)
    {
        var both = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return new(both.Kty, both.Crv, both.X, both.Y, both.Kid, SecurityAlgorithms.EcdsaSha256, JsonWebKeyUseNames.Sig);
    }
}
