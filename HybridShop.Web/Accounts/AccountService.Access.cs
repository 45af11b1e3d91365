using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>Roles and locks, which admins decide about.</summary>
internal sealed partial class AccountService
{
    private const string Separator = ", ";

    public async Task<Outcome<AccountDetails>> EditAccessAsync(int id, IEdit<AccountAccess> edit, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsAdmin)
        {
            return Outcome.Forbidden(AccountRuleText.AdminsOnly);
        }

        var outcome = await unitOfWork.RunAsync<AccountDetails>(actor, async write =>
        {
            var present = await admins.LockAsync(write, ct);
            if (actor.Id is { } me && !present.Able.Contains(me))
            {
                return Outcome.Forbidden(AccountRuleText.AdminsOnly);
            }

            if (await write.Db.Users.FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user || await FindAsync(write.Db, id, ct) is not { } before)
            {
                return Outcome.NotFound(AccountRuleText.AccountUnknown);
            }

            var merged = AccessFields.All.Merge(new() { Roles = before.Roles, IsLocked = before.IsLocked }, edit, actor);
            if (merged.Value?.Merged is not { } access)
            {
                return merged.Refusal!;
            }

            // A program's list can hold null, which is no role either.
            var unknown = access.Roles.Where(role => ShopRoles.Find(role) is null).ToList();
            if (unknown.Count > 0)
            {
                return Outcome.Invalid(nameof(access.Roles), Texts.Format(AccountRuleText.RoleUnknown, unknown[0], string.Join(Separator, ShopRoles.All)));
            }

            var (roles, isLocked) = (Named(access.Roles), access.IsLocked);
            if (present.IsLast(id) && (isLocked || !roles.Split(Separator).Contains(ShopRoles.Admin)))
            {
                return Outcome.Conflict("", Texts.Format(AccountRuleText.LastAdmin, user.UserName));
            }

            if (isLocked != before.IsLocked)
            {
                SetLock(write, user, isLocked);
            }

            if (roles != Named(before.Roles))
            {
                await SetRolesAsync(write, id, roles, ct);
                write.AddAuditEntry("user.roles", id, before.UserName, Named(before.Roles), roles);
            }

            await write.Db.SaveChangesAsync(ct);
            return Outcome.Done((await FindAsync(write.Db, id, ct))!);
        }, ct);
        stamps.Forget(id);
        return outcome;
    }

    /// <summary>Roles as one text: each once, in the order of their rights.</summary>
    private static string Named(IReadOnlyList<string> roles) =>
        string.Join(Separator, ShopRoles.All.Where(role => roles.Contains(role, StringComparer.OrdinalIgnoreCase)));

    /// <summary>A lock ends every sign-in for good: none comes back to life with the account.</summary>
    private static void SetLock(WriteContext write, ShopUser user, bool isLocked)
    {
        (user.LockoutEnabled, user.LockoutEnd, user.AccessFailedCount) = (true, isLocked ? DateTimeOffset.MaxValue : null, 0);
        user.SecurityStamp = isLocked ? Guid.NewGuid().ToString() : user.SecurityStamp;
        write.AddAuditEntry(isLocked ? "user.lock" : "user.unlock", user.Id, user.UserName!);
    }

    private static async Task SetRolesAsync(WriteContext write, int userId, string roles, CancellationToken ct)
    {
        var names = roles.Split(Separator);
        await write.Db.UserRoles.Where(ur => ur.UserId == userId).ExecuteDeleteAsync(ct);
        var ids = await write.Db.Roles.Where(r => names.Contains(r.Name)).Select(r => r.Id).ToListAsync(ct);
        write.Db.UserRoles.AddRange(ids.Select(id => new IdentityUserRole<int> { UserId = userId, RoleId = id }));
    }
}
