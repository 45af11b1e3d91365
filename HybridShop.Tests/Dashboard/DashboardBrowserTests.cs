using System.Globalization;
using System.Text.RegularExpressions;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Dashboard;

public sealed class DashboardBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task Blazors_script_is_served_and_opens_a_circuit()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        var circuit = page.WaitForWebSocketAsync();
        var script = page.WaitForResponseAsync(new Regex(@"/_framework/blazor\.server(\.\w+)?\.js$"));

        await page.GotoAsync("/dashboard/stock");

        (await (await script).BodyAsync()).Length.ShouldBeGreaterThan(50_000);
        (await circuit).Url.ShouldContain("/_blazor");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("Stock – Fivebar staff");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_table_shows_what_others_do_to_the_stock_within_a_second()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        await page.GotoAsync("/dashboard/stock");
        await page.EvaluateAsync("() => window.wasNotLoadedAgain = true");
        var row = Rows(page).Nth(3);
        var productId = await ProductIdAsync(row);
        var number = await row.Locator(".figure").TextContentAsync();

        var outcome = await Shop.Get<IStockService>().AdjustAsync(
            new() { ProductId = productId, Delta = 5, Reason = StockReason.Received }, ShopActor.Shop);

        outcome.IsDone.ShouldBeTrue();
        var newNumber = outcome.Value!.Stock.ToString("N0", CultureInfo.InvariantCulture);
        newNumber.ShouldNotBe(number);
        await Expect(row.Locator(".figure")).ToHaveTextAsync(newNumber, new() { Timeout = 1_000 });
        await Expect(row.Locator(".delta")).ToHaveTextAsync($"+5 by {ShopActor.Shop.Name}");
        (await page.EvaluateAsync<bool>("() => window.wasNotLoadedAgain")).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_scripts_with_the_answers_own_nonce_run_and_nobody_keeps_the_page()
    {
        var page = await NewPageAsync(DemoEmails.Staff);

        var first = (await page.GotoAsync("/dashboard"))!.Headers;
        var second = (await page.GotoAsync("/dashboard"))!.Headers;

        first["cache-control"].ShouldContain("no-store");
        var policy = first["content-security-policy"];
        policy.ShouldContain("default-src 'none'; script-src 'nonce-");
        policy.ShouldNotBe(second["content-security-policy"]);
        await page.EvaluateAsync("() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.intruder = true' }))");
        (await page.EvaluateAsync<bool>("() => window.intruder === undefined")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_customer_is_refused_at_the_page_and_at_the_circuit()
    {
        var page = await NewPageAsync(DemoEmails.Ada);

        (await page.GotoAsync("/dashboard/stock"))!.Status.ShouldBe(403);

        (await page.APIRequest.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_sign_out_in_one_tab_closes_the_dashboard_in_the_other_within_five_seconds()
    {
        var page = await NewPageAsync();

        // A sign-in of its own: the one that other tests share must not end.
        await page.GotoAsync("/Identity/Account/Login?ReturnUrl=%2Fdashboard%2Fstock");
        await page.SignInAsync(DemoEmails.Staff);
        await Expect(Rows(page).First).ToBeVisibleAsync();
        var other = await page.Context.NewPageAsync();

        await other.GotoAsync("/Identity/Account/Logout");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not allowed" })).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(Rows(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_address_that_no_panel_has_is_not_found_within_the_frame()
    {
        var page = await NewPageAsync(DemoEmails.Staff);

        await page.GotoAsync("/dashboard/cellar");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to Overview" }).ClickAsync();
        await Expect(page.Locator(".figures")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_said_calmly_and_comes_back_by_itself()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        var isCut = false;
        IWebSocketRoute? circuit = null;
        await page.RouteAsync(new Regex("/_blazor"), request => isCut ? request.AbortAsync() : request.ContinueAsync());
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket => (circuit = socket).ConnectToServer());
        await page.GotoAsync("/dashboard/stock");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        var notice = page.Locator("#components-reconnect-modal");
        await Expect(notice).ToBeHiddenAsync();
        await page.Locator("[data-cell]").First.ClickAsync();
        var cell = page.Locator("[data-edit]");
        await cell.FillAsync("12");

        isCut = true;
        await circuit!.CloseAsync();

        await Expect(notice).ToContainTextAsync(new Regex(@"As of \d\d:\d\d\s+Reconnecting"));
        await Expect(page.Locator(".live")).ToBeHiddenAsync();
        await Expect(Rows(page).First).ToBeVisibleAsync();

        // The open cell can be read; what would be lost cannot be written.
        await cell.PressSequentiallyAsync("5");
        await Expect(cell).ToHaveValueAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(cell).ToBeVisibleAsync();

        isCut = false;

        await Expect(notice).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".live")).ToBeVisibleAsync();
        await cell.PressAsync("End");
        await cell.PressSequentiallyAsync("5");
        await Expect(cell).ToHaveValueAsync("125");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task Nothing_is_in_the_way_of_people_with_other_senses(ColorScheme scheme, int width)
    {
        var page = await NewPageAsync(DemoEmails.Staff, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await page.GotoAsync("/dashboard/stock");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        var productId = await ProductIdAsync(Rows(page).First);
        await Shop.Get<IStockService>().AdjustAsync(new() { ProductId = productId, Delta = 1 }, ShopActor.Shop);
        await Expect(page.Locator(".delta")).ToBeVisibleAsync();

        (await page.FindBarriersAsync()).ShouldBeEmpty();
        (await page.FindOverhangAsync()).ShouldBeEmpty();
    }

    private static async Task<int> ProductIdAsync(ILocator row) =>
        int.Parse((await row.GetAttributeAsync("data-product-id"))!, CultureInfo.InvariantCulture);

    private static ILocator Rows(IPage page) => page.Locator("tr[data-product-id]");
}
