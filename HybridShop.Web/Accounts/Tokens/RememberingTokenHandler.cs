using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>
/// The framework's reader of tokens with a memory of those that held: a program sends the same one thousands of times, and reading it anew costs more
/// than the answer (README, Figures). Whether its key is still there and its time is not over is asked again each time.
/// </summary>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler, IDisposable
{
    /// <summary>Most tokens, of about 5 KB each.</summary>
    private const int MaxRemembered = 5_000;

    /// <summary>Claims are read from the token itself; this one stands where the framework wants one.</summary>
    private static readonly ClaimsIdentity Unread = new();

    private static readonly MemoryCacheEntryOptions UntilUnused = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) };

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    public RememberingTokenHandler() => MaximumTokenSizeInBytes = AccessTokens.MaxLength;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (remembered.TryGetValue(token, out JsonWebToken? known) && StillHolds(known!, validationParameters))
        {
            return new() { IsValid = true, SecurityToken = known, ClaimsIdentity = Unread };
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            remembered.Set(token, (JsonWebToken)result.SecurityToken, UntilUnused);
        }

        return result;
    }

    public void Dispose() => remembered.Dispose();

    private static bool StillHolds(JsonWebToken token, TokenValidationParameters rules) =>
        rules.IssuerSigningKeyResolver(token.EncodedToken, token, token.Kid, rules).Any()
        && rules.LifetimeValidator(token.ValidFrom, token.ValidTo, token, rules);
}
