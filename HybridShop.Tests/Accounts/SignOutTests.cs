using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>An ordinary sign-out ends the browser's sign-in wherever its cookie has been copied to, and no other.</summary>
[Trait("Category", "Http")]
public sealed class SignOutTests
{
    private const string SignOut = "/Identity/Account/Logout";

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_the_sign_out_and_other_browsers_stay()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var (browser, other) = (shop.NewVisitor(), await shop.SignedInAsync("Ada"));
        var copy = CookieOf(await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password));
        (await IsSignedInAsync(shop, copy)).ShouldBeTrue();

        await browser.SendAsync(SignOut);

        (await IsSignedInAsync(shop, copy)).ShouldBeFalse();
        (await other.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cookie_that_was_written_anew_for_other_roles_belongs_to_the_same_sign_in()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = shop.NewVisitor();
        var first = CookieOf(await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password));
        await shop.GiveRoleAsync("Ada", ShopRoles.Staff);
        shop.Clock.Advance(SecurityStampCache.KeptFor);
        var second = CookieOf(await browser.GetAsync("/account"));
        second.ShouldNotBe(first);
        (await IsSignedInAsync(shop, second)).ShouldBeTrue();

        await browser.SendAsync(SignOut);

        (await IsSignedInAsync(shop, first)).ShouldBeFalse();
        (await IsSignedInAsync(shop, second)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_in_that_is_used_outlives_the_first_fortnight()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = shop.NewVisitor();
        await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password);

        shop.Clock.Advance(TimeSpan.FromDays(8));
        var renewed = CookieOf(await browser.GetAsync("/account"));
        shop.Clock.Advance(TimeSpan.FromDays(13));

        (await IsSignedInAsync(shop, renewed)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_signs_in_as_somebody_else_leaves_no_sign_in_behind()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        await shop.RegisterAsync("Grace");
        var browser = shop.NewVisitor();
        var adas = CookieOf(await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password));

        await browser.SignInAsync(AccountsShop.EmailOf("Grace"), AccountsShop.Password);

        (await IsSignedInAsync(shop, adas)).ShouldBeFalse();
        (await browser.ReadAsync("/account")).ShouldContain("Hello, Grace");
    }

    [Fact]
    public async Task Another_password_keeps_the_sign_in_that_gave_it()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var (here, there) = (await shop.SignedInAsync("Ada"), await shop.SignedInAsync("Ada"));
        const string New = "four quite odd words";

        await here.SendAsync(
            "/Identity/Account/Manage/ChangePassword", ("Input.OldPassword", AccountsShop.Password), ("Input.NewPassword", New), ("Input.ConfirmPassword", New));
        shop.Clock.Advance(SecurityStampCache.KeptFor);

        (await there.IsSignedInAsync()).ShouldBeFalse();
        (await here.IsSignedInAsync()).ShouldBeTrue();
        (await shop.DatabaseAsync(db => db.UserSessions.CountAsync())).ShouldBe(1);
        await here.SendAsync(SignOut);
        (await shop.DatabaseAsync(db => db.UserSessions.AnyAsync())).ShouldBeFalse();
    }

    /// <summary>The sign-in's cookie, as it is sent back.</summary>
    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("HybridShop=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<bool> IsSignedInAsync(AccountsShop shop, string cookie) =>
        (await shop.NewVisitor().GetAsync("/account", ("Cookie", cookie))).StatusCode == System.Net.HttpStatusCode.OK;
}
