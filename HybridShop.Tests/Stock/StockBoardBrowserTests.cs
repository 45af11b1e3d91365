using System.Globalization;
using Deque.AxeCore.Playwright;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Stock;

public sealed class StockBoardBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task What_one_writes_the_other_sees_within_a_second_and_an_open_edit_is_left_alone()
    {
        var (writer, reader) = (await OpenAsync(), await OpenAsync());
        await Cell(reader, 1).ClickAsync();
        await Expect(reader.Locator("[data-edit]")).ToBeFocusedAsync();
        await reader.Keyboard.TypeAsync("+7");
        var open = reader.Locator("[data-edit]");
        await Expect(open).ToHaveValueAsync("+7");
        var (first, second) = (await NumberAsync(writer, 0), await NumberAsync(writer, 1));

        await WriteAsync(writer, 0, "+5");
        await Expect(Cell(reader, 0)).ToHaveTextAsync(Pieces(first + 5), new() { Timeout = 1_000 });

        await WriteAsync(writer, 1, "+2");
        await Expect(reader.Locator("#stock-says")).ToHaveTextAsync($"{Pieces(second + 2)} → {Pieces(second + 9)}, that is +7.", new() { Timeout = 1_000 });
        await Expect(open).ToHaveValueAsync("+7");
        await Expect(open).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_board_is_worked_by_keys_alone()
    {
        var page = await OpenAsync();
        var number = await NumberAsync(page, 2);
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#stock-find")).ToBeFocusedAsync();

        await Cell(page, 0).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await Expect(Cell(page, 2)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-edit]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("+4");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Cell(page, 2)).ToHaveTextAsync(Pieces(number + 4));
        await Expect(Cell(page, 2)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+z");
        await Expect(Cell(page, 2)).ToHaveTextAsync(Pieces(number));

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-edit]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-edit]")).ToHaveCountAsync(0);
        await Expect(Cell(page, 2)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Back_leads_to_what_was_asked_for_before()
    {
        var page = await OpenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Low or out" }).ClickAsync();
        await Expect(page.Locator(".tabs [aria-current]")).ToContainTextAsync("Low or out");
        await page.GoBackAsync();

        await Expect(page.Locator(".tabs [aria-current]")).ToContainTextAsync("All");
        page.Url.ShouldEndWith("/dashboard/stock");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task An_open_cell_is_in_nobodys_way(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await Cell(page, 1).ClickAsync();
        await Expect(page.Locator("[data-edit]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("-99999");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".refused")).ToBeVisibleAsync();

        var found = await page.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    private static ILocator Cell(IPage page, int row) => page.Locator("[data-cell], [data-edit]").Nth(row);

    private static async Task WriteAsync(IPage page, int row, string typed)
    {
        await Cell(page, row).ClickAsync();
        await Expect(page.Locator("[data-edit]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(typed);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-edit]")).ToHaveCountAsync(0);
    }

    private static async Task<int> NumberAsync(IPage page, int row) =>
        int.Parse((await Cell(page, row).TextContentAsync())!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string Pieces(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var page = await NewPageAsync(DemoEmails.Staff, options);
        await page.GotoAsync("/dashboard/stock");
        await Expect(Cell(page, 0)).ToBeVisibleAsync();
        return page;
    }
}
