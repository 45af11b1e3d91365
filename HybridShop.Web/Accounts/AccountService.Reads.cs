using HybridShop.Components.Accounts;
using HybridShop.Components.Drafts;
using HybridShop.Web.Data;
using HybridShop.Web.Reviews;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>Accounts as their owners and admins see them.</summary>
internal sealed partial class AccountService
{
    public async Task<Outcome<PageOf<AccountDetails>>> ListAsync(AccountFilter filter, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsAdmin)
        {
            return Outcome.Forbidden(AccountRuleText.AdminsOnly);
        }

        if (InputRules.Check(filter) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        IQueryable<ShopUser> found = db.Users;
        if (filter.Text is { Length: > 0 } text)
        {
            var normalized = text.ToUpperInvariant();
            found = found.Where(u => u.NormalizedUserName!.Contains(normalized) || u.NormalizedEmail!.Contains(normalized));
        }

        var (page, size) = Paging.Clamp(filter.Page, filter.PageSize);
        var rows = await Details(db, found.OrderByDescending(u => u.CreatedUtc).ThenByDescending(u => u.Id).Skip((page - 1) * size).Take(size)).ToListAsync(ct);
        return Outcome.Done(new PageOf<AccountDetails>(rows, page, size, await found.CountAsync(ct)));
    }

    public async Task<Outcome<AccountDetails>> FindAsync(int id, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsAdmin)
        {
            return Outcome.Forbidden(AccountRuleText.AdminsOnly);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, id, ct) is { } account ? Outcome.Done(account) : Outcome.NotFound(AccountRuleText.AccountUnknown);
    }

    public async Task<PersonalData?> FindPersonalDataAsync(ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.Id is not { } id || await FindAsync(db, id, ct) is not { } account ? null : new(
            account,
            await db.Reviews.Where(r => r.UserId == id).OrderByDescending(r => r.CreatedUtc).ThenByDescending(r => r.Id)
                .Select(ReviewQueries.Draft).ToListAsync(ct),
            await db.Drafts.Where(d => d.UserId == id).OrderByDescending(d => d.UpdatedUtc)
                .Select(d => new SavedDraft(d.Key, d.Text, d.UpdatedUtc)).ToListAsync(ct),
            await db.UserSessions.Where(s => s.UserId == id).OrderByDescending(s => s.CreatedUtc).Select(s => s.CreatedUtc).ToListAsync(ct));
    }

    public async Task<Outcome<AccountDetails>> FindByEmailAsync(string email, ShopActor actor, CancellationToken ct = default)
    {
        if (!actor.IsAdmin)
        {
            return Outcome.Forbidden(AccountRuleText.AdminsOnly);
        }

        var normalized = users.NormalizeEmail(email.Trim());
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Details(db, db.Users.Where(u => u.NormalizedEmail == normalized)).FirstOrDefaultAsync(ct) is { } account
            ? Outcome.Done(account)
            : Outcome.NotFound(AccountRuleText.AccountUnknown);
    }

    private Task<AccountDetails?> FindAsync(ShopDbContext db, int id, CancellationToken ct) =>
        Details(db, db.Users.Where(u => u.Id == id)).FirstOrDefaultAsync(ct);

    private IQueryable<AccountDetails> Details(ShopDbContext db, IQueryable<ShopUser> users)
    {
        var lockedFrom = stamps.LockedFrom;
        return users.Select(u => new AccountDetails(
            u.Id, u.UserName!, u.Email!, u.EmailConfirmed, u.PhoneNumber,
            db.UserRoles.Where(ur => ur.UserId == u.Id).Join(db.Roles, ur => ur.RoleId, r => r.Id, (ur, r) => r.Name!).OrderBy(name => name).ToList(),
            SecurityStampCache.IsAfter(u.LockoutEnd, lockedFrom), u.CreatedUtc));
    }
}
