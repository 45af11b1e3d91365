using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Catalog;

public sealed class ProductPictureBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    /// <summary>A picture as a camera or a clipboard brings it, drawn by the browser itself; base64.</summary>
    private const string Draw =
        """
        ([type, width, height]) => {
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          canvas.getContext("2d").fillRect(width / 4, height / 4, width / 2, height / 2);
          return canvas.toDataURL(type).split(",")[1];
        }
        """;

    private const string Give =
        """
        (section, [name, type, content]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name + ".png", { type: "image/png" }));
          const event = { bubbles: true, cancelable: true };
          section.dispatchEvent(type === "paste" ? new ClipboardEvent(type, { ...event, clipboardData: transfer }) : new DragEvent(type, { ...event, dataTransfer: transfer }));
        }
        """;

    [Fact]
    public async Task Chosen_dropped_and_pasted_pictures_get_their_alt_text_and_are_on_the_page_in_the_right_sizes()
    {
        var (page, product) = await OpenAsync("Carafe");
        var wrong = page.Watch();
        var photo = Convert.FromBase64String(await page.EvaluateAsync<string>(Draw, new object[] { "image/jpeg", 2_400, 3_000 }));
        var drawing = await page.EvaluateAsync<string>(Draw, new object[] { "image/png", 800, 1_000 });

        await page.Locator(".drop input").Last.SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = photo });
        await Expect(page.Locator("[data-waiting] input").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-waiting] .error")).ToHaveTextAsync(PictureText.AltMissing);
        await page.Keyboard.TypeAsync("A black square on nothing");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-waiting]")).ToHaveCountAsync(0);
        foreach (var way in (string[])["drop", "paste"])
        {
            await page.Locator("[data-pictures]").EvaluateAsync(Give, new[] { way + "ped", way, drawing });
            await Expect(page.Locator("[data-waiting] input").First).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync($"Brought by {way}");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-waiting]")).ToHaveCountAsync(0);
        }

        await page.GotoAsync($"/products/{product.Slug}");
        var picture = page.GetByAltText("A black square on nothing");
        (await picture.GetAttributeAsync("src")).ShouldEndWith("-1200.jpg");
        (await FileAsync(picture)).ShouldEndWith("-480.avif");
        (await page.GetByAltText("Brought by drop").GetAttributeAsync("src")).ShouldEndWith("-800.png");
        (await FileAsync(page.GetByAltText("Brought by drop"))).ShouldEndWith("-480.avif");
        await Expect(page.GetByAltText("Brought by paste")).ToBeVisibleAsync();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_keys_a_picture_becomes_the_first_keeps_the_focus_and_is_on_tiles_in_the_small_size()
    {
        var (page, product) = await OpenAsync("Cushion");
        var photo = Convert.FromBase64String(await page.EvaluateAsync<string>(Draw, new object[] { "image/jpeg", 2_400, 3_000 }));
        await page.Locator(".drop input").Last.SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = photo });
        await Expect(page.Locator("[data-waiting] input").First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("To the front");
        await page.Keyboard.PressAsync("Enter");
        var earlier = page.Locator("[data-picture]").Last.Locator("[data-act=earlier]");
        await Expect(page.Locator("[data-picture] img").Last).ToHaveAttributeAsync("alt", "To the front");

        await earlier.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var first = page.Locator("[data-picture]").First;
        await Expect(first.Locator("img")).ToHaveAttributeAsync("alt", "To the front");
        await Expect(first.Locator("[data-act=earlier]")).ToBeFocusedAsync();
        (await FileAsync(first.Locator("img"))).ShouldEndWith("-160.webp");
        await page.GotoAsync("/search?q=cushion");
        (await FileAsync(page.Locator($"[data-product-id='{product.Id}'] img").First)).ShouldEndWith("-160.avif");
        await page.GotoAsync($"/products/{product.Slug}");
        (await FileAsync(page.GetByAltText("To the front"))).ShouldEndWith("-800.avif");
    }

    [Fact]
    public async Task What_is_no_picture_and_what_is_damaged_is_refused_in_words()
    {
        var (page, _) = await OpenAsync("Wall lamp");

        await page.Locator(".drop input").Last.SetInputFilesAsync(new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = "<html></html>"u8.ToArray() });

        await Expect(page.Locator("[data-waiting] .error")).ToHaveTextAsync(PictureText.NotAPicture);
    }

    [Theory]
    [InlineData(1_280, false)]
    [InlineData(390, true)]
    public async Task Nothing_is_in_the_way_of_people_with_other_senses(int width, bool isDark)
    {
        var (page, _) = await OpenAsync("Brass plant mister", width);
        var drawing = await page.EvaluateAsync<string>(Draw, new object[] { "image/png", 800, 1_000 });
        await page.Locator("[data-pictures]").EvaluateAsync(Give, new[] { "drawing", "drop", drawing });
        await Expect(page.Locator("[data-waiting] form")).ToBeVisibleAsync();
        await page.Locator(".drop input").Last.SetInputFilesAsync(new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = "<html></html>"u8.ToArray() });
        await Expect(page.Locator("[data-waiting] .error")).ToBeVisibleAsync();
        if (isDark)
        {
            await page.TurnDarkAsync();
        }

        (await page.FindBarriersAsync()).ShouldBeEmpty();
        (await page.FindOverhangAsync()).ShouldBeEmpty();
    }

    private async Task<(IPage Page, ProductSummary Product)> OpenAsync(string name, int width = 1_280)
    {
        var found = await Shop.Get<ICatalogService>().ListAsync(new() { Words = name });
        var product = found!.Products.Items[0];
        var page = await NewPageAsync(DemoEmails.Staff, new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.GotoAsync($"/dashboard/products/{product.Id}");
        await Expect(page.Locator("[data-picture]").First).ToBeVisibleAsync();
        return (page, product);
    }

    /// <summary>The file that the browser has chosen, once it could draw it.</summary>
    private static Task<string> FileAsync(ILocator image) =>
        image.EvaluateAsync<string>("async image => { image.loading = 'eager'; await image.decode(); return image.currentSrc }");
}
