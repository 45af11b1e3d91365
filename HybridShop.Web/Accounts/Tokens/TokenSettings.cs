using System.Security.Cryptography;
using System.Text;
using HybridShop.Web.Data;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>The section Jwt of the configuration, checked once at start.</summary>
/// <param name="Secret">The secret that tokens are signed with (HS256), or null: then keys of the data folder sign (ES256).</param>
/// <param name="Issuer">Who issues tokens, their `iss`.</param>
/// <param name="Audience">Whom they are meant for, their `aud`.</param>
/// <param name="AccessLifetime">How long an access token holds.</param>
/// <param name="RefreshLifetime">How long a refresh token may lie unused.</param>
internal sealed record TokenSettings(byte[]? Secret, string Issuer, string Audience, TimeSpan AccessLifetime, TimeSpan RefreshLifetime)
{
    /// <summary>Machines' clocks differ by this much at most.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int MinSecretBytes = 32;
    private const int MaxNameLength = 200;
    private const string OtherSecret = "JWT_SECRET_KEY";

    /// <summary>The only algorithm of tokens: the one that its key is for.</summary>
    public string Algorithm => Secret is null ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.HmacSha256;

    public static TokenSettings From(IConfiguration configuration, IHostEnvironment environment) => new(
        SecretFrom(configuration, environment),
        Name(configuration, "Jwt:Issuer", "hybridshop"),
        Name(configuration, "Jwt:Audience", "hybridshop-api"),
        TimeSpan.FromMinutes(Between(configuration, "Jwt:AccessMinutes", 60, 1_440)),
        TimeSpan.FromDays(Between(configuration, "Jwt:RefreshDays", 30, 365)));

    /// <summary>Without Jwt:Algorithm a secret that is given is the one to sign with.</summary>
    private static byte[]? SecretFrom(IConfiguration configuration, IHostEnvironment environment)
    {
        var key = configuration["Jwt:Secret"] is { Length: > 0 } ? "Jwt:Secret" : OtherSecret;
        var secret = configuration[key] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;
        var usual = secret is null ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.HmacSha256;
        var algorithm = configuration["Jwt:Algorithm"] is { Length: > 0 } named ? named : usual;
        return algorithm switch
        {
            SecurityAlgorithms.EcdsaSha256 => null,
            SecurityAlgorithms.HmacSha256 when secret is null && environment.IsProduction() => throw new ShopStartException(
                $"Jwt:Algorithm is HS256, but there is no secret: set Jwt:Secret (environment Jwt__Secret or {OtherSecret}) to at least "
                + $"{MinSecretBytes} random characters, or Jwt:Algorithm to ES256."),

            // Good until the next start, and nobody needs to think of one before that.
            SecurityAlgorithms.HmacSha256 when secret is null => RandomNumberGenerator.GetBytes(MinSecretBytes),
            SecurityAlgorithms.HmacSha256 when secret.Length < MinSecretBytes => throw new ShopStartException(
                $"{key} has {secret.Length * 8} bits and could be guessed: set it to at least {MinSecretBytes} random characters (256 bits)."),
            SecurityAlgorithms.HmacSha256 => secret,
            _ => throw new ShopStartException(
                $"Jwt:Algorithm is “{algorithm}”; it can be {SecurityAlgorithms.EcdsaSha256} or {SecurityAlgorithms.HmacSha256}."),
        };
    }

    private static string Name(IConfiguration configuration, string key, string otherwise)
    {
        if (configuration[key] is not { Length: > 0 } name)
        {
            return otherwise;
        }

        if (name.Length <= MaxNameLength)
        {
            return name;
        }

        throw new ShopStartException($"{key} has {name.Length} characters; it may have {MaxNameLength}.");
    }

    private static int Between(IConfiguration configuration, string key, int otherwise, int most) =>
        configuration.Number(key, otherwise) is var number && number >= 1 && number <= most
            ? number
            : throw new ShopStartException($"{key} is “{configuration[key]}”; it can be 1 to {most}.");
}
