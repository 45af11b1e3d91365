using System.Text.RegularExpressions;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Api;

/// <summary>A static page on another origin that uses the API, in a real browser.</summary>
public sealed class ForeignPageTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task A_page_of_a_configured_origin_signs_in_by_token_and_reads()
    {
        await using var host = await ServeAsync(BrowserShop.FrontEnd);
        var page = await NewPageAsync();

        await page.GotoAsync($"{BrowserShop.FrontEnd}?api={Shop.Address}");
        await Expect(page.Locator("#products li")).ToHaveCountAsync(5);
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToHaveTextAsync(new Regex(@"^\d+ products; the next page is linked\.$"));

        await page.GetByLabel("Email").FillAsync(DemoEmails.Ada);
        await page.GetByLabel("Password").FillAsync("wrong-password-1");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToHaveTextAsync("Invalid credentials");

        await page.GetByLabel("Password").FillAsync(Web.Accounts.DemoAccounts.Password);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("Hello, ");
    }

    [Fact]
    public async Task A_page_of_any_other_origin_is_refused()
    {
        var elsewhere = ShopProcess.FreeAddress();
        await using var host = await ServeAsync(elsewhere);
        var page = await NewPageAsync();

        await page.GotoAsync($"{elsewhere}?api={Shop.Address}");

        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("Refused");
        await Expect(page.Locator("#products li")).ToHaveCountAsync(0);
    }

    private static async Task<WebApplication> ServeAsync(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        var app = builder.Build();
        app.MapGet("/", () => Results.File(Path.Combine(AppContext.BaseDirectory, "Api", "FrontEnd", "index.html"), "text/html"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
