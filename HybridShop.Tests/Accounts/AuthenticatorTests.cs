using System.Net;
using System.Text.RegularExpressions;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>Setting an authenticator app up.</summary>
[Trait("Category", "Http")]
public sealed partial class AuthenticatorTests : IAsyncLifetime
{
    private const string Page = "/Identity/Account/Manage/EnableAuthenticator";

    private readonly AccountsShop shop = new();

    public async ValueTask InitializeAsync() => await shop.RegisterAsync("Ada");

    [Fact]
    public async Task The_page_that_says_scan_shows_what_is_to_be_scanned()
    {
        var page = await (await shop.SignedInAsync("Ada")).OpenAsync(Page);

        var picture = page.QuerySelector(".qr[role=img] svg").ShouldNotBeNull();
        picture.GetAttribute("viewBox").ShouldNotBeNull().ShouldMatch(@"^0 0 (\d+) \1$");
        picture.QuerySelectorAll("rect, path").Length.ShouldBeGreaterThan(1);
        page.QuerySelectorAll("main [style], main style, main script").ShouldBeEmpty("the content security policy would refuse it");
        Key().IsMatch(page.QuerySelector("kbd")!.TextContent).ShouldBeTrue();
    }

    [Fact]
    public async Task Looking_at_it_ends_no_sign_in_and_shows_the_same_key_again()
    {
        var (here, there) = (await shop.SignedInAsync("Ada"), await shop.SignedInAsync("Ada"));

        var key = (await here.OpenAsync(Page)).QuerySelector("kbd")!.TextContent;
        shop.Clock.Advance(SecurityStampCache.KeptFor);

        (await there.IsSignedInAsync()).ShouldBeTrue();
        (await here.OpenAsync(Page)).QuerySelector("kbd")!.TextContent.ShouldBe(key);
    }

    [Fact]
    public async Task A_code_that_fits_turns_the_second_step_on_and_gives_the_recovery_codes_once()
    {
        var browser = await shop.SignedInAsync("Ada");
        var key = (await browser.OpenAsync(Page)).QuerySelector("kbd")!.TextContent;

        var wrong = await Visitor.WordsAsync(await browser.SendAsync(Page, ("Input.Code", "000 000")));
        var answer = await browser.SendAsync(Page, ("Input.Code", TokenEndpointTests.Totp(key.Replace(" ", "").ToUpperInvariant())));

        wrong.ShouldContain(AccountText.AuthenticatorCodeWrong);
        answer.Headers.Location!.OriginalString.ShouldBe("/Identity/Account/Manage/ShowRecoveryCodes");
        (await browser.OpenAsync("/Identity/Account/Manage/ShowRecoveryCodes")).QuerySelectorAll(".recovery-code").Length.ShouldBe(10);
        (await shop.DatabaseAsync(db => db.Users.SingleAsync())).TwoFactorEnabled.ShouldBeTrue();
        var next = await shop.NewVisitor().SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password);
        (next.StatusCode, next.Headers.Location!.OriginalString.Split('?')[0]).ShouldBe((HttpStatusCode.Found, "/Identity/Account/LoginWith2fa"));
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [GeneratedRegex("^([a-z2-7]{4} )*[a-z2-7]{1,4}$")]
    private static partial Regex Key();
}
