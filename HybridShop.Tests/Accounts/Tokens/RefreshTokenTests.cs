using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HybridShop.Tests.Accounts.Tokens;

public abstract class RefreshTokenTests(TestDatabases databases) : DatabaseTest(databases)
{
    private readonly TokenSettings settings = TokenSamples.SettingsWith();

    private RefreshTokens Tokens => field ??= Open(Shop);

    [Fact]
    public async Task A_token_is_kept_as_its_hash_and_random_enough_to_need_no_more()
    {
        var token = await IssueAsync();

        token.Length.ShouldBe(43);
        var row = (await RowsAsync()).ShouldHaveSingleItem();
        row.Hash.ShouldBe(System.Security.Cryptography.SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(token)));
        (row.UserId, row.ExpiresUtc).ShouldBe((Users.Sam.Id!.Value, Shop.Clock.GetUtcNow().UtcDateTime.AddDays(30)));
    }

    [Fact]
    public async Task Each_exchange_gives_the_next_token_and_the_account_as_it_is_now()
    {
        var first = (await Tokens.ExchangeAsync(await IssueAsync(), default))!;
        var second = (await Tokens.ExchangeAsync(first.RefreshToken, default))!;

        (first.User.UserName, first.Roles.ShouldHaveSingleItem()).ShouldBe(("Sam", ShopRoles.Seller));
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        (await RowsAsync()).Select(row => row.Family).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_used_token_that_comes_again_after_30_seconds_ends_all_that_came_out_of_its_sign_in_and_nothing_else()
    {
        var (stolen, other) = (await IssueAsync(), await IssueAsync());
        var next = (await Tokens.ExchangeAsync(stolen, default))!.RefreshToken;
        Shop.Clock.Advance(TimeSpan.FromSeconds(31));

        (await Tokens.ExchangeAsync(stolen, default)).ShouldBeNull();

        (await Tokens.ExchangeAsync(next, default)).ShouldBeNull();
        (await Tokens.ExchangeAsync(other, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Within_30_seconds_a_used_token_gives_siblings_that_live_on_side_by_side()
    {
        var token = await IssueAsync();
        var first = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;
        Shop.Clock.Advance(TimeSpan.FromSeconds(30));

        var second = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;

        second.ShouldNotBe(first);
        (await RowsAsync()).Select(row => row.Family).Distinct().Count().ShouldBe(1);
        (await Tokens.ExchangeAsync(first, default)).ShouldNotBeNull();
        (await Tokens.ExchangeAsync(second, default)).ShouldNotBeNull();
        (await Tokens.ExchangeAsync(first, default)).ShouldNotBeNull("the successors of its sibling are not its own");
    }

    [Fact]
    public async Task The_grace_counts_from_the_first_exchange_and_not_from_the_last()
    {
        var token = await IssueAsync();
        await Tokens.ExchangeAsync(token, default);
        Shop.Clock.Advance(TimeSpan.FromSeconds(20));
        (await Tokens.ExchangeAsync(token, default)).ShouldNotBeNull();
        Shop.Clock.Advance(TimeSpan.FromSeconds(20));

        (await Tokens.ExchangeAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Once_a_successor_was_used_its_predecessor_ends_the_family_within_the_grace_too()
    {
        var token = await IssueAsync();
        var first = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;
        var second = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;
        var third = (await Tokens.ExchangeAsync(second, default))!.RefreshToken;

        (await Tokens.ExchangeAsync(token, default)).ShouldBeNull();

        (await Tokens.ExchangeAsync(first, default)).ShouldBeNull();
        (await Tokens.ExchangeAsync(third, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_logout_beats_the_grace()
    {
        var token = await IssueAsync();
        var next = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;

        await Tokens.EndAsync(next, default);

        (await Tokens.ExchangeAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_several_that_come_at_once_each_gets_a_token_of_its_own_and_all_hold()
    {
        await using var elsewhere = await Shop.OpenAnotherAsync();
        RefreshTokens[] nodes = [Tokens, Open(elsewhere)];
        for (var round = 0; round < 10; round++)
        {
            var token = await IssueAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => nodes[i % 2].ExchangeAsync(token, default))));

            var siblings = answers.Select(answer => answer!.RefreshToken).Distinct().ToList();
            siblings.Count.ShouldBe(4);
            var next = await Task.WhenAll(siblings.Select((sibling, i) => Task.Run(() => nodes[i % 2].ExchangeAsync(sibling, default))));
            next.ShouldAllBe(answer => answer != null);
        }
    }

    [Fact]
    public async Task A_predecessor_and_its_successor_at_once_end_the_family_or_both_hold()
    {
        await using var elsewhere = await Shop.OpenAnotherAsync();
        var there = Open(elsewhere);
        for (var round = 0; round < 10; round++)
        {
            var token = await IssueAsync();
            var next = (await Tokens.ExchangeAsync(token, default))!.RefreshToken;

            var again = Task.Run(() => Tokens.ExchangeAsync(token, default));
            var onward = Task.Run(() => there.ExchangeAsync(next, default));
            await Task.WhenAll(again, onward);

            // Whoever came first decides: the successor was not used yet, or it was and the old one ends the family.
            (await onward).ShouldNotBeNull();
            var isOver = await again is null;
            (await Tokens.ExchangeAsync((await onward)!.RefreshToken, default) is null).ShouldBe(isOver);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_new_token_slips_in_beside_a_logout(bool isInGrace)
    {
        await using var elsewhere = await Shop.OpenAnotherAsync();
        var there = Open(elsewhere);
        for (var round = 0; round < 10; round++)
        {
            var first = await IssueAsync();
            var second = (await Tokens.ExchangeAsync(first, default))!.RefreshToken;

            var exchange = Task.Run(() => Tokens.ExchangeAsync(isInGrace ? first : second, default));
            await Task.WhenAll(exchange, Task.Run(() => there.EndAsync(first, default)));

            if (await exchange is { } third)
            {
                (await Tokens.ExchangeAsync(third.RefreshToken, default)).ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task Logout_ends_the_sign_in_by_any_of_its_tokens()
    {
        var first = await IssueAsync();
        var second = (await Tokens.ExchangeAsync(first, default))!.RefreshToken;

        await Tokens.EndAsync(first, default);

        (await Tokens.ExchangeAsync(second, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_stamp_a_lock_or_the_end_of_the_account_end_its_tokens()
    {
        var (stamp, locked, gone) = (await IssueAsync(Users.Sam), await IssueAsync(Users.Ada), await IssueAsync(Users.Bea));
        var paused = await IssueAsync(Users.Sue);

        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Users.Sam.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another")));
        await LockAsync(Users.Ada, DateTimeOffset.MaxValue);
        await LockAsync(Users.Sue, Shop.Clock.GetUtcNow().AddMinutes(10));
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Users.Bea.Id).ExecuteDeleteAsync());

        (await Tokens.ExchangeAsync(stamp, default)).ShouldBeNull();
        (await Tokens.ExchangeAsync(locked, default)).ShouldBeNull();
        (await Tokens.ExchangeAsync(gone, default)).ShouldBeNull();
        (await Tokens.ExchangeAsync(paused, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_given_to_an_account_that_has_changed_since_its_password_was_looked_at()
    {
        var seen = await FindAsync(Users.Sam);
        seen.SecurityStamp = "older";

        (await Tokens.IssueAsync(seen, default)).ShouldBeNull();
        (await RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_ends_after_30_days_and_its_row_goes()
    {
        var (one, other) = (await IssueAsync(), await IssueAsync());
        Shop.Clock.Advance(settings.RefreshLifetime - TimeSpan.FromSeconds(1));
        (await Tokens.ExchangeAsync(one, default)).ShouldNotBeNull();

        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Tokens.ExchangeAsync(other, default)).ShouldBeNull();

        Shop.Clock.Advance(TimeSpan.FromHours(1));
        await IssueAsync();
        (await RowsAsync()).ShouldAllBe(row => row.ExpiresUtc > Shop.Clock.GetUtcNow().UtcDateTime);
        (await RowsAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\0")]
    public async Task What_is_no_token_is_refused(string token)
    {
        (await Tokens.ExchangeAsync(token, default)).ShouldBeNull();
        await Tokens.EndAsync(token, default);
    }

    private RefreshTokens Open(TestShop shop) => new(
        shop.Get<UnitOfWork>(), settings,
        new SecurityStampCache(shop.Get<IDbContextFactory<ShopDbContext>>(), Shop.Clock, shop.Get<IOptions<IdentityOptions>>()), Shop.Clock);

    private async Task<string> IssueAsync(ShopActor? user = null) => (await Tokens.IssueAsync(await FindAsync(user ?? Users.Sam), default))!;

    private Task<ShopUser> FindAsync(ShopActor user) => Shop.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id));

    private Task<int> LockAsync(ShopActor user, DateTimeOffset end) =>
        Shop.ReadAsync(db => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, end)));

    private Task<List<RefreshToken>> RowsAsync() => Shop.ReadAsync(db => db.RefreshTokens.AsNoTracking().ToListAsync());
}

public sealed class SqliteRefreshTokenTests(SqliteDatabases databases) : RefreshTokenTests(databases);

public sealed class PostgresRefreshTokenTests(PostgresDatabases databases) : RefreshTokenTests(databases);
