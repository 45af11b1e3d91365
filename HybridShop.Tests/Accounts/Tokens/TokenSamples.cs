using System.Buffers.Text;
using System.Text;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>Token parts without a shop: keys in a folder of their own, a clock that stands still.</summary>
internal sealed class TokenSamples : IDisposable
{
    public const string Stamp = "STAMP5";

    private readonly TempFolder folder = new();

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

    /// <summary>A token with these words in header and payload, soundly signed by the key.</summary>
    public static string Sign(string header, string payload, TokenKey key)
    {
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return signed + "." + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    public static string Header(TokenKey key, string more = "") => $$"""{"alg":"{{key.Algorithm}}","typ":"at+jwt","kid":"{{key.Id}}"{{more}}}""";

    /// <summary>A payload that holds, but for what a test puts in other words.</summary>
    public string Payload(string iss = "hybridshop", string aud = "\"hybridshop-api\"", int issued = 0, int lasts = 3_600, string more = "") =>
        $$"""
        {"iss":"{{iss}}","aud":{{aud}},"sub":"5","jti":"j","iat":{{Now + issued}},"exp":{{Now + issued + lasts}},"name":"Ada","roles":[],"stamp":"s"{{more}}}
        """;

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose() => folder.Dispose();
}
