using System.Security.Claims;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>Sign-ins of browsers, as every node of the shop sees them.</summary>
public abstract class UserSessionTests(TestDatabases databases) : DatabaseTest(databases)
{
    private UserSessions Sessions => Shop.Get<UserSessions>();

    private SecurityStampCache Stamps => Shop.Get<SecurityStampCache>();

    [Fact]
    public async Task A_sign_out_ends_its_own_sign_in_alone()
    {
        var (here, there) = (await SignInAsync(Users.Ada), await SignInAsync(Users.Ada));
        (await Stamps.LookAsync(here)).ShouldBe(SignInState.Current);

        await Sessions.EndAsync(here);

        (await Stamps.LookAsync(here)).ShouldBe(SignInState.Ended);
        (await Stamps.LookAsync(there)).ShouldBe(SignInState.Current);
    }

    [Fact]
    public async Task Another_node_knows_of_it_when_what_it_remembers_has_run_out()
    {
        await using var elsewhere = await Shop.OpenAnotherAsync();
        var stamps = elsewhere.Get<SecurityStampCache>();
        var browser = await SignInAsync(Users.Ada);
        (await stamps.LookAsync(browser)).ShouldBe(SignInState.Current);

        await Sessions.EndAsync(browser);
        elsewhere.Clock.Advance(SecurityStampCache.KeptFor);

        (await stamps.LookAsync(browser)).ShouldBe(SignInState.Ended);
    }

    [Fact]
    public async Task A_cookie_without_an_id_and_one_with_somebody_elses_are_none()
    {
        var account = await AccountAsync(Users.Ada);
        var adas = (await SignInAsync(Users.Ada)).FindSessionId();

        (await Stamps.LookAsync(Principal(account, session: null))).ShouldBe(SignInState.Ended);
        (await Stamps.LookAsync(Principal(await AccountAsync(Users.Bea), adas))).ShouldBe(SignInState.Ended);
        (await Stamps.LookAsync(Principal(account, session: null, authenticationType: "Bearer"))).ShouldBe(SignInState.Current);
    }

    [Fact]
    public async Task Who_signs_in_again_in_the_same_browser_goes_on()
    {
        var browser = await SignInAsync(Users.Ada);

        var again = await Sessions.BeginAsync(await AccountAsync(Users.Ada), browser.FindSessionId());

        again.ShouldBe(browser.FindSessionId()!.Value);
        (await RowsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_sign_in_that_was_ended_does_not_come_back_under_its_id()
    {
        var browser = await SignInAsync(Users.Ada);
        await Sessions.EndAsync(browser);

        (await Sessions.BeginAsync(await AccountAsync(Users.Ada), browser.FindSessionId())).ShouldNotBe(browser.FindSessionId()!.Value);

        (await Stamps.LookAsync(browser)).ShouldBe(SignInState.Ended);
    }

    [Fact]
    public async Task A_sign_in_holds_as_long_as_its_cookie_and_is_removed_after_that()
    {
        var browser = await SignInAsync(Users.Ada);
        Shop.Clock.Advance(TimeSpan.FromDays(13));
        await Sessions.ProlongAsync(browser);
        Shop.Clock.Advance(TimeSpan.FromDays(13));
        (await Stamps.LookAsync(browser)).ShouldBe(SignInState.Current);

        Shop.Clock.Advance(TimeSpan.FromDays(1));

        (await Stamps.LookAsync(browser)).ShouldBe(SignInState.Ended);
        await SignInAsync(Users.Bea);
        (await RowsAsync()).ShouldHaveSingleItem().UserId.ShouldBe(Users.Bea.Id!.Value);
    }

    [Fact]
    public async Task With_another_password_the_sign_ins_from_before_are_over()
    {
        await SignInAsync(Users.Ada);
        await SignInAsync(Users.Bea);
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Users.Ada.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another")));

        var now = await SignInAsync(Users.Ada);

        (await RowsAsync()).Where(row => row.UserId == Users.Ada.Id).ShouldHaveSingleItem().Id.ShouldBe(now.FindSessionId()!.Value);
        (await RowsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_oldest_of_too_many_makes_room()
    {
        var first = await SignInAsync(Users.Ada);
        for (var i = 1; i < UserSessions.MaxPerUser; i++)
        {
            Shop.Clock.Advance(TimeSpan.FromSeconds(1));
            await SignInAsync(Users.Ada);
        }

        (await Stamps.LookAsync(first)).ShouldBe(SignInState.Current);
        Shop.Clock.Advance(SecurityStampCache.KeptFor);
        var last = await SignInAsync(Users.Ada);

        (await Stamps.LookAsync(first)).ShouldBe(SignInState.Ended);
        (await Stamps.LookAsync(last)).ShouldBe(SignInState.Current);
        (await RowsAsync()).Count.ShouldBe(UserSessions.MaxPerUser);
    }

    private async Task<ClaimsPrincipal> SignInAsync(ShopActor user)
    {
        var account = await AccountAsync(user);
        return Principal(account, await Sessions.BeginAsync(account, present: null));
    }

    private static ClaimsPrincipal Principal(ShopUser user, Guid? session, string authenticationType = "Identity.Application")
    {
        var claims = new ClaimsIdentityOptions();
        return new(new ClaimsIdentity(
            [
                new(claims.UserIdClaimType, $"{user.Id}"), new(claims.UserNameClaimType, user.UserName!), new("AspNet.Identity.SecurityStamp", user.SecurityStamp!),
                .. session is { } id ? [new Claim(UserSessions.ClaimType, $"{id}")] : Array.Empty<Claim>(),
            ],
            authenticationType));
    }

    private Task<ShopUser> AccountAsync(ShopActor user) => Shop.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id));

    private Task<List<UserSession>> RowsAsync() => Shop.ReadAsync(db => db.UserSessions.AsNoTracking().ToListAsync());
}

public sealed class SqliteUserSessionTests(SqliteDatabases databases) : UserSessionTests(databases);

public sealed class PostgresUserSessionTests(PostgresDatabases databases) : UserSessionTests(databases);
