using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HybridShop.Components.Drafts;
using HybridShop.Components.Reviews;

namespace HybridShop.Components.Accounts;

/// <summary>An account as its owner and admins see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserName">The public name, beside reviews.</param>
/// <param name="Email">The sign-in name; never shown to others.</param>
/// <param name="IsEmailConfirmed">Whether the letter to this address was answered.</param>
/// <param name="Phone">E.164, such as +31205550148, or null.</param>
/// <param name="Roles">Names out of <see cref="ShopRoles"/>; empty for a customer.</param>
/// <param name="IsLocked">Whether an admin has locked it: nobody can sign in with it. The short pause after wrong passwords is none.</param>
/// <param name="CreatedUtc">When it was made, UTC.</param>
public sealed record AccountDetails(
    int Id, string UserName, string Email, bool IsEmailConfirmed, string? Phone, IReadOnlyList<string> Roles, bool IsLocked, DateTime CreatedUtc);

/// <summary>All that the shop keeps about somebody, for themselves.</summary>
/// <param name="Account">Names, address, number and roles.</param>
/// <param name="Reviews">Every review, waiting and refused ones too, newest first.</param>
/// <param name="Drafts">What was typed and not saved.</param>
/// <param name="SignIns">When the sign-ins of browsers that still hold began, UTC.</param>
public sealed record PersonalData(
    AccountDetails Account, IReadOnlyList<ReviewDraft> Reviews, IReadOnlyList<SavedDraft> Drafts, IReadOnlyList<DateTime> SignIns);

/// <summary>Which accounts an admin wants to see, newest first.</summary>
public sealed class AccountFilter
{
    /// <summary>Part of the public name or the address, or null for all.</summary>
    [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.SearchTooLong))]
    public string? Text { get; set => field = CanonicalText.Of(value); }

    /// <summary>Number of the page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Rows on a page, at most <see cref="Paging.MaxSize"/>.</summary>
    public int PageSize { get; set; } = Paging.DefaultSize;
}

/// <summary>Bounds of an account's fields.</summary>
public static class AccountLimits
{
    /// <summary>Most characters of a public name.</summary>
    public const int UserNameLength = 150;

    /// <summary>Most characters of an email address.</summary>
    public const int EmailLength = 254;

    /// <summary>Least characters of a password: length is what makes it strong.</summary>
    public const int MinPasswordLength = 12;

    /// <summary>Most characters of a password, so that nobody makes the shop hash a book.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>Most characters of a phone number as typed, with spaces; stored without them it is at most 16.</summary>
    public const int PhoneInputLength = 30;
}

/// <summary>What is needed for a new account.</summary>
public sealed class RegistrationInput
{
    /// <summary>Public name: letters, digits, dots, dashes and underscores.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.UserNameMissing))]
    [StringLength(AccountLimits.UserNameLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.UserNameTooLong))]
    public string UserName { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Address for signing in.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailMissing))]
    [StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.EmailTooLong))]
    [EmailAddress(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.EmailInvalid))]
    public string Email { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Password, at least 12 characters.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordMissing))]
    [StringLength(AccountLimits.MaxPasswordLength, MinimumLength = AccountLimits.MinPasswordLength,
        ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordLength))]
    public string Password { get; set; } = "";

    /// <summary>Phone with its country code, or null.</summary>
    [StringLength(AccountLimits.PhoneInputLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.PhoneInvalid))]
    public string? Phone { get; set; }
}

/// <summary>What an account's owner may change without further proof.</summary>
/// <remarks>Each property has its line in <see cref="ProfileFields"/>.</remarks>
public sealed record ProfileInput : ICopyable<ProfileInput>
{
    /// <summary>Public name: letters, digits, dots, dashes and underscores.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.UserNameMissing))]
    [StringLength(AccountLimits.UserNameLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.UserNameTooLong))]
    public string UserName { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Phone with its country code, or null for none.</summary>
    [StringLength(AccountLimits.PhoneInputLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.PhoneInvalid))]
    public string? Phone { get; set; }

    /// <inheritdoc />
    public ProfileInput Copy() => this with { };
}

/// <summary>The fields of a profile.</summary>
public sealed class ProfileFields : FieldTable<ProfileInput>
{
    /// <summary>The one table.</summary>
    public static ProfileFields All { get; } = new();

    /// <summary>Public name.</summary>
    public Field<ProfileInput> UserName { get; } = Of(input => input.UserName, "user_name", FieldKinds.Text, () => AccountRuleText.UserName);

    /// <summary>Phone with its country code.</summary>
    public Field<ProfileInput> Phone { get; } = Of(input => input.Phone, "phone", FieldKinds.OptionalText, () => AccountRuleText.Phone);
}

/// <summary>What an admin decides about an account.</summary>
/// <remarks>Each property has its line in <see cref="AccessFields"/>.</remarks>
public sealed record AccountAccess : ICopyable<AccountAccess>
{
    /// <summary>Names out of <see cref="ShopRoles"/>; empty for a customer.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Roles { get; set => field = [.. value.Select(role => ShopRoles.Find(role) ?? role).Distinct()]; } = [];

    /// <summary>Whether nobody can sign in with it.</summary>
    [JsonRequired]
    public bool IsLocked { get; set; }

    /// <inheritdoc />
    public AccountAccess Copy() => this with { };
}

/// <summary>The fields of an account that admins alone change.</summary>
public sealed class AccessFields : FieldTable<AccountAccess>
{
    private static readonly Func<ShopActor, bool> Admins = actor => actor.IsAdmin;

    /// <summary>The one table.</summary>
    public static AccessFields All { get; } = new();

    /// <summary>All roles; their order and letter case do not matter.</summary>
    public Field<AccountAccess> Roles { get; } = Of(access => access.Roles, "roles", FieldKinds.Words, () => AccountRuleText.Roles, Admins);

    /// <summary>Whether nobody can sign in with it. Locking ends every sign-in.</summary>
    public Field<AccountAccess> IsLocked { get; } = Of(access => access.IsLocked, "locked", FieldKinds.Flag, () => AccountRuleText.Locked, Admins);
}

/// <summary>The proof that the owner of an account is asked for once more.</summary>
public sealed class PasswordInput
{
    /// <summary>The account's password.</summary>
    [Required(ErrorMessageResourceType = typeof(AccountRuleText), ErrorMessageResourceName = nameof(AccountRuleText.PasswordMissing))]
    [StringLength(AccountLimits.MaxPasswordLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.PasswordTooLong))]
    public string Password { get; set; } = "";
}
