using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HybridShop.Tests.Support;
using HybridShop.Web;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Http")]
public sealed partial class ForgottenPasswordTests : IAsyncLifetime
{
    private const string Forgot = "/Identity/Account/ForgotPassword";
    private const string NewPassword = "four quite odd words";

    private readonly AccountsShop shop = new();

    public async ValueTask InitializeAsync() => await shop.RegisterAsync("Ada");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_letter_leads_to_a_new_password_and_confirms_the_address(bool isConfirmed)
    {
        await shop.ChangeUserAsync("Ada", user => user.EmailConfirmed = isConfirmed);
        var (browser, elsewhere) = (shop.NewVisitor(), await shop.SignedInAsync("Ada"));
        await browser.SendAsync(Forgot, ("Input.Email", "ada@people.example"));
        var link = Link();

        (await browser.SendAsync(link, ("Input.Password", NewPassword))).Headers.Location!.OriginalString.ShouldBe("/Identity/Account/Login");

        (await browser.ReadAsync("/Identity/Account/Login")).ShouldContain(AccountText.ResetDone);
        (await elsewhere.IsSignedInAsync()).ShouldBeFalse();
        (await (await shop.SignedInAsync("ada@people.example", NewPassword)).IsSignedInAsync()).ShouldBeTrue();
        (await shop.DatabaseAsync(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeTrue();
        (await browser.SendAsync(link, ("Input.Password", "five even odder words"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Visitor.WordsAsync(await browser.SendAsync(link, ("Input.Password", "five even odder words")))).ShouldContain(AccountText.LinkOver);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_there_is_such_an_account()
    {
        var (known, unknown) = (shop.NewVisitor(), shop.NewVisitor());
        await known.SendAsync(Forgot, ("Input.Email", "ada@people.example"));
        await unknown.SendAsync(Forgot, ("Input.Email", "eve@people.example"));

        (await known.OpenAsync(Forgot)).QuerySelector(".message.good")!.TextContent.Replace("ada@", "eve@", StringComparison.Ordinal)
            .ShouldBe((await unknown.OpenAsync(Forgot)).QuerySelector(".message.good")?.TextContent);
        shop.Letters.ShouldHaveSingleItem().ShouldContain("To: ada@people.example");
    }

    [Theory]
    [InlineData("short", "Twelve characters or more")]
    [InlineData("aaaaaaaaaaaaaaaa", "That repeats itself too much.")]
    public async Task A_weak_password_is_refused_at_its_field_and_confirms_nothing(string password, string why)
    {
        var browser = shop.NewVisitor();
        await browser.SendAsync(Forgot, ("Input.Email", "ada@people.example"));

        (await Visitor.WordsAsync(await browser.SendAsync(Link(), ("Input.Password", password)))).ShouldContain(why);

        (await shop.DatabaseAsync(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_that_was_tampered_with_changes_nothing()
    {
        var browser = shop.NewVisitor();
        var id = (await shop.DatabaseAsync(db => db.Users.SingleAsync())).Id;

        var answer = await Visitor.WordsAsync(await browser.SendAsync($"/Identity/Account/ResetPassword?userId={id}&code=bm9wZQ", ("Input.Password", NewPassword)));

        answer.ShouldContain(AccountText.LinkOver);
        (await browser.ReadAsync("/Identity/Account/ResetPassword")).ShouldContain(AccountText.LinkOver);
        (await (await shop.SignedInAsync("Ada")).IsSignedInAsync()).ShouldBeTrue();
        (await shop.DatabaseAsync(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private string Link()
    {
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(shop.Letters.ShouldHaveSingleItem().Split("\r\n\r\n", 2)[1]));
        return new Uri(WebUtility.HtmlDecode(Href().Match(body).Groups[1].Value)).PathAndQuery;
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Href();
}
