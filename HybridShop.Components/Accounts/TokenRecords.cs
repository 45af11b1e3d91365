using System.ComponentModel.DataAnnotations;

namespace HybridShop.Components.Accounts;

/// <summary>What a program signs in with.</summary>
public sealed class SignInInput
{
    /// <summary>Most characters of a code.</summary>
    public const int CodeLength = 30;

    /// <summary>The account's address.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailMissing))]
    [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
    public string Email { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Its password.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordMissing))]
    [StringLength(AccountLimits.MaxPasswordLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.PasswordTooLong))]
    public string Password { get; set; } = "";

    /// <summary>The six digits of the authenticator app, for accounts with a second factor; else null.</summary>
    [StringLength(CodeLength, ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.CodeTooLong))]
    public string? TwoFactorCode { get; set; }

    /// <summary>One of the recovery codes, in place of those digits; else null.</summary>
    [StringLength(CodeLength, ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.CodeTooLong))]
    public string? RecoveryCode { get; set; }
}

/// <summary>A program's sign-in.</summary>
/// <param name="AccessToken">Goes into the header `Authorization: Bearer …` of each request.</param>
/// <param name="RefreshToken">Good for one exchange against the next pair of tokens.</param>
/// <param name="TokenType">Always `Bearer`.</param>
/// <param name="ExpiresIn">Seconds for which the access token holds.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn);

/// <summary>What the next tokens are given for.</summary>
public sealed class RefreshInput
{
    /// <summary>Most characters that are looked at.</summary>
    public const int TokenLength = 200;

    /// <summary>The refresh token that came last.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.RefreshMissing))]
    [StringLength(TokenLength, ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.RefreshTooLong))]
    public string RefreshToken { get; set; } = "";
}

/// <summary>The same under the name that programs for Django shops know.</summary>
public sealed class ShortRefreshInput
{
    /// <summary>The refresh token that came last.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.RefreshMissing))]
    [StringLength(RefreshInput.TokenLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.RefreshTooLong))]
    public string Refresh { get; set; } = "";
}

/// <summary>A sign-in under the names that programs for Django shops know.</summary>
/// <param name="Access">Goes into the header `Authorization: Bearer …` of each request.</param>
/// <param name="Refresh">Good for one exchange against the next pair of tokens.</param>
public sealed record ShortTokenPair(string Access, string Refresh);
