using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Accounts;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Http")]
public sealed class SignInTests
{
    [Fact]
    public async Task Signing_in_goes_by_address_and_not_by_the_public_name()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = shop.NewVisitor();

        (await browser.SignInAsync("Ada", AccountsShop.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.IsSignedInAsync()).ShouldBeFalse();

        (await browser.SignInAsync("Ada@People.example", AccountsShop.Password)).Headers.Location!.OriginalString.ShouldBe("/account");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("ada@people.example")]
    [InlineData("nobody@people.example")]
    public async Task Five_wrong_tries_bring_a_pause_whether_the_address_is_known_or_not(string email)
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = shop.NewVisitor();
        var expected = new[] { AccountText.TriesLeft4, AccountText.TriesLeft3, AccountText.TriesLeft2, AccountText.TriesLeft1, AccountText.SignInPaused };

        foreach (var words in expected)
        {
            (await Visitor.WordsAsync(await browser.SignInAsync(email, "not the password"))).ShouldContain(words);
        }

        var answer = await browser.SignInAsync(email, AccountsShop.Password);
        (await Visitor.WordsAsync(answer)).ShouldContain(AccountText.SignInPaused);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/products?page=2", "/products?page=2")]
    [InlineData("https://elsewhere.example/", "/account")]
    [InlineData("//elsewhere.example/", "/account")]
    [InlineData("/\\elsewhere.example/", "/account")]
    public async Task Only_addresses_of_this_site_are_returned_to(string asked, string followed)
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");

        var answer = await shop.NewVisitor().SignInAsync("ada@people.example", AccountsShop.Password, asked);

        answer.Headers.Location!.OriginalString.ShouldBe(followed);
    }

    [Fact]
    public async Task Signing_out_needs_the_form_of_this_site()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");

        (await browser.GetAsync("/Identity/Account/Logout")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.PostAsync("/Identity/Account/Logout")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        (await browser.SendAsync("/Identity/Account/Logout")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_too()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var (here, there) = (await shop.SignedInAsync("Ada"), await shop.SignedInAsync("Ada"));
        (await there.IsSignedInAsync()).ShouldBeTrue();

        await here.SendAsync("/Identity/Account/Logout", ("everywhere", "true"));

        (await there.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_pages_for_a_second_factor_begin_at_the_password()
    {
        await using var shop = new AccountsShop();

        var answer = await shop.NewVisitor().GetAsync("/Identity/Account/LoginWith2fa");

        answer.Headers.Location!.OriginalString.ShouldBe("/Identity/Account/Login");
    }

    [Fact]
    public async Task In_Production_cookies_are_locked_to_this_host_and_the_demo_password_opens_nothing()
    {
        await using var shop = new AccountsShop { EnvironmentName = "Production" };
        await shop.RegisterAsync("Ada");

        var cookies = (await shop.NewVisitor().SignInAsync("ada@people.example", AccountsShop.Password)).Headers.GetValues("Set-Cookie").ToList();
        cookies.ShouldContain(c => c.StartsWith("__Host-HybridShop=", StringComparison.Ordinal) && c.Contains("; path=/; secure; samesite=lax; httponly"));
        cookies.ShouldAllBe(c => c.Contains("; secure", StringComparison.Ordinal));

        var hash = QuickPasswords.Hasher().HashPassword(new(), DemoAccounts.Password);
        await shop.ChangeUserAsync("Ada", user => user.PasswordHash = hash);
        var answer = await shop.NewVisitor().SignInAsync("ada@people.example", DemoAccounts.Password);
        (await Visitor.WordsAsync(answer)).ShouldContain(AccountText.SignInWrong);
    }
}
