using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

/// <summary>Rules of an account that Identity does not know, whichever page changes it.</summary>
internal sealed class ShopUserRules(IdentityErrorDescriber errors) : IUserValidator<ShopUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<ShopUser> manager, ShopUser user) => Task.FromResult(Validate(user));

    private IdentityResult Validate(ShopUser user)
    {
        if (user.UserName is { Length: > ShopUser.UserNameLength })
        {
            return IdentityResult.Failed(errors.InvalidUserName(user.UserName));
        }

        return IsAddress(user.Email) ? IdentityResult.Success : IdentityResult.Failed(errors.InvalidEmail(user.Email));
    }

    /// <summary>What a letter can be written to: no display name, no line break, not too long.</summary>
    public static bool IsAddress([NotNullWhen(true)] string? email) =>
        email is { Length: <= ShopUser.EmailLength } && MailAddress.TryCreate(email, out var address) && address.Address == email;
}

/// <summary>Accounts are looked for by names and addresses in their canonical form, whichever page asks.</summary>
internal sealed class CanonicalLookup : ILookupNormalizer
{
    public string? NormalizeName(string? name) => CanonicalText.Of(name)?.ToUpperInvariant();

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}

/// <summary>The demo's password is known to everybody, so nobody may have it in Production.</summary>
internal sealed class ShopPasswordRules(IHostEnvironment environment) : IPasswordValidator<ShopUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<ShopUser> manager, ShopUser user, string? password) => Task.FromResult(
        environment.IsProduction() && password == DemoAccounts.Password
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordKnown", Description = AccountRuleText.PasswordKnown })
            : IdentityResult.Success);
}

/// <summary>Identity's refusals in the shop's words.</summary>
internal sealed class ShopIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), AccountRuleText.UserNameTaken);

    public override IdentityError InvalidUserName(string? userName) => Of(nameof(InvalidUserName), AccountRuleText.UserNameInvalid);

    public override IdentityError DuplicateEmail(string email) => Of(nameof(DuplicateEmail), AccountRuleText.EmailTaken);

    public override IdentityError InvalidEmail(string? email) => Of(nameof(InvalidEmail), AccountRuleText.EmailInvalid);

    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), AccountRuleText.PasswordLength);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Of(nameof(PasswordRequiresUniqueChars), AccountRuleText.PasswordTooPlain);

    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch), AccountRuleText.PasswordWrong);

    /// <summary>A failed result as an outcome; the code says which field is meant, and the same sentence is said once.</summary>
    public static Refusal Refuse(IEnumerable<IdentityError> errors) =>
        Outcome.Invalid([.. errors.Select(error => new OutcomeError(FieldOf(error.Code), error.Description)).Distinct()]);

    private static string FieldOf(string code)
    {
        if (code.EndsWith("UserName", StringComparison.Ordinal))
        {
            return nameof(RegistrationInput.UserName);
        }

        if (code.EndsWith("Email", StringComparison.Ordinal))
        {
            return nameof(RegistrationInput.Email);
        }

        if (code.StartsWith("Password", StringComparison.Ordinal))
        {
            return nameof(RegistrationInput.Password);
        }

        return "";
    }

    private static IdentityError Of(string code, string description) => new() { Code = code, Description = description };
}
