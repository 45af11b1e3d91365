using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;

namespace HybridShop.Tests.Pages;

/// <summary>What every kind of page owes its readers: nothing in the way of any sense, room on a small screen, no failure behind it.</summary>
public sealed class PageKindTests(BrowserShop shop) : BrowserTest(shop)
{
    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["home"] = new("/") { IsTriedNarrow = true },
        ["list"] = new("/products"),
        ["list with filters"] = new("/products?category=kitchen&category=light&stock=in&min=10&rating=4&sort=price") { IsTriedNarrow = true },
        ["list with a bad price"] = new("/products?min=abc"),
        ["list without products"] = new("/products?min=9000"),
        ["page behind the last"] = new("/products?page=99") { Status = 404 },
        ["category"] = new("/categories/kitchen"),
        ["product with reviews"] = new("/products/enamel-kettle") { IsTriedNarrow = true },
        ["product without reviews"] = new("/products/boston-fern"),
        ["product with variants"] = new("/products/enamel-mug"),
        ["reviews"] = new("/products/enamel-kettle/reviews?rating=4"),
        ["search with hits"] = new("/search?q=mug") { IsTriedNarrow = true },
        ["search without hits"] = new("/search?q=nothing+like+it"),
        ["about"] = new("/about/reviews"),
        ["not found"] = new("/products/never-was") { Status = 404 },
        ["gone"] = new("/products/old-broom") { Status = 410 },
        ["not allowed"] = new("/dashboard") { Email = DemoEmails.Ada, Status = 403 },
        ["sign-in"] = new("/Identity/Account/Login"),
        ["sign-in refused"] = new("/Identity/Account/Login") { Act = page => page.SignInAsync("nobody@hybridshop.example"), IsTriedNarrow = true },
        ["registration"] = new("/Identity/Account/Register"),
        ["registration refused"] = new("/Identity/Account/Register") { Act = RegisterBadlyAsync },
        ["forgotten password"] = new("/Identity/Account/ForgotPassword"),
        ["link of a letter that has run out"] = new("/Identity/Account/ResetPassword"),
        ["form from before"] = new("/Identity/Account/Login") { Act = SignInWithAnOldFormAsync, IsTriedNarrow = true },
        ["account"] = new("/account") { Email = DemoEmails.Ada, IsTriedNarrow = true },
        ["second step"] = new("/Identity/Account/Manage/TwoFactorAuthentication") { Email = DemoEmails.Ada },
        ["authenticator"] = new("/Identity/Account/Manage/EnableAuthenticator") { Email = DemoEmails.Ada, IsTriedNarrow = true },
        ["change password"] = new("/Identity/Account/Manage/ChangePassword") { Email = DemoEmails.Ada },
        ["address"] = new("/Identity/Account/Manage/Email") { Email = DemoEmails.Ada },
        ["delete account"] = new("/Identity/Account/Manage/DeletePersonalData") { Email = DemoEmails.Ada },
        ["sign-out"] = new("/Identity/Account/Logout") { Email = DemoEmails.Ada },
        ["review"] = new("/products/enamel-kettle/review") { Email = DemoEmails.Ada },
        ["review refused"] = new("/products/casserole/review") { Email = DemoEmails.Staff, Act = SendAsync, IsTriedNarrow = true },
        ["thanks"] = new("/products/casserole/review/sent") { Email = DemoEmails.Staff },
    };

    public static TheoryData<string> Names { get; } = [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_open_to_everybody_fits_small_screens_and_needs_nothing_from_elsewhere(string name)
    {
        var kind = Kinds[name];
        await WithdrawABroomAsync();
        var page = await NewPageAsync(kind.Email, new() { ViewportSize = new() { Width = 1280, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });
        var wrong = page.Watch();

        (await page.GotoAsync(kind.Address))!.Status.ShouldBe(kind.Status);
        await kind.Act(page);

        (await page.FindBarriersAsync()).ShouldBeEmpty("at 1280 px, light");
        (await page.FindOverhangAsync()).ShouldBeEmpty("at 1280 px");

        // Nothing but the colors changes with the scheme.
        await page.TurnDarkAsync();
        (await page.FindBarriersAsync("color-contrast")).ShouldBeEmpty("in dark");

        // Less motion is asked for, so nothing may lag behind its new place.
        (await page.EvaluateAsync<int>("() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration.split(',').some(d => parseFloat(d) > 0)).length")).ShouldBe(0);
        await page.SetViewportSizeAsync(320, 640);
        (await page.FindOverhangAsync()).ShouldBeEmpty("at 320 px");
        if (kind.IsTriedNarrow)
        {
            (await page.FindBarriersAsync()).ShouldBeEmpty("at 320 px");
        }

        wrong.ShouldBeEmpty();
    }

    private async Task WithdrawABroomAsync()
    {
        var (catalog, products) = (Shop.Get<ICatalogService>(), Shop.Get<IProductService>());
        if ((await catalog.FindProductAsync("old-broom")).WithdrawnName is null)
        {
            var shelf = (await catalog.ListCategoriesAsync())[0].Children[0];
            var broom = await products.CreateAsync(new() { Name = "Old broom", CategoryId = shelf.Id, Status = ProductStatus.Published }, ShopActor.Shop);
            (await products.WithdrawAsync(broom.Value!.Id, ShopActor.Shop)).IsDone.ShouldBeTrue();
        }
    }

    private static async Task RegisterBadlyAsync(IPage page)
    {
        await page.GetByLabel("Public name").FillAsync("two words");
        await page.GetByLabel("Email").FillAsync("nobody@hybridshop.example");
        await page.GetByLabel("Password").FillAsync("aaaaaaaaaaaaaaaa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task SignInWithAnOldFormAsync(IPage page)
    {
        // As after a sign-in in another tab the form's token is none that fits.
        await page.EvaluateAsync("() => document.querySelector('[name=__RequestVerificationToken]').value = 'from another time'");
        await page.SignInAsync(DemoEmails.Ada);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task SendAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Send review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private sealed record Kind(string Address)
    {
        public string? Email { get; init; }

        public int Status { get; init; } = 200;

        /// <summary>What makes the page what its name says.</summary>
        public Func<IPage, Task> Act { get; init; } = _ => Task.CompletedTask;

        /// <summary>Whether axe looks at it a second time, laid out for 320 px.</summary>
        public bool IsTriedNarrow { get; init; }
    }
}
