using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>Signing in for tokens, as the page does for a cookie.</summary>
internal sealed class TokenSignIn(
    EmailSignIn signIn, UserManager<ShopUser> users, AccessTokens accessTokens, RefreshTokens refreshTokens, TokenSettings settings)
{
    /// <summary>Tokens for an address and its password; forbidden when they do not belong together, the answer being the same whatever the reason.</summary>
    public async Task<Outcome<TokenPair>> SignInAsync(SignInInput input, CancellationToken ct)
    {
        if (InputRules.Check(input) is { } refusal)
        {
            return refusal;
        }

        var answer = await signIn.CheckAsync(input.Email, input.Password);
        if (answer.User is not { } user)
        {
            return Outcome.Forbidden(AccountRuleText.SignInWrong);
        }

        if (answer.Kind == SignInAnswerKind.TwoFactor)
        {
            if (input.TwoFactorCode is null && input.RecoveryCode is null)
            {
                return Outcome.Forbidden(AccountRuleText.SecondFactorMissing);
            }

            if (!await TakeSecondFactorAsync(user, input))
            {
                signIn.CountWrong();
                return Outcome.Forbidden(AccountRuleText.SignInWrong);
            }
        }

        return await refreshTokens.IssueAsync(user, ct) is { } refreshToken
            ? Outcome.Done(PairOf(user, [.. await users.GetRolesAsync(user)], refreshToken))
            : Outcome.Forbidden(AccountRuleText.SignInWrong);
    }

    /// <summary>The next tokens for a refresh token; forbidden when it does not hold.</summary>
    public async Task<Outcome<TokenPair>> RefreshAsync(string refreshToken, CancellationToken ct) =>
        await refreshTokens.ExchangeAsync(refreshToken, ct) is { } next
            ? Outcome.Done(PairOf(next.User, next.Roles, next.RefreshToken))
            : Outcome.Forbidden(AccountRuleText.RefreshOver);

    public Task SignOutAsync(string refreshToken, CancellationToken ct) => refreshTokens.EndAsync(refreshToken, ct);

    /// <summary>Wrong codes count towards the pause like wrong passwords do.</summary>
    private async Task<bool> TakeSecondFactorAsync(ShopUser user, SignInInput input)
    {
        var isRight = input.TwoFactorCode is { } code
            ? await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, Bare(code))
            : (await users.RedeemTwoFactorRecoveryCodeAsync(user, input.RecoveryCode!.Replace(" ", "", StringComparison.Ordinal))).Succeeded;
        await (isRight ? users.ResetAccessFailedCountAsync(user) : users.AccessFailedAsync(user));
        return isRight;
    }

    /// <summary>Apps show the code in two groups, and people type it so.</summary>
    private static string Bare(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private TokenPair PairOf(ShopUser user, IReadOnlyList<string> roles, string refreshToken) => new(
        accessTokens.Issue(user.Id, user.UserName!, roles, user.SecurityStamp!), refreshToken, BearerScheme.Name, (int)settings.AccessLifetime.TotalSeconds);
}
