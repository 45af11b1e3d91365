using System.Net;
using HybridShop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridShop.Tests.Pages;

/// <summary>What people see when a page does not answer: a sentence of the shop's and a way on, never what broke inside.</summary>
[Trait("Category", "Http")]
public sealed class ErrorPageTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Testing")]
    public async Task A_fault_of_ours_is_a_number_and_nothing_of_the_inside(string environment)
    {
        await using var broken = BrokenShop(environment);

        var answer = await broken.NewVisitor().GetAsync("/");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var words = await Visitor.WordsAsync(answer);
        words.ShouldContain("Something fell off the shelf");
        words.ShouldContain("Number of this slip: ");
        words.ShouldNotContain(BrokenCatalog.Secret);
        words.ShouldNotContain(nameof(InvalidOperationException));
        words.ShouldNotContain(nameof(BrokenCatalog));
    }

    [Fact]
    public async Task The_page_of_a_fault_has_its_style_and_its_guards()
    {
        await using var broken = BrokenShop("Production");
        var visitor = broken.NewVisitor();

        var answer = await visitor.GetAsync("/products");

        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        var sheet = (await Visitor.PageOfAsync(answer)).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        (await visitor.GetAsync(sheet)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/Identity/Account/Login")]
    [InlineData("/Identity/Account/Register")]
    public async Task A_form_without_its_token_is_not_understood(string address)
    {
        var answer = await shop.NewVisitor().PostAsync(address, ("Input.Email", "ada@hybridshop.example"), ("Input.Password", Users.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visitor.PageOfAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("We could not read that");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("POST", "/products")]
    [InlineData("POST", "/products/table-lamp")]
    [InlineData("PUT", "/products")]
    [InlineData("DELETE", "/products/table-lamp")]
    [InlineData("PATCH", "/search")]
    [InlineData("OPTIONS", "/categories/kitchen")]
    [InlineData("PUT", "/Identity/Account/Login")]
    [InlineData("POST", "/health/live")]
    public async Task A_page_says_which_verbs_it_knows(string verb, string address)
    {
        var answer = await shop.NewVisitor().AskAsync(new(verb), address);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldContain("GET");
        answer.Content.Headers.Allow.ShouldNotContain(verb);
        (await Visitor.PageOfAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("We could not read that");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense")]
    [InlineData("multipart/form-data; boundary=x; charset=utf-16")]
    public async Task A_form_in_another_charset_is_no_fault_of_ours(string contentType)
    {
        using var http = shop.CreateClient(new() { BaseAddress = new("https://localhost") });
        using var form = new ByteArrayContent("a=b"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await http.PostAsync("/Identity/Account/Login", form, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await Visitor.PageOfAsync(answer)).QuerySelectorAll("h1").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/error/404", 404)]
    [InlineData("/error/410", 410)]
    [InlineData("/error/200", 500)]
    [InlineData("/error/99999", 500)]
    [InlineData("/error", 500)]
    public async Task An_error_page_is_never_a_success(string address, int status)
    {
        var answer = await shop.NewVisitor().GetAsync(address);

        ((int)answer.StatusCode).ShouldBe(status);
        (await Visitor.PageOfAsync(answer)).QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Staffs_door_is_closed_to_customers_with_a_sentence_and_to_visitors_with_the_sign_in()
    {
        var answer = await (await shop.SignedInAsync(Users.Ada)).GetAsync("/dashboard");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Visitor.PageOfAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("This door is for staff");

        (await shop.NewVisitor().GetAsync("/dashboard/stock?page=2")).Headers.Location!.OriginalString
            .ShouldBe("/Identity/Account/Login?ReturnUrl=%2Fdashboard%2Fstock%3Fpage%3D2");
        (await (await shop.SignedInAsync(Users.Mara)).GetAsync("/dashboard")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Programs_are_told_of_our_faults_without_details_but_with_the_number_in_the_log(string environment)
    {
        await using var shop = BrokenShop(environment);

        var answer = await shop.NewCaller().GetAsync("/api/products");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Text.ShouldNotContain(BrokenCatalog.Secret);
        answer.Json["trace_id"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    private static WebShop BrokenShop(string environment) => new()
    {
        EnvironmentName = environment,
        Replacing = services => services.Replace(ServiceDescriptor.Singleton<ICatalogService>(new BrokenCatalog())),
    };
}
