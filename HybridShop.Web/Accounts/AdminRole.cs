using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>Who the admins are, for acts that must not leave the shop without one.</summary>
internal sealed class AdminRole(SecurityStampCache stamps)
{
    /// <summary>
    /// All admins; until the transaction ends nobody else gets an answer. Updating the role's row is what both databases make others wait for.
    /// </summary>
    public async Task<Admins> LockAsync(WriteContext write, CancellationToken ct)
    {
        var normalizedName = ShopRoles.Admin.ToUpperInvariant();
        var stamp = Guid.NewGuid().ToString();
        await write.Db.Roles.Where(r => r.NormalizedName == normalizedName).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConcurrencyStamp, stamp), ct);
        var admins = await write.Db.Users.Where(u => AdminIds(write.Db).Contains(u.Id)).Select(u => new { u.Id, u.LockoutEnd }).ToListAsync(ct);
        return new(admins.Count > 0, [.. admins.Where(admin => !stamps.IsLocked(admin.LockoutEnd)).Select(admin => admin.Id)]);
    }

    public static IQueryable<int> AdminIds(ShopDbContext db)
    {
        var normalizedName = ShopRoles.Admin.ToUpperInvariant();
        return db.UserRoles.Join(db.Roles.Where(r => r.NormalizedName == normalizedName), ur => ur.RoleId, r => r.Id, (ur, r) => ur.UserId);
    }
}

/// <param name="Any">Whether there is an admin, locked or not.</param>
/// <param name="Able">Ids of those who can sign in.</param>
internal sealed record Admins(bool Any, IReadOnlyList<int> Able)
{
    /// <summary>Whether nobody who can sign in would be an admin without this one.</summary>
    public bool IsLast(int userId) => Able is [var only] && only == userId;
}
