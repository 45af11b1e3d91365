using System.Net;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>What others do to an account reaches its open sign-ins within seconds.</summary>
[Trait("Category", "Http")]
public sealed class SignInStateTests
{
    [Fact]
    public async Task A_new_stamp_ends_the_cookie_when_the_remembered_one_has_run_out()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        await shop.ChangeUserAsync("Ada", user => user.SecurityStamp = "another");
        shop.Clock.Advance(SecurityStampCache.KeptFor);

        (await browser.IsSignedInAsync()).ShouldBeFalse();
        SecurityStampCache.KeptFor.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_given_role_is_in_the_cookie_within_seconds_and_ends_open_circuits()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");
        (await browser.ReadAsync("/account")).ShouldNotContain("href=\"/dashboard\"");
        var principal = await PrincipalAsync(shop, "Ada");
        (await shop.Stamps.IsCurrentAsync(principal, Xunit.TestContext.Current.CancellationToken)).ShouldBeTrue();

        await shop.GiveRoleAsync("Ada", ShopRoles.Staff);
        shop.Clock.Advance(SecurityStampCache.KeptFor);

        (await shop.Stamps.IsCurrentAsync(principal, Xunit.TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await browser.ReadAsync("/account")).ShouldContain("href=\"/dashboard\"");
    }

    [Fact]
    public async Task A_lock_ends_the_sign_in_but_the_pause_after_wrong_passwords_does_not()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");

        await shop.ChangeUserAsync("Ada", user => user.LockoutEnd = shop.Clock.GetUtcNow().AddMinutes(10));
        shop.Clock.Advance(SecurityStampCache.KeptFor);
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        await shop.ChangeUserAsync("Ada", user => user.LockoutEnd = DateTimeOffset.MaxValue);
        shop.Clock.Advance(SecurityStampCache.KeptFor);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_fresh_sign_in_holds_although_an_older_stamp_is_remembered()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        (await (await shop.SignedInAsync("Ada")).IsSignedInAsync()).ShouldBeTrue();

        await shop.ChangeUserAsync("Ada", user => user.SecurityStamp = "another");

        (await (await shop.SignedInAsync("Ada")).IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Looking_at_the_page_for_a_second_factor_does_not_sign_one_out()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");

        (await browser.GetAsync("/Identity/Account/Manage/EnableAuthenticator")).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Clock.Advance(SecurityStampCache.KeptFor);

        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, false, false, false)]
    [InlineData(ShopRoles.Seller, true, false, false)]
    [InlineData(ShopRoles.Staff, true, true, false)]
    [InlineData(ShopRoles.Admin, true, true, true)]
    public async Task Each_role_opens_its_doors_and_those_below(string? role, bool seller, bool staff, bool admin)
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        if (role is not null)
        {
            await shop.GiveRoleAsync("Ada", role);
        }

        var principal = await PrincipalAsync(shop, "Ada");
        var authorization = shop.Services.GetRequiredService<IAuthorizationService>();

        (await authorization.AuthorizeAsync(principal, ShopPolicies.Seller)).Succeeded.ShouldBe(seller);
        (await authorization.AuthorizeAsync(principal, ShopPolicies.Staff)).Succeeded.ShouldBe(staff);
        (await authorization.AuthorizeAsync(principal, ShopPolicies.Admin)).Succeeded.ShouldBe(admin);
        principal.ToShopActor()!.IsStaff.ShouldBe(staff);
    }

    [Theory]
    [InlineData("/api/products", 401, 403)]
    [InlineData("/_blazor/negotiate", 401, 403)]
    [InlineData("/dashboard", 302, 403)]
    public async Task Programs_get_a_status_and_people_are_led_to_the_sign_in(string path, int unknown, int notAllowed)
    {
        await using var shop = new AccountsShop();
        async Task<int> StatusAsync(Func<HttpContext, Task> refuse)
        {
            await using var scope = shop.Services.CreateAsyncScope();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            (context.Request.Scheme, context.Request.Host, context.Request.Path) = ("http", new("localhost"), path);
            await refuse(context);
            return context.Response.StatusCode;
        }

        (await StatusAsync(context => context.ChallengeAsync())).ShouldBe(unknown);
        (await StatusAsync(context => context.ForbidAsync())).ShouldBe(notAllowed);
    }

    private static async Task<System.Security.Claims.ClaimsPrincipal> PrincipalAsync(AccountsShop shop, string name)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<ShopUser>>();
        var user = (await signIn.UserManager.FindByNameAsync(name))!;
        var principal = await signIn.CreateUserPrincipalAsync(user);
        principal.Identities.Single().AddClaim(new(UserSessions.ClaimType, $"{await shop.Get<UserSessions>().BeginAsync(user, present: null)}"));
        return principal;
    }
}
