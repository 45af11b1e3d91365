using System.Globalization;
using System.Text.RegularExpressions;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Overview;

public sealed class OverviewBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task An_open_overview_tells_what_others_do_within_a_second()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        await page.GotoAsync("/dashboard");
        var number = page.Locator(".figures a[href*='kind=stock']");
        await Expect(number).ToBeVisibleAsync();
        await page.EvaluateAsync("() => window.wasNotLoadedAgain = true");
        var before = (await Shop.Get<IOverviewService>().GetAsync(ShopActor.Shop)).Today.StockChanges;
        var product = (await Shop.Get<IStockService>().ListLevelsAsync(new(), ShopActor.Shop)).Levels.Items[4];

        var outcome = await Shop.Get<IStockService>().AdjustAsync(
            new() { ProductId = product.ProductId, Delta = 4, Reason = StockReason.Received }, ShopActor.Shop);

        outcome.IsDone.ShouldBeTrue();
        await Expect(number).ToHaveTextAsync((before + 1).ToString("N0", CultureInfo.InvariantCulture), new() { Timeout = 1_000 });
        await Expect(page.Locator(".feed li").First).ToContainTextAsync($"{ShopActor.Shop.Name} took in {product.Name}", new() { Timeout = 1_000 });
        (await page.EvaluateAsync<bool>("() => window.wasNotLoadedAgain")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_comes_while_the_book_is_open_waits_behind_a_bar()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        await page.GotoAsync("/dashboard/activity?kind=stock.damaged");
        var first = page.Locator(".feed li").First;
        await Expect(first).ToBeVisibleAsync();
        var top = await first.TextContentAsync();
        var product = (await Shop.Get<IStockService>().ListLevelsAsync(new(), ShopActor.Shop)).Levels.Items.First(level => level.Stock > 0);

        await Shop.Get<IStockService>().AdjustAsync(new() { ProductId = product.ProductId, Delta = -1, Reason = StockReason.Damaged }, ShopActor.Shop);

        await page.GetByRole(AriaRole.Button, new() { Name = "1 newer" }).WaitForAsync(new() { Timeout = 1_000 });
        await Expect(first).ToHaveTextAsync(top!);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 newer" }).ClickAsync();
        await Expect(first).ToContainTextAsync($"took {product.Name} off as damaged");
        await page.GetByLabel("What").SelectOptionAsync("stock.sold");
        await Expect(page).ToHaveURLAsync(new Regex(@"/dashboard/activity\?kind=stock\.sold$"));
        await Expect(first).ToContainTextAsync(" sold ");
    }

    [Theory]
    [InlineData("/dashboard", ColorScheme.Light, 1280)]
    [InlineData("/dashboard", ColorScheme.Dark, 1280)]
    [InlineData("/dashboard?days=7", ColorScheme.Light, 390)]
    [InlineData("/dashboard/activity", ColorScheme.Light, 1280)]
    [InlineData("/dashboard/activity", ColorScheme.Dark, 320)]
    public async Task Nothing_is_in_the_way_of_people_with_other_senses(string address, ColorScheme scheme, int width)
    {
        var page = await NewPageAsync(DemoEmails.Staff, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        var wrong = page.Watch();
        await page.GotoAsync(address);
        await Expect(page.Locator(".feed li").First).ToBeVisibleAsync();

        (await page.FindBarriersAsync()).ShouldBeEmpty();
        (await page.FindOverhangAsync()).ShouldBeEmpty();
        wrong.ShouldBeEmpty();
        await Expect(page.Locator(".feed li").First).ToBeVisibleAsync();
    }
}
