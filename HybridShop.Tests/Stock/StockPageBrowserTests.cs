using System.Globalization;
using Deque.AxeCore.Playwright;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Stock;

public sealed class StockPageBrowserTests(BrowserShop shop) : BrowserTest(shop)
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
        // A panel's heading takes the focus when it opens, a moment after its rows may be there.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
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
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Two_people_work_by_keys_and_see_each_other(ColorScheme scheme)
    {
        var mara = await OpenAsync(new() { ColorScheme = scheme });
        var tobi = await OpenAsync(new() { ColorScheme = scheme }, DemoEmails.Admin);
        var (first, second) = (await NumberAsync(mara, 4), await NumberAsync(mara, 5));

        // A circuit that another test left with a lost connection keeps its cell for a while: this cell is opened by no other test.
        await Cell(tobi, 11).FocusAsync();
        await tobi.Keyboard.PressAsync("Enter");
        var held = mara.Locator("td.held[title='Admin writes here']");
        await Expect(held).ToBeVisibleAsync();

        await Cell(mara, 4).FocusAsync();
        await mara.Keyboard.PressAsync("Space");
        await mara.Keyboard.PressAsync("ArrowDown");
        await mara.Keyboard.PressAsync("Shift+Space");
        await Expect(mara.Locator("[data-bulk] [role=status]")).ToHaveTextAsync("2 chosen");
        await mara.Keyboard.PressAsync("b");
        await mara.Keyboard.TypeAsync("+3");
        await mara.Keyboard.PressAsync("Enter");
        await Expect(mara.Locator("[data-confirm]")).ToBeFocusedAsync();
        await ShouldBeAccessibleAsync(mara);

        await mara.Keyboard.PressAsync("Enter");
        await Expect(Cell(tobi, 4)).ToHaveTextAsync(Pieces(first + 3), new() { Timeout = 1_000 });
        await Expect(Row(tobi, 4).Locator(".told")).ToHaveTextAsync($"was {Pieces(first)}, now {Pieces(first + 3)} · Staff");
        await Expect(tobi.Locator("[data-edit]")).ToBeFocusedAsync();
        await ShouldBeAccessibleAsync(tobi);

        await Expect(Cell(mara, 5)).ToBeFocusedAsync();
        await mara.Keyboard.PressAsync("Control+z");
        await Expect(Cell(tobi, 4)).ToHaveTextAsync(Pieces(first));
        await Expect(Cell(tobi, 5)).ToHaveTextAsync(Pieces(second));

        await tobi.GotoAsync("/products");
        await Expect(held).ToHaveCountAsync(0, new() { Timeout = 10_000 });
    }

    [Fact]
    public async Task A_column_is_pasted_from_the_focused_row_on_and_chosen_rows_are_copied()
    {
        var page = await OpenAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var (first, second) = (await NumberAsync(page, 6), await NumberAsync(page, 7));
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", $"{first}\n{second + 2}\n");

        await Cell(page, 6).FocusAsync();
        await page.Keyboard.PressAsync("Control+v");
        await Expect(page.Locator("[data-confirm]")).ToHaveTextAsync("Save 1 change");

        await page.Keyboard.PressAsync("Control+c");
        (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Split('\n').Select(line => line.Split('\t')[2])
            .ShouldBe([$"{first}", $"{second}"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-bulk]")).ToHaveCountAsync(0);
        await Expect(Cell(page, 6)).ToBeFocusedAsync();
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

        await ShouldBeAccessibleAsync(page);
    }

    private static async Task ShouldBeAccessibleAsync(IPage page)
    {
        var found = await page.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    private static ILocator Row(IPage page, int row) => page.Locator("tr[data-product-id]").Nth(row);

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

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, string email = DemoEmails.Staff)
    {
        var page = await NewPageAsync(email, options);
        await page.GotoAsync("/dashboard/stock");
        await Expect(Cell(page, 0)).ToBeVisibleAsync();
        return page;
    }
}
