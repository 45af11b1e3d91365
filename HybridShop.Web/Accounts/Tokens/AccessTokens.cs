using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>Access tokens (RFC 9068): who calls, for an hour, without a look into a table of tokens.</summary>
internal sealed class AccessTokens(TokenSettings settings, TokenKeys keys, TimeProvider clock)
{
    /// <summary>Most characters; ours have about 600.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>A short hash of the account's security stamp: another stamp ends the token.</summary>
    public const string StampClaim = "stamp";

    /// <summary>Their `typ`, so that no other token of ours can be taken for one.</summary>
    private const string Type = "at+jwt";

    private const int IdBytes = 16;
    private const int MaxDepth = 4;

    /// <summary>Doubled, unknown and missing members, and null where none may be, are refused.</summary>
    private static readonly JsonSerializerOptions StrictHeader =
        new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = MaxDepth };

    /// <summary>Claims may be added one day, and a node that is older must not refuse them.</summary>
    private static readonly JsonSerializerOptions StrictClaims = new(StrictHeader) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private readonly JsonWebTokenHandler writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(int userId, string name, IReadOnlyList<string> roles, string stamp)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return writer.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuedAt = nowUtc,
            Expires = nowUtc + settings.AccessLifetime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = userId.ToString(CultureInfo.InvariantCulture),
                [JwtRegisteredClaimNames.Jti] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
                [JwtRegisteredClaimNames.Name] = name,
                ["roles"] = roles.ToArray(),
                [StampClaim] = StampHash(stamp),
            },
            SigningCredentials = new(keys.Active, settings.Algorithm),
        });
    }

    /// <summary>Tells one stamp from the next, and nothing about either.</summary>
    public static string StampHash(string stamp) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)).AsSpan(0, IdBytes));

    /// <summary>
    /// What a token has to be that was issued here for here: as strict as RFC 8725 asks, where the framework by itself is lenient. Its account may
    /// have changed since.
    /// </summary>
    public TokenValidationParameters Rules() => new()
    {
        ValidIssuer = settings.Issuer,
        ValidAudience = settings.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = [settings.Algorithm],
        TryAllIssuerSigningKeys = false,
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id) is { } key ? [key] : [],
        LifetimeValidator = (notBefore, expires, token, _) => IsItsTime(notBefore, expires, ((JsonWebToken)token).IssuedAt),
        TypeValidator = (_, token, _) => CheckForm((JsonWebToken)token),
    };

    /// <summary>By the shop's clock, where the framework would ask the machine's.</summary>
    private bool IsItsTime(DateTime? notBefore, DateTime? expires, DateTime issuedAt)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var latestBegin = nowUtc + TokenSettings.ClockSkew;
        return expires > nowUtc - TokenSettings.ClockSkew && issuedAt <= latestBegin && (notBefore is null || notBefore <= latestBegin);
    }

    /// <summary>The header says algorithm, type and key and nothing else, every claim is there once and of its kind.</summary>
    private static string CheckForm(JsonWebToken token)
    {
        try
        {
            var header = JsonSerializer.Deserialize<Header>(Base64UrlEncoder.DecodeBytes(token.EncodedHeader), StrictHeader);
            var claims = JsonSerializer.Deserialize<AccessClaims>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), StrictClaims);
            return header?.Typ == Type && claims is not null ? Type : throw new SecurityTokenInvalidTypeException("This is no access token.");
        }
        catch (JsonException e)
        {
            throw new SecurityTokenMalformedException("This token says too much, too little or something else.", e);
        }
    }

    private sealed record Header(string Alg, string Typ, string Kid);

    /// <summary>The names are those of RFC 7519, times are seconds since 1970. Ours have no `nbf`.</summary>
    private sealed record AccessClaims(
        string Iss, string Aud, string Sub, string Jti, long Iat, long Exp, string Name, IReadOnlyList<string> Roles, string Stamp, long? Nbf = null);
}
