using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Catalog;

public sealed class CategoryPageBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    private static readonly ShopActor Keeper = new(null, "Command line", [ShopRoles.Admin]);

    [Fact]
    public async Task The_tree_is_walked_and_shaped_by_keys_alone()
    {
        var (target, moved) = await MakeAsync("Orchard", "Quince", "Pear");
        var page = await OpenAsync();
        await Items(page).First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(Items(page).Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.TypeAsync("quin");
        await Expect(Item(page, moved)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Item(page, moved)).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Item(page, moved)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item(page, moved)).ToBeFocusedAsync();

        await page.WaitForFunctionAsync("since => performance.now() - since > 750", await page.EvaluateAsync<double>("() => performance.now()"));
        await page.Keyboard.PressAsync("m");
        await Expect(Item(page, moved)).ToHaveAttributeAsync("aria-disabled", "true");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Item(page, target)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Said(page)).ToContainTextAsync("“Quince” lies in “Pear” now.");
        await Expect(Item(page, moved)).ToHaveAttributeAsync("aria-level", "3");
        await Expect(Item(page, moved)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+z");
        await Expect(Item(page, moved)).ToHaveAttributeAsync("aria-level", "2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#category-name")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Item(page, moved)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_category_is_dragged_onto_another_and_not_onto_one_that_cannot_take_it()
    {
        var (target, moved) = await MakeAsync("Hedge", "Yew", "Box");
        var page = await OpenAsync();

        await DragAsync(page, Item(page, moved), Item(page, target));
        await Expect(Said(page)).ToContainTextAsync("“Yew” lies in “Box” now.");

        await DragAsync(page, Item(page, target), Item(page, moved));
        await Expect(Said(page)).ToContainTextAsync("“Box” stays where it is.");
        await Expect(Item(page, moved)).ToHaveAttributeAsync("aria-level", "3");
    }

    [Fact]
    public async Task What_one_renames_the_other_sees_beside_what_is_typed()
    {
        var (_, id) = await MakeAsync("Meadow", "Clover", "Fern");
        var (writer, reader) = (await OpenAsync(), await OpenAsync());
        await Item(reader, id).ClickAsync();
        await reader.Locator("#category-name").FillAsync("Red clover");
        await Item(writer, id).ClickAsync();
        await writer.Locator("#category-name").FillAsync("White clover");

        await Expect(writer.Locator("[data-act=save]")).ToBeEnabledAsync();
        await writer.Keyboard.PressAsync("Enter");

        await Expect(reader.Locator("[data-clash=Name]")).ToContainTextAsync("Is now “White clover”");
        await Expect(reader.Locator("#category-name")).ToHaveValueAsync("Red clover");
        await Expect(Item(reader, id)).ToContainTextAsync("White clover");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Tree_editor_and_a_move_under_way_are_in_nobodys_way(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        var wrong = page.Watch();
        await Items(page).Nth(1).ClickAsync();
        await Expect(page.Locator("#category-title")).ToBeInViewportAsync();
        (await page.FindBarriersAsync()).ShouldBeEmpty();

        await page.Locator("[data-act=move]").ClickAsync();
        await Expect(page.Locator("[data-moving]")).ToBeVisibleAsync();

        (await page.FindBarriersAsync()).ShouldBeEmpty();
        (await page.FindOverhangAsync()).ShouldBeEmpty();
        wrong.ShouldBeEmpty();
    }

    private static ILocator Items(IPage page) => page.Locator("[data-tree] [role=treeitem]");

    private static ILocator Item(IPage page, int id) => page.Locator($"[data-category='{id}']");

    private static ILocator Said(IPage page) => page.Locator(".said p");

    private static async Task DragAsync(IPage page, ILocator item, ILocator onto)
    {
        await item.HoverAsync();
        await page.Mouse.DownAsync();
        var start = (await item.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(start.X + 80, start.Y + 30, new() { Steps = 4 });
        await Expect(page.Locator("[data-moving]")).ToBeVisibleAsync();
        var end = (await onto.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(end.X + 80, end.Y + (end.Height / 2), new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    /// <summary>A department with two categories of its own: the second is where the first shall go.</summary>
    private async Task<(int Target, int Moved)> MakeAsync(string department, string moved, string target)
    {
        var categories = Shop.Get<ICategoryService>();
        var top = (await categories.CreateAsync(new() { Name = department }, Keeper)).Value!.Id;
        var first = (await categories.CreateAsync(new() { Name = moved, ParentId = top }, Keeper)).Value!.Id;
        return ((await categories.CreateAsync(new() { Name = target, ParentId = top }, Keeper)).Value!.Id, first);
    }

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var page = await NewPageAsync(DemoEmails.Staff, options);
        await page.GotoAsync("/dashboard/categories");
        await Expect(Items(page).First).ToBeVisibleAsync();
        return page;
    }
}
