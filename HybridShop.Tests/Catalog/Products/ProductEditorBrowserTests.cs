using System.Text.RegularExpressions;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Catalog;

public sealed class ProductEditorBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    private static readonly ShopActor Maker = new(null, "Maker", [ShopRoles.Staff]);

    [Fact]
    public async Task What_is_made_and_published_stands_in_the_shop_at_once()
    {
        var page = await NewPageAsync(DemoEmails.Staff);
        var wrong = page.Watch();
        await page.GotoAsync("/dashboard/products");
        await page.GetByRole(AriaRole.Link, new() { Name = "New product" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Stoneware teapot");
        await page.GetByLabel("Category", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("31,50");
        await page.GetByLabel("Pieces at the start").FillAsync("12");
        await page.Locator("#product-description").FillAsync("Pours without a drip.\n\nHolds\n: 1.2 l");
        await Expect(page.Locator(".preview .lead")).ToHaveTextAsync("Pours without a drip.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/dashboard/products/\d+$"));
        await Expect(page.Locator(".said")).ToContainTextAsync("Published");

        await page.GetByRole(AriaRole.Link, new() { Name = "Look at it in the shop" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Stoneware teapot");
        await Expect(page.Locator(".buy [data-live=price]")).ToHaveTextAsync("€31.50");
        await Expect(page.Locator(".buy .lead")).ToHaveTextAsync("Pours without a drip.");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_edit_different_fields_both_win_and_on_the_same_field_a_person_decides()
    {
        var product = await MakeAsync("Bean crock");
        var (mine, theirs) = (await OpenAsync(product, DemoEmails.Staff), await OpenAsync(product, DemoEmails.Admin));

        await mine.Locator("#product-price").FillAsync("27.00");
        await theirs.Locator("#product-sku").FillAsync("BC-1");
        await theirs.Keyboard.PressAsync("Control+s");
        await Expect(mine.Locator("#product-sku")).ToHaveValueAsync("BC-1", new() { Timeout = 1_000 });
        await Expect(mine.Locator(".by")).ToHaveTextAsync("changed by Admin");
        await mine.Keyboard.PressAsync("Control+s");
        await Expect(mine.Locator(".said")).ToContainTextAsync("Saved");
        await Expect(theirs.Locator("#product-price")).ToHaveValueAsync("27.00", new() { Timeout = 1_000 });

        await mine.Locator("#product-name").FillAsync("Bean pot");
        await theirs.Locator("#product-name").FillAsync("Bean jar");
        await theirs.Keyboard.PressAsync("Control+s");
        await Expect(mine.Locator(".clash")).ToContainTextAsync("“Name” is now “Bean jar” (by Admin).", new() { Timeout = 1_000 });
        await Expect(mine.Locator("#product-name")).ToHaveValueAsync("Bean pot");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await Expect(mine.Locator("#product-name")).ToBeFocusedAsync();
        await mine.Keyboard.PressAsync("Control+Enter");
        await Expect(theirs.Locator("#product-name")).ToHaveValueAsync("Bean pot");

        var saved = await ReadAsync(product);
        (saved.Name, saved.Sku, saved.Price.Minor).ShouldBe(("Bean pot", "BC-1", 2_700L));
    }

    [Fact]
    public async Task A_save_elsewhere_shows_in_the_open_list_within_a_second()
    {
        var product = await MakeAsync("Aaa brush");
        var page = await NewPageAsync(DemoEmails.Staff);
        await page.GotoAsync("/dashboard/products?q=aaa");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);

        (await Products.EditAsync(product, Edit.Of<ProductInput>(p => p.Name = "Aaa brush", p => p.Name = "Aaa broom"), Maker)).IsDone.ShouldBeTrue();

        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Aaa broom", new() { Timeout = 1_000 });
    }

    [Fact]
    public async Task A_product_is_found_changed_and_saved_by_keys_alone()
    {
        var product = await MakeAsync("Zinc bucket");
        var page = await NewPageAsync(DemoEmails.Staff);
        await page.GotoAsync("/dashboard/products");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        // A panel's heading takes the focus when it opens, a moment after its rows may be there.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#product-find")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("zinc bucket");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await TabToAsync(page, $"a[href$='products/{product}']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#product-price")).ToBeVisibleAsync();

        await TabToAsync(page, "#product-price");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("cheap");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#product-price[aria-invalid=true]")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#product-price")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("18,50");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".said")).ToContainTextAsync("Saved");

        (await ReadAsync(product)).Price.ShouldBe(new(1_850));
    }

    [Fact]
    public async Task Leaving_with_unsaved_text_is_asked_about_and_focus_goes_to_the_safe_answer()
    {
        var page = await OpenAsync(await MakeAsync("Door wedge"), DemoEmails.Staff);
        await page.Locator("#product-name").FillAsync("Door stop");
        await Expect(page.Locator(".save-bar")).ToContainTextAsync("1 unsaved");

        await page.GetByRole(AriaRole.Link, new() { Name = "All products" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stay here" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#product-name")).ToHaveValueAsync("Door stop");
        await page.GetByRole(AriaRole.Link, new() { Name = "All products" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave without saving" }).ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_longest_description_can_be_typed_in_any_script()
    {
        var product = await MakeAsync("Ink stone");
        var page = await OpenAsync(product, DemoEmails.Staff);
        var wrong = page.Watch();
        var description = string.Concat(Enumerable.Repeat(new string('字', 39) + "\n", ProductLimits.DescriptionLength / 40));

        await page.Locator("#product-description").FillAsync(description);
        await page.Locator("#product-description").PressAsync("Control+s");

        await Expect(page.Locator(".said")).ToContainTextAsync("Saved");
        (await ReadAsync(product)).Description.ShouldBe(description);
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Neither_list_nor_editor_is_in_anybodys_way(ColorScheme scheme, int width)
    {
        BrowserNewContextOptions options = new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce };
        var page = await NewPageAsync(DemoEmails.Staff, options);
        await page.GotoAsync("/dashboard/products");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await LooksRightAsync(page);

        await page.GotoAsync("/dashboard/products/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LooksRightAsync(page);

        var product = await MakeAsync($"Nest of boxes {scheme} {width}");
        var editor = await OpenAsync(product, DemoEmails.Staff, options);
        await editor.Locator("#product-description").FillAsync("Mine.");
        (await Products.EditAsync(product,
            Edit.Of<ProductInput>(p => (p.Description, p.Price) = ("", new(900)),
            p => (p.Description, p.Price) = ("## Theirs\n\n- one\n- two", new(950))), Maker)).IsDone.ShouldBeTrue();
        await Expect(editor.Locator(".theirs")).ToBeVisibleAsync();
        await LooksRightAsync(editor);
    }

    private IProductService Products => Shop.Get<IProductService>();

    private static async Task LooksRightAsync(IPage page)
    {
        (await page.FindBarriersAsync()).ShouldBeEmpty();
        (await page.FindOverhangAsync()).ShouldBeEmpty();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 40 && !await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator(selector)).ToBeFocusedAsync();
    }

    private async Task<int> MakeAsync(string name)
    {
        var shelf = (await Shop.Get<ICatalogService>().ListCategoriesAsync())[0].Children[0].Id;
        return (await Products.CreateAsync(new() { Name = name, CategoryId = shelf, Price = new(900), Status = ProductStatus.Draft }, Maker)).Value!.Id;
    }

    private async Task<ProductInput> ReadAsync(int product) => (await Products.FindAsync(product, Maker))!.Fields;

    private async Task<IPage> OpenAsync(int product, string email, BrowserNewContextOptions? options = null)
    {
        var page = await NewPageAsync(email, options);
        await page.GotoAsync($"/dashboard/products/{product}");
        await Expect(page.Locator("#product-name")).ToBeVisibleAsync();
        return page;
    }
}
