using System.Text.RegularExpressions;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>Identity's user manager inside the shop's own acts, so that an account changes in one transaction with what belongs to it.</summary>
internal sealed partial class UserWrites(UserManager<ShopUser> users, IServiceProvider services)
{
    public UserManager<ShopUser> On(WriteContext write) => ActivatorUtilities.CreateInstance<UserManager<ShopUser>>(
        services, new UserStore<ShopUser, ShopRole, ShopDbContext, int>(write.Db, users.ErrorDescriber));

    /// <summary>
    /// Checks the input and hashes the password. To be called before the act: hashing takes long enough that nobody else should wait
    /// for it with a write of his own.
    /// </summary>
    public async Task<Outcome<NewUser>> PrepareAsync(RegistrationInput input)
    {
        if (InputRules.Check(input) is { } refusal)
        {
            return refusal;
        }

        if (!TryNormalizePhone(input.Phone, out var phone))
        {
            return Outcome.Invalid(nameof(input.Phone), AccountRuleText.PhoneInvalid);
        }

        var user = new ShopUser { UserName = input.UserName, Email = input.Email };
        var errors = new List<IdentityError>();
        foreach (var rule in users.PasswordValidators)
        {
            errors.AddRange((await rule.ValidateAsync(users, user, input.Password)).Errors);
        }

        return errors.Count > 0
            ? ShopIdentityErrors.Refuse(errors)
            : Outcome.Done(new NewUser(user.UserName, user.Email, phone, users.PasswordHasher.HashPassword(user, input.Password)));
    }

    /// <summary>Adds the prepared user, with a role or without.</summary>
    public async Task<Outcome<ShopUser>> AddAsync(WriteContext write, NewUser prepared, string? role = null, bool isEmailConfirmed = false)
    {
        using var manager = On(write);
        var user = new ShopUser
        {
            UserName = prepared.UserName,
            Email = prepared.Email,
            EmailConfirmed = isEmailConfirmed,
            PhoneNumber = prepared.Phone,
            PasswordHash = prepared.PasswordHash,
        };
        var result = await manager.CreateAsync(user);
        if (result.Succeeded && role is not null)
        {
            result = await manager.AddToRoleAsync(user, role);
        }

        return result.Succeeded ? Outcome.Done(user) : ShopIdentityErrors.Refuse(result.Errors);
    }

    /// <summary>E.164 out of what people type: spaces, dashes, dots and brackets go, 00 becomes +. Nothing typed is no number.</summary>
    public static bool TryNormalizePhone(string? typed, out string? phone)
    {
        var bare = Decoration().Replace(typed ?? "", "");
        if (bare.Length == 0)
        {
            phone = null;
            return true;
        }

        phone = bare.StartsWith("00", StringComparison.Ordinal) ? "+" + bare[2..] : bare;
        return E164().IsMatch(phone);
    }

    [GeneratedRegex(@"[\s().\-]")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}

/// <summary>An account about to be made; its password is hashed already.</summary>
internal sealed record NewUser(string UserName, string Email, string? Phone, string PasswordHash);
