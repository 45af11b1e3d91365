using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>Makes an admin: by the command line, or by whoever holds the set-up link while there is none.</summary>
internal sealed class AdminCreation(UserWrites userWrites, ShopWrites writes)
{
    /// <summary>With <paramref name="onlyTheFirst"/> a conflict when there is an admin already, looked up in the same transaction.</summary>
    public async Task<Outcome<ShopUser>> CreateAsync(RegistrationInput input, ShopActor actor, bool onlyTheFirst, CancellationToken ct)
    {
        var prepared = await userWrites.PrepareAsync(input);
        if (prepared.Value is not { } newUser)
        {
            return Outcome.Invalid(prepared.Errors);
        }

        return await writes.RunAsync<ShopUser>(actor, async write =>
        {
            if (onlyTheFirst && (await AdminRole.LockAsync(write, ct)).Count > 0)
            {
                return Outcome.Conflict("", AccountText.SetupOver);
            }

            var added = await userWrites.AddAsync(write, newUser, ShopRoles.Admin, isEmailConfirmed: true);
            if (added.Value is { } user)
            {
                write.Record("user.create", user.Id, user.UserName!, after: ShopRoles.Admin);
            }

            return added;
        }, ct);
    }
}

internal static class AdminRole
{
    /// <summary>
    /// Ids of all admins; until the transaction ends nobody else gets an answer. Updating the role's row is what both databases make
    /// others wait for.
    /// </summary>
    public static async Task<List<int>> LockAsync(ShopWrite write, CancellationToken ct)
    {
        var normalizedName = ShopRoles.Admin.ToUpperInvariant();
        var stamp = Guid.NewGuid().ToString();
        await write.Db.Roles.Where(r => r.NormalizedName == normalizedName).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConcurrencyStamp, stamp), ct);
        return await AdminIds(write.Db).ToListAsync(ct);
    }

    public static IQueryable<int> AdminIds(ShopDbContext db)
    {
        var normalizedName = ShopRoles.Admin.ToUpperInvariant();
        return db.UserRoles.Join(db.Roles.Where(r => r.NormalizedName == normalizedName), ur => ur.RoleId, r => r.Id, (ur, r) => ur.UserId);
    }
}
