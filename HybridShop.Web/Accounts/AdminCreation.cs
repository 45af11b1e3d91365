using HybridShop.Components.Accounts;
using HybridShop.Web.Data;

namespace HybridShop.Web.Accounts;

/// <summary>Makes an admin: by the command line, or by whoever holds the set-up link while there is none.</summary>
internal sealed class AdminCreation(UserWrites userWrites, UnitOfWork unitOfWork, AdminRole admins)
{
    /// <summary>With <paramref name="onlyTheFirst"/> a conflict when there is an admin already, looked up in the same transaction.</summary>
    public async Task<Outcome<ShopUser>> CreateAsync(RegistrationInput input, ShopActor actor, bool onlyTheFirst, CancellationToken ct)
    {
        var prepared = await userWrites.PrepareAsync(input);
        if (prepared.Value is not { } newUser)
        {
            return Outcome.Invalid(prepared.Errors);
        }

        return await unitOfWork.RunAsync<ShopUser>(actor, async write =>
        {
            if (onlyTheFirst && (await admins.LockAsync(write, ct)).Any)
            {
                return Outcome.Conflict("", AccountText.SetupOver);
            }

            var added = await userWrites.AddAsync(write, newUser, ShopRoles.Admin, isEmailConfirmed: true);
            if (added.Value is { } user)
            {
                write.AddAuditEntry("user.create", user.Id, user.UserName!, after: ShopRoles.Admin);
            }

            return added;
        }, ct);
    }
}
