namespace HybridShop.Components.Accounts;

/// <summary>Accounts of customers. Signing in is the web's own matter; this is what all doors share.</summary>
public interface IAccountService
{
    /// <summary>Makes an account without any role. A taken name or address is refused as invalid, with the field's name.</summary>
    Task<Outcome<AccountDetails>> RegisterAsync(RegistrationInput input, CancellationToken ct = default);

    /// <summary>The actor's own account, or null when it is gone.</summary>
    Task<AccountDetails?> FindOwnAsync(ShopActor actor, CancellationToken ct = default);

    /// <summary>All that is kept about the actor, or null when the account is gone. No secret is in it.</summary>
    Task<PersonalData?> FindPersonalDataAsync(ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Changes the actor's public name and phone; a conflict when what was seen is not there any more. A new name stands beside all reviews at once.
    /// </summary>
    Task<Outcome<AccountDetails>> EditProfileAsync(IEdit<ProfileInput> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Accounts, newest first. Admins only.</summary>
    Task<Outcome<PageOf<AccountDetails>>> ListAsync(AccountFilter filter, ShopActor actor, CancellationToken ct = default);

    /// <summary>Anybody's account. Admins only.</summary>
    Task<Outcome<AccountDetails>> FindAsync(int id, ShopActor actor, CancellationToken ct = default);

    /// <summary>The account with that sign-in address. Admins only.</summary>
    Task<Outcome<AccountDetails>> FindByEmailAsync(string email, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Changes roles and lock of an account, which counts within five seconds wherever it is signed in. Admins only; a conflict when what was seen is
    /// not there any more, and when no admin who can sign in would be left.
    /// </summary>
    Task<Outcome<AccountDetails>> EditAccessAsync(int id, IEdit<AccountAccess> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Deletes the actor's account; reviews stay without a name. Invalid when the password is wrong, conflict for the only admin.</summary>
    Task<Outcome<AccountDetails>> DeleteOwnAsync(string password, ShopActor actor, CancellationToken ct = default);
}
