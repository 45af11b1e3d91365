using HybridShop.Tests.Support.Browser;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Api;

/// <summary>The page on which people read the API's document and try it.</summary>
public sealed class SwaggerPageTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task The_page_tries_an_operation_and_the_browser_has_nothing_to_complain_of()
    {
        var page = await NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };

        await page.GotoAsync("/swagger");
        var operation = page.Locator(".opblock", new() { Has = page.Locator("[data-path='/api/products/{id}']") }).First;
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator("input").First.FillAsync("1");
        await operation.Locator(".execute").ClickAsync();

        await Expect(operation.Locator(".live-responses-table .response-col_status").Last).ToContainTextAsync("200");
        complaints.ShouldBeEmpty();
    }
}
