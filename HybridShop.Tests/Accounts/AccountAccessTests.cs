using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>Roles and locks: who may give them, and that the shop never loses its last admin.</summary>
public abstract class AccountAccessTests(TestDatabases databases) : DatabaseTest(databases)
{
    private static readonly int Ada = Users.Ada.Id!.Value;
    private static readonly int Admin = Users.Admin.Id!.Value;
    private static readonly int Mara = Users.Mara.Id!.Value;

    [Fact]
    public async Task Roles_are_given_and_taken_as_a_whole_and_written_in_the_record()
    {
        var given = await EditAsync(Ada, Roles([], "seller", ShopRoles.Staff, "SELLER"));

        given.Value!.Roles.ShouldBe([ShopRoles.Seller, ShopRoles.Staff]);
        (await EditAsync(Ada, Roles([ShopRoles.Seller, ShopRoles.Staff]))).Value!.Roles.ShouldBeEmpty();
        (await RecordAsync()).ShouldBe(["Admin user.roles Ada: Staff, Seller > ", "Admin user.roles Ada:  > Staff, Seller"]);
    }

    [Fact]
    public async Task A_locked_account_has_lost_its_sign_ins_for_good()
    {
        var stamp = await StampAsync(Ada);

        (await EditAsync(Ada, Lock(true))).Value!.IsLocked.ShouldBeTrue();

        (await StampAsync(Ada)).ShouldNotBe(stamp);
        Shop.Get<SecurityStampCache>().IsLocked(await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Ada).Select(u => u.LockoutEnd).SingleAsync()))
            .ShouldBeTrue();
        (await EditAsync(Ada, Lock(false))).Value!.IsLocked.ShouldBeFalse();
        (await StampAsync(Ada)).ShouldNotBe(stamp);
        (await RecordAsync()).ShouldBe(["Admin user.unlock Ada:  > ", "Admin user.lock Ada:  > "]);
    }

    [Fact]
    public async Task The_pause_after_wrong_passwords_is_no_lock()
    {
        var pause = Shop.Clock.GetUtcNow().AddMinutes(10);
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Ada).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, pause)));

        (await AskAsync(accounts => accounts.FindAsync(Ada, Users.Admin))).Value!.IsLocked.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_but_an_admin_may_and_only_while_still_one()
    {
        (await EditAsync(Ada, Roles([], ShopRoles.Staff), Users.Mara)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await EditAsync(Mara, Roles([ShopRoles.Staff], ShopRoles.Admin), Users.Mara)).Kind.ShouldBe(OutcomeKind.Forbidden);

        // As a cookie says it that is two seconds old.
        (await EditAsync(Ada, Roles([], ShopRoles.Admin), Users.Mara with { Roles = [ShopRoles.Admin] })).Kind.ShouldBe(OutcomeKind.Forbidden);

        (await AskAsync(accounts => accounts.FindByEmailAsync(Users.EmailOf(Users.Ada), Users.Mara))).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await RecordAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_not_seen_so_is_not_overwritten()
    {
        var outcome = await EditAsync(Ada, Roles([ShopRoles.Seller], ShopRoles.Staff));

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Errors.ShouldHaveSingleItem().Field.ShouldBe(nameof(AccountAccess.Roles));
    }

    [Fact]
    public async Task An_unknown_role_and_an_unknown_account_are_refused_in_words()
    {
        (await EditAsync(Ada, Roles([], "Owner"))).Message.ShouldBe("“Owner” is no role; there are Admin, Staff, Seller.");
        (await EditAsync(999, Lock(true))).Message.ShouldBe(AccountRuleText.AccountUnknown);
    }

    [Fact]
    public async Task The_last_admin_who_can_sign_in_stays_one()
    {
        const string Why = "Admin is the only admin who can sign in. Make somebody else an admin first.";
        (await EditAsync(Admin, Roles([ShopRoles.Admin]))).Message.ShouldBe(Why);
        (await EditAsync(Admin, Lock(true))).Message.ShouldBe(Why);
        await EditAsync(Mara,
            Edit.Of<AccountAccess>(p => (p.Roles, p.IsLocked) = ([ShopRoles.Staff], false), p => (p.Roles, p.IsLocked) = ([ShopRoles.Admin], true)));
        (await EditAsync(Admin, Roles([ShopRoles.Admin]))).Message.ShouldBe(Why, "a locked admin is none");
        (await DeleteAsync(Users.Admin)).Message.ShouldBe(AccountRuleText.OnlyAdmin);

        await EditAsync(Mara, Lock(false));

        (await EditAsync(Admin, Roles([ShopRoles.Admin]))).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_admins_who_send_each_other_away_at_once_one_stays()
    {
        await EditAsync(Mara, Roles([ShopRoles.Staff], ShopRoles.Admin));
        var mara = Users.Mara with { Roles = [ShopRoles.Admin] };
        await using var elsewhere = await Shop.OpenAnotherAsync();
        for (var round = 0; round < 5; round++)
        {
            var outcomes = await Task.WhenAll(
                Task.Run(() => EditAsync(Admin, Roles([ShopRoles.Admin]), mara)),
                Task.Run(() => EditAsync(Mara, Roles([ShopRoles.Admin]), Users.Admin, elsewhere)),
                Task.Run(() => EditAsync(Admin, Lock(true), ShopActor.Shop, elsewhere)));

            outcomes.ShouldContain(outcome => outcome.IsDone);
            var able = (await Shop.ReadAsync(db => db.Users.Where(u => AdminRole.AdminIds(db).Contains(u.Id)).ToListAsync()))
                .Where(user => user.LockoutEnd is null).ToList();
            able.ShouldHaveSingleItem();

            await EditAsync(Admin, Lock(false), ShopActor.Shop);
            foreach (var id in new[] { Admin, Mara })
            {
                await EditAsync(id, Roles([], ShopRoles.Admin), ShopActor.Shop);
            }
        }
    }

    private static IEdit<AccountAccess> Roles(IReadOnlyList<string> seen, params string[] wanted) =>
        Edit.Of<AccountAccess>(access => access.Roles = seen, access => access.Roles = wanted);

    private static IEdit<AccountAccess> Lock(bool isLocked) =>
        Edit.Of<AccountAccess>(access => access.IsLocked = !isLocked, access => access.IsLocked = isLocked);

    private Task<Outcome<AccountDetails>> EditAsync(int id, IEdit<AccountAccess> edit, ShopActor? actor = null, TestShop? shop = null) =>
        AskAsync(accounts => accounts.EditAccessAsync(id, edit, actor ?? Users.Admin), shop);

    private Task<Outcome<AccountDetails>> DeleteAsync(ShopActor user) => AskAsync(accounts => accounts.DeleteOwnAsync(Users.Password, user));

    private async Task<T> AskAsync<T>(Func<IAccountService, Task<T>> ask, TestShop? shop = null)
    {
        await using var scope = (shop ?? Shop).Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IAccountService>());
    }

    private Task<string?> StampAsync(int id) => Shop.ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.SecurityStamp).SingleAsync());

    private async Task<List<string>> RecordAsync() =>
        (await Shop.Activity.ListAsync(new() { Kind = "user" }, 10, Users.Admin)).Select(item => $"{item.Who} {item.What} {item.Subject}: {item.Before} > {item.After}").ToList();
}

public sealed class SqliteAccountAccessTests(SqliteDatabases databases) : AccountAccessTests(databases);

public sealed class PostgresAccountAccessTests(PostgresDatabases databases) : AccountAccessTests(databases);
