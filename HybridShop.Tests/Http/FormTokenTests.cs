using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;
using HybridShop.Web;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Http;

/// <summary>A form that was opened before somebody signed in or out in another tab: nothing is done, and nothing that was typed is lost.</summary>
[Trait("Category", "Http")]
public sealed class FormTokenTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string Login = "/Identity/Account/Login";
    private const string LampForm = "/products/table-lamp/review";
    private const string Words = "Bright, and <steady> & kind 💡.\nA second line.";

    [Fact]
    public async Task Signing_in_in_a_second_open_tab_shows_its_form_again_with_the_address_and_without_the_password()
    {
        var browser = shop.NewVisitor();
        var secondTab = await browser.TokenAsync(Login);
        await browser.SignInAsync(Users.EmailOf(Users.Ada), Users.Password);

        var answer = await browser.PostFromOpenPageAsync(
            Login, ("Input.Email", Users.EmailOf(Users.Bea)), ("Input.Password", Users.Password), (Visitor.TokenField, secondTab));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Visitor.PageOfAsync(answer);
        SentenceOf(page).ShouldBe(PageText.FormFromBefore);
        Field(page, "Input.Email").ShouldBe(Users.EmailOf(Users.Bea));
        page.Source.Text.ShouldNotContain(Users.Password);
        (await browser.ReadAsync("/account")).ShouldContain("Hello, Ada", customMessage: "nothing was done");

        var again = await browser.PostFromOpenPageAsync(Login, [.. FieldsOf(page), ("Input.Password", Users.Password)]);
        again.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await browser.ReadAsync("/account")).ShouldContain("Hello, Bea");
    }

    [Fact]
    public async Task A_review_that_somebody_else_typed_in_this_browser_is_shown_and_not_sent()
    {
        var browser = await shop.SignedInAsync(Users.Sam);
        var token = await browser.TokenAsync(LampForm);
        await browser.SignInAsync(Users.EmailOf(Users.Sue), Users.Password);

        var page = await Visitor.PageOfAsync(
            await browser.PostFromOpenPageAsync(LampForm, ("Review.Rating", "4"), ("Review.Comment", Words), (Visitor.TokenField, token)));

        SentenceOf(page).ShouldBe(PageText.FormFromBefore);
        ReviewOf(page).ShouldBe(("4", Words));
        page.QuerySelectorAll(".error").ShouldBeEmpty();
        (await shop.Get<IReviewService>().FindOwnAsync(Products.Lamp, Users.Sue)).ShouldBeNull();
        (await browser.PostFromOpenPageAsync(LampForm, FieldsOf(page))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await shop.Get<IReviewService>().FindOwnAsync(Products.Lamp, Users.Sue))!.Comment.ShouldBe(Words);
    }

    [Fact]
    public async Task A_review_typed_while_the_sign_in_ended_is_in_the_form_after_signing_in_again()
    {
        var browser = await shop.SignedInAsync(Users.Ada);
        var token = await browser.TokenAsync(LampForm);
        await browser.SendAsync("/Identity/Account/Logout");

        var door = await Visitor.PageOfAsync(
            await browser.PostFromOpenPageAsync(LampForm, ("Review.Rating", "2"), ("Review.Comment", Words), (Visitor.TokenField, token)));
        SentenceOf(door).ShouldBe(AccountText.SignInAgainKept);
        var wrong = await Visitor.PageOfAsync(await SignInAsync(browser, door, "not the password"));
        wrong.QuerySelector("[role=alert]")!.TextContent.ShouldContain(AccountText.SignInWrong);
        var answer = await SignInAsync(browser, wrong, Users.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var form = answer.Headers.Location!.OriginalString;
        form.ShouldStartWith(LampForm + "?kept=");
        foreach (var look in new[] { "the first", "after loading it again" })
        {
            var page = await browser.OpenAsync(form);
            SentenceOf(page).ShouldBe(PageText.FormKept, look);
            ReviewOf(page).ShouldBe(("2", Words), look);
        }

        (await shop.Get<IReviewService>().FindOwnAsync(Products.Lamp, Users.Ada)).ShouldBeNull();
        var sent = await browser.PostFromOpenPageAsync(form, FieldsOf(await browser.OpenAsync(form)));
        sent.Headers.Location!.OriginalString.ShouldBe(LampForm + "/sent");
        (await shop.Get<IReviewService>().FindOwnAsync(Products.Lamp, Users.Ada))!.Comment.ShouldBe(Words);
        (await shop.DatabaseAsync(db => db.Drafts.AnyAsync(d => d.UserId == Users.Ada.Id))).ShouldBeFalse("what was sent is not kept");
    }

    [Fact]
    public async Task What_was_kept_is_shown_to_nobody_else()
    {
        var browser = await shop.SignedInAsync(Users.Admin);
        var token = await browser.TokenAsync("/account");
        await browser.SendAsync("/Identity/Account/Logout");
        var door = await Visitor.PageOfAsync(
            await browser.PostFromOpenPageAsync("/account?handler=Profile", ("Input.UserName", "Boss"), ("Input.Phone", "+31 20 555 0148"), (Visitor.TokenField, token)));
        var form = (await SignInAsync(browser, door, Users.Password, Users.EmailOf(Users.Admin))).Headers.Location!.OriginalString;

        var own = await browser.OpenAsync(form);
        (Field(own, "Input.UserName"), Field(own, "Input.Phone")).ShouldBe(("Boss", "+31 20 555 0148"));

        var others = await (await shop.SignedInAsync(Users.Mara)).OpenAsync(form);
        (Field(others, "Input.UserName"), SentenceOf(others)).ShouldBe(("Mara", null));
        (await shop.NewVisitor().GetAsync(form)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("/account", "/account?handler=Profile", "Input.UserName", "Mara.M")]
    [InlineData("/Identity/Account/Manage/Email", "/Identity/Account/Manage/Email?handler=Change", "Input.Email", "new@people.example")]
    [InlineData("/Identity/Account/Register", "/Identity/Account/Register", "Input.UserName", "Newcomer")]
    [InlineData("/Identity/Account/ForgotPassword", "/Identity/Account/ForgotPassword", "Input.Email", "lost@people.example")]
    [InlineData("/Identity/Account/ResendEmailConfirmation", "/Identity/Account/ResendEmailConfirmation", "Input.Email", "lost@people.example")]
    [InlineData("/Identity/Account/Manage/EnableAuthenticator", "/Identity/Account/Manage/EnableAuthenticator", "Input.Code", "123 456")]
    public async Task Every_form_keeps_what_was_typed(string page, string address, string field, string typed)
    {
        var (browser, stranger) = (await shop.SignedInAsync(Users.Mara), shop.NewVisitor());

        var shown = await Visitor.PageOfAsync(
            await browser.PostFromOpenPageAsync(address, (field, typed), (Visitor.TokenField, await stranger.TokenAsync(Login))));

        SentenceOf(shown).ShouldBe(PageText.FormFromBefore, page);
        Field(shown, field).ShouldBe(typed);
        shown.QuerySelectorAll(".error, .field-validation-error").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/Identity/Account/Manage/ChangePassword", "Input.OldPassword")]
    [InlineData("/Identity/Account/Manage/DeletePersonalData", "Input.Password")]
    [InlineData("/Identity/Account/Register", "Input.Password")]
    public async Task A_password_is_never_shown_again(string address, string field)
    {
        var browser = await shop.SignedInAsync(Users.Mara);

        var answer = await browser.PostFromOpenPageAsync(address, (field, "a secret of mine"), (Visitor.TokenField, "from another time"));

        (await Visitor.PageOfAsync(answer)).QuerySelector($"[name='{field}']").ShouldNotBeNull();
        (await Visitor.WordsAsync(answer)).ShouldNotContain("a secret of mine");
    }

    [Fact]
    public async Task Passwords_and_codes_are_not_kept_over_a_sign_in()
    {
        var browser = shop.NewVisitor();

        var door = await Visitor.PageOfAsync(await browser.PostFromOpenPageAsync(
            "/Identity/Account/Manage/ChangePassword", ("Input.OldPassword", "a secret of mine"), ("Input.Code", "123456"), (Visitor.TokenField, "from another time")));

        SentenceOf(door).ShouldBe(AccountText.SignInAgainPlain);
        door.QuerySelector("[name=Kept]").ShouldBeNull();
        door.Source.Text.ShouldNotContain("a secret of mine");
    }

    [Fact]
    public async Task Signing_out_in_a_second_open_tab_is_no_mistake()
    {
        var browser = await shop.SignedInAsync(Users.Mara);
        var token = await browser.TokenAsync("/Identity/Account/Logout");
        await browser.SendAsync("/Identity/Account/Logout");

        var answer = await browser.PostFromOpenPageAsync("/Identity/Account/Logout", (Visitor.TokenField, token));
        answer.Headers.Location.ShouldNotBeNull($"{answer.StatusCode} {await Visitor.WordsAsync(answer)}").OriginalString.ShouldBe(Login);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task A_form_of_another_site_is_refused_as_ever(string? site)
    {
        var browser = await shop.SignedInAsync(Users.Mara);
        using var http = shop.CreateClient();

        var signedIn = await browser.PostAsync("/account?handler=Profile", ("Input.UserName", "Hijacked"));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visitor.WordsAsync(signedIn)).ShouldNotContain("Hijacked");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/Identity/Account/SignInAgain") { Content = new FormUrlEncodedContent([new("Review.Comment", "Hijacked")]) };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        (await Visitor.WordsAsync(await http.SendAsync(request))).ShouldNotContain("Hijacked");
    }

    private static Task<HttpResponseMessage> SignInAsync(Visitor browser, IHtmlDocument door, string password, string? email = null)
    {
        var form = door.Forms.Single(form => form.QuerySelector("[name='Input.Password']") is not null);
        return browser.PostFromOpenPageAsync(
            form.GetAttribute("action")!,
            [.. FieldsOf(form).Where(field => field.Name != "Input.Email"), ("Input.Email", email ?? Users.EmailOf(Users.Ada)), ("Input.Password", password)]);
    }

    private static string? SentenceOf(IHtmlDocument page) => page.QuerySelector("main .message.bad[role=alert] p")?.TextContent;

    private static string? Field(IHtmlDocument page, string name) => page.QuerySelector<IHtmlInputElement>($"[name='{name}']")?.Value;

    private static (string?, string?) ReviewOf(IHtmlDocument page) => (
        page.QuerySelector<IHtmlInputElement>("[name='Review.Rating']:checked")?.Value, page.QuerySelector<IHtmlTextAreaElement>("[name='Review.Comment']")?.Value);

    private static (string Name, string Value)[] FieldsOf(IHtmlDocument page) =>
        FieldsOf(page.Forms.Single(form => form.Method == "post" && form.QuerySelector($"[name={Visitor.TokenField}]") is not null));

    /// <summary>What a browser would send of it, passwords left empty.</summary>
    private static (string Name, string Value)[] FieldsOf(IHtmlFormElement form) =>
    [
        .. form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null && input.Type != "password" && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .Select(input => (input.Name!, input.Value)),
        .. form.Elements.OfType<IHtmlTextAreaElement>().Select(area => (area.Name!, area.Value)),
    ];
}
