using System.Buffers.Text;
using System.Text;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>Token parts without a shop: keys in a folder of their own, a clock that stands still.</summary>
internal sealed class TokenSamples : IDisposable
{
    public const string Stamp = "STAMP5";

    private readonly TempFolder folder = new();
    private readonly RememberingTokenHandler reader = new();

    public TokenSamples(byte[]? secret = null)
    {
        Settings = SettingsWith(secret);
        Keys = OpenKeys();
        Tokens = new(Settings, Keys, Clock);
    }

    public FakeClock Clock { get; } = new();

    public TokenSettings Settings { get; }

    public TokenKeys Keys { get; }

    public AccessTokens Tokens { get; }

    /// <summary>The files of the keys, oldest first.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Path.Combine(folder.Path, "keys")).Order(StringComparer.Ordinal)];

    public static TokenSettings SettingsWith(byte[]? secret = null) =>
        new(secret, "hybridshop", "hybridshop-api", TimeSpan.FromHours(1), TimeSpan.FromDays(30));

    /// <summary>The keys as another process of the same shop has them.</summary>
    public TokenKeys OpenKeys() => new(
        Settings, new ShopSettings("Shop", folder.Path, false, Currency.Find("EUR")!, TimeZoneInfo.Utc), Clock, NullLogger<TokenKeys>.Instance);

    public string Issue() => Tokens.Issue(5, "Ada", [ShopRoles.Seller], Stamp);

    /// <summary>The token as the shop reads it, or null when it does not hold.</summary>
    public async Task<JsonWebToken?> ReadAsync(string token) =>
        await reader.ValidateTokenAsync(token, Tokens.Rules()) is { IsValid: true } result ? (JsonWebToken)result.SecurityToken : null;

    public async Task<bool> HoldsAsync(string token) => await ReadAsync(token) is not null;

    public Task<bool> HoldsAsync(string header, string payload) => HoldsAsync(Sign(header, payload, Keys.Active));

    /// <summary>A token with these words in header and payload, soundly signed by the key.</summary>
    public static string Sign(string header, string payload, SecurityKey key) => Sign(Encoding.UTF8.GetBytes(header), payload, key);

    public static string Sign(byte[] header, string payload, SecurityKey key)
    {
        var signed = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return signed + "." + JwtTokenUtilities.CreateEncodedSignature(signed, new(key, AlgorithmOf(key)));
    }

    public static string Header(SecurityKey key, string more = "") => $$"""{"alg":"{{AlgorithmOf(key)}}","typ":"at+jwt","kid":"{{key.KeyId}}"{{more}}}""";

    /// <summary>A payload that holds, but for what a test puts in other words.</summary>
    public string Payload(string iss = "hybridshop", string aud = "\"hybridshop-api\"", int issued = 0, int lasts = 3_600, string more = "") =>
        $$"""
        {"iss":"{{iss}}","aud":{{aud}},"sub":"5","jti":"j","iat":{{Now + issued}},"exp":{{Now + issued + lasts}},"name":"Ada","roles":[],"stamp":"s"{{more}}}
        """;

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose()
    {
        reader.Dispose();
        folder.Dispose();
    }

    private static string AlgorithmOf(SecurityKey key) => key is ECDsaSecurityKey ? "ES256" : "HS256";
}
