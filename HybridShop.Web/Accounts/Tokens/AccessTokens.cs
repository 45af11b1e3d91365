using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>Access tokens (RFC 9068): who calls, for an hour, without a look into a table of tokens.</summary>
internal sealed class AccessTokens(TokenSettings settings, TokenKeys keys, TimeProvider clock)
{
    /// <summary>Their `typ`, so that no other token of ours can be taken for one.</summary>
    public const string Type = "at+jwt";

    private const int IdBytes = 16;

    public string Issue(int userId, string name, IReadOnlyList<string> roles, string stamp)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new AccessClaims(
            settings.Issuer, settings.Audience, userId.ToString(CultureInfo.InvariantCulture), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
            now, now + (long)settings.AccessLifetime.TotalSeconds, name, roles, StampHash(stamp));
        return SignedToken.Write(claims, Type, keys.Active);
    }

    /// <summary>The claims of a token that was issued here for here and holds by the clock, else null. Its account may have changed since.</summary>
    public AccessClaims? Read(string token)
    {
        if (SignedToken.Read<AccessClaims>(token, Type, keys.Find) is not { } claims || claims.Iss != settings.Issuer || claims.Aud != settings.Audience)
        {
            return null;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var skew = (long)TokenSettings.ClockSkew.TotalSeconds;
        return claims.Exp > now - skew && claims.Iat <= now + skew && (claims.Nbf ?? 0) <= now + skew ? claims : null;
    }

    /// <summary>Tells one stamp from the next, and nothing about either.</summary>
    public static string StampHash(string stamp) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)).AsSpan(0, IdBytes));
}

/// <summary>
/// What an access token says; the names are those of RFC 7519, times are seconds since 1970. Ours have no `nbf`. `stamp` is a short hash of the
/// account's security stamp.
/// </summary>
internal sealed record AccessClaims(
    string Iss, string Aud, string Sub, string Jti, long Iat, long Exp, string Name, IReadOnlyList<string> Roles, string Stamp, long? Nbf = null)
{
    /// <summary>The user's id, or null when `sub` is none.</summary>
    public int? UserId => int.TryParse(Sub, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
