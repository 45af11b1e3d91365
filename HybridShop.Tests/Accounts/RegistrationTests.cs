using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Http")]
public sealed partial class RegistrationTests
{
    private const string Page = "/Identity/Account/Register";

    [Fact]
    public async Task Registering_makes_one_account_and_signs_it_in()
    {
        await using var shop = new AccountsShop();
        var browser = shop.NewVisitor();

        var answer = await browser.SendAsync(Page, Fields("Ada", "ada@people.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldBe("/account");
        (await shop.DatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
        (await browser.ReadAsync("/account")).ShouldContain("Hello, Ada");
    }

    [Theory]
    [InlineData("ada", "other@people.example", "Username already exists")]
    [InlineData("Grace", "ADA@people.example", "Email already exists")]
    [InlineData("two words", "other@people.example", "Letters, digits, dots, dashes and underscores only, please.")]
    [InlineData("Grace", "nobody", "That does not look like an email address.")]
    public async Task A_name_or_address_that_is_taken_or_wrong_is_refused(string name, string email, string why)
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");

        var answer = await shop.NewVisitor().SendAsync(Page, Fields(name, email));

        (await Visitor.WordsAsync(answer)).ShouldContain(why);
        (await shop.DatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("eleven char", "Twelve characters or more")]
    [InlineData("aaaaaaaaaaaaaaaa", "That repeats itself too much.")]
    public async Task A_weak_password_is_refused(string password, string why)
    {
        await using var shop = new AccountsShop();

        var answer = await shop.NewVisitor().SendAsync(Page, Fields("Ada", "ada@people.example", password));

        (await Visitor.WordsAsync(answer)).ShouldContain(why);
        (await shop.DatabaseAsync(db => db.Users.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_that_register_the_same_name_at_once_make_one_account()
    {
        await using var shop = new AccountsShop();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await shop.RegisterAsync("Ada");
                return "made";
            }
            catch (InvalidOperationException refused)
            {
                return refused.Message;
            }
        }));

        outcomes.Count(o => o == "made").ShouldBe(1);
        outcomes.Count(o => o == AccountRuleText.UserNameTaken).ShouldBe(3);
    }

    [Fact]
    public async Task The_letter_is_well_formed_and_its_link_confirms_the_address_once()
    {
        await using var shop = new AccountsShop();
        var browser = shop.NewVisitor();
        await browser.SendAsync(Page, Fields("Ada", "ada@people.example"));

        var letter = shop.Letters.ShouldHaveSingleItem();
        var (head, body) = letter.Split("\r\n\r\n", 2) is [var h, var b] ? (h, Encoding.UTF8.GetString(Convert.FromBase64String(b))) : ("", "");

        head.ShouldContain("To: ada@people.example");
        head.ShouldContain("Content-Type: text/html; charset=utf-8");
        head.ShouldContain("MIME-Version: 1.0");
        var link = WebUtility.HtmlDecode(Link().Match(body).Groups[1].Value);
        link.ShouldStartWith("https://localhost/Identity/Account/ConfirmEmail?");
        (await browser.ReadAsync("/account")).ShouldContain(HybridShop.Web.AccountText.NotConfirmed);

        (await shop.NewVisitor().ReadAsync(link)).ShouldContain(HybridShop.Web.AccountText.EmailConfirmed);
        (await browser.ReadAsync("/account")).ShouldNotContain(HybridShop.Web.AccountText.NotConfirmed);
    }

    [Fact]
    public async Task A_confirmation_link_that_was_tampered_with_confirms_nothing()
    {
        await using var shop = new AccountsShop();
        var id = (await shop.RegisterAsync("Ada")).Id;

        var page = await shop.NewVisitor().ReadAsync($"/Identity/Account/ConfirmEmail?userId={id}&code=bm9wZQ");

        page.ShouldContain(HybridShop.Web.AccountText.LinkOver);
        (await shop.DatabaseAsync(db => db.Users.SingleAsync())).EmailConfirmed.ShouldBeFalse();
    }

    [Fact]
    public async Task Registering_over_and_over_from_one_place_is_slowed_down()
    {
        await using var shop = new AccountsShop { AttemptsPerMinute = 3 };
        var browser = shop.NewVisitor();
        await browser.GetAsync(Page);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i <= 3; i++)
        {
            answers.Add(await browser.PostAsync(Page));
        }

        answers[0].StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answers[^1].StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answers[^1].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
    }

    private static (string, string)[] Fields(string name, string email, string password = AccountsShop.Password) =>
        [("Input.UserName", name), ("Input.Email", email), ("Input.Password", password), ("Input.Phone", "")];

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [Fact]
    public async Task A_password_is_kept_as_a_salted_hash_of_100_000_rounds()
    {
        await using var shop = new AccountsShop { IsHashingSlowly = true };
        await shop.RegisterAsync("Ada");

        var hash = Convert.FromBase64String(await shop.DatabaseAsync(db => db.Users.Select(user => user.PasswordHash!).SingleAsync()));

        // Identity's third format: PBKDF2 with function 2 (HMAC-SHA-512), rounds and length of the salt, each a big-endian number.
        var numbers = (int[])[.. Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1 + (4 * i))))];
        (hash[0], numbers[0], numbers[1], numbers[2]).ShouldBe(((byte)1, 2, 100_000, 16));
    }
}
