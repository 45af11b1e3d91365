using HybridShop.Components.Accounts;
using HybridShop.Components.Changes;
using HybridShop.Components.Reviews;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

internal sealed partial class AccountService(
    UserWrites userWrites, UserManager<ShopUser> users, UnitOfWork unitOfWork, IDbContextFactory<ShopDbContext> contexts,
    SecurityStampCache stamps, AdminRole admins)
    : IAccountService
{
    /// <summary>More changed reviews than this are announced as one change of everything.</summary>
    private const int MaxAnnounced = 200;

    public async Task<Outcome<AccountDetails>> RegisterAsync(RegistrationInput input, CancellationToken ct = default)
    {
        var prepared = await userWrites.PrepareAsync(input);
        if (prepared.Value is not { } newUser)
        {
            return Outcome.Invalid(prepared.Errors);
        }

        var actor = new ShopActor(null, newUser.UserName, []);
        return await unitOfWork.RunAsync<AccountDetails>(actor, async write =>
        {
            var added = await userWrites.AddAsync(write, newUser);
            return added.Value is { } user ? Outcome.Done((await FindAsync(write.Db, user.Id, ct))!) : Outcome.Invalid(added.Errors);
        }, ct);
    }

    public async Task<AccountDetails?> FindOwnAsync(ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.Id is { } id ? await FindAsync(db, id, ct) : null;
    }

    public async Task<Outcome<AccountDetails>> EditProfileAsync(IEdit<ProfileInput> edit, ShopActor actor, CancellationToken ct = default)
    {
        var outcome = await unitOfWork.RunAsync<AccountDetails>(actor, async write =>
        {
            if (await write.Db.Users.FirstOrDefaultAsync(u => u.Id == actor.Id, ct) is not { } user)
            {
                return Outcome.NotFound(AccountRuleText.AccountGone);
            }

            var merged = ProfileFields.All.Merge(new() { UserName = user.UserName!, Phone = user.PhoneNumber }, edit, actor);
            if (merged.Value?.Merged is not { } input)
            {
                return merged.Refusal!;
            }

            if (InputRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            if (!UserWrites.TryNormalizePhone(input.Phone, out var phone))
            {
                return Outcome.Invalid(nameof(input.Phone), AccountRuleText.PhoneInvalid);
            }

            var isRenamed = user.UserName != input.UserName;

            // Set directly: the manager's own setters would end every other sign-in, as if this were a new password.
            (user.UserName, user.PhoneNumber) = (input.UserName, phone);
            using var manager = userWrites.On(write);
            var result = await manager.UpdateAsync(user);
            if (!result.Succeeded)
            {
                return ShopIdentityErrors.Refuse(result.Errors);
            }

            if (isRenamed)
            {
                await AnnounceNameAsync(write, user.Id, ct);
            }

            return Outcome.Done((await FindAsync(write.Db, user.Id, ct))!);
        }, ct);
        Forget(actor);
        return outcome;
    }

    public async Task<Outcome<AccountDetails>> DeleteOwnAsync(string password, ShopActor actor, CancellationToken ct = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == actor.Id, ct) is not { } owner)
            {
                return Outcome.NotFound(AccountRuleText.AccountGone);
            }

            if (password.Length > AccountLimits.MaxPasswordLength || !await users.CheckPasswordAsync(owner, password))
            {
                return Outcome.Invalid(nameof(password), AccountRuleText.PasswordWrong);
            }
        }

        var outcome = await unitOfWork.RunAsync<AccountDetails>(actor, async write =>
        {
            if (await write.Db.Users.FirstOrDefaultAsync(u => u.Id == actor.Id, ct) is not { } user)
            {
                return Outcome.NotFound(AccountRuleText.AccountGone);
            }

            if ((await admins.LockAsync(write, ct)).IsLast(user.Id))
            {
                return Outcome.Conflict("", AccountRuleText.OnlyAdmin);
            }

            await AnnounceNameAsync(write, user.Id, ct);
            var details = (await FindAsync(write.Db, user.Id, ct))!;
            using var manager = userWrites.On(write);
            var result = await manager.DeleteAsync(user);
            return result.Succeeded ? Outcome.Done(details) : ShopIdentityErrors.Refuse(result.Errors);
        }, ct);
        Forget(actor);
        return outcome;
    }

    /// <summary>The name beside what this account has made and written changes, so what shows it is old.</summary>
    private static async Task AnnounceNameAsync(WriteContext write, int userId, CancellationToken ct)
    {
        write.AddChange(ChangeKind.User, userId);
        var reviews = await write.Db.Reviews.Where(r => r.UserId == userId && r.Status == ReviewStatus.Approved)
            .OrderBy(r => r.Id).Select(r => new { r.Id, r.ProductId }).Take(MaxAnnounced + 1).ToListAsync(ct);
        if (reviews.Count > MaxAnnounced)
        {
            write.AddChange(ChangeKind.Everything, 0, isListed: true);
            return;
        }

        reviews.ForEach(review => write.AddChange(ChangeKind.Review, review.Id, review.ProductId));
    }

    private void Forget(ShopActor actor)
    {
        if (actor.Id is { } id)
        {
            stamps.Forget(id);
        }
    }
}
