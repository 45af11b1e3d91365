using HybridShop.Tests.Data;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Dashboard;

/// <summary>PostgreSQL goes and comes back under an open dashboard.</summary>
public sealed class DatabaseAwayBrowserTests(BrowserShop browser) : BrowserTest(browser)
{
    [Fact]
    public async Task An_open_board_says_that_nothing_can_be_saved_keeps_what_was_typed_and_goes_on_afterwards()
    {
        await using var shop = await PostgresShop.OpenAsync(isOnMachineTime: true);
        var page = await SignInAsync(shop);
        await page.GotoAsync("/dashboard/stock");
        await page.Locator("[data-cell]").First.ClickAsync();
        await page.Locator("[data-edit]").FillAsync("+6");

        await shop.StopDatabaseAsync();
        await DatabaseAwayTests.LookedForTwiceAsync(shop);
        await page.Locator("[data-edit]").PressAsync("Enter");

        await Expect(page.Locator("body")).ToContainTextAsync("cannot reach its database");
        await Expect(page.Locator("[data-edit]")).ToHaveValueAsync("+6");

        await shop.Postgres.StartAgainAsync();
        await DatabaseAwayTests.BackAsync(shop);
        await page.Locator("[data-edit]").PressAsync("Enter");
        await Expect(page.Locator("[data-edit]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_panel_that_cannot_be_read_says_so_and_can_be_tried_again()
    {
        await using var shop = await PostgresShop.OpenAsync(isOnMachineTime: true);
        var page = await SignInAsync(shop);
        await page.GotoAsync("/dashboard/stock");
        await Expect(page.Locator("[data-cell]").First).ToBeVisibleAsync();
        await shop.StopDatabaseAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).First.ClickAsync();
        await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("could not be read");

        await shop.Postgres.StartAgainAsync();
        await DatabaseAwayTests.BackAsync(shop);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Locator("main [role=alert]")).ToHaveCountAsync(0);
    }

    private async Task<IPage> SignInAsync(PostgresShop shop)
    {
        shop.Listen();
        var page = await NewPageAsync(options: new() { BaseURL = shop.Address.ToString() });
        await page.GotoAsync("/Identity/Account/Login");
        await page.SignInAsync(DemoEmails.Staff);
        await Expect(page).ToHaveURLAsync(new Uri(shop.Address, "/account").ToString());
        return page;
    }
}
