using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace HybridShop.Tests.Support.Browser;

/// <summary>
/// The demo shop on a real port, and the system's Chromium. All browser tests share it and run one after the other; each has a browser
/// profile of its own. Nothing is started before the first of them asks.
/// </summary>
public sealed class BrowserShop : IAsyncDisposable
{
    /// <summary>Where a front end of its own may stand: the one other origin whose pages may use the API.</summary>
    public static readonly Uri FrontEnd = ShopProcess.FreeAddress();

    private readonly Lazy<WebShop> shop = new(Open);
    private readonly Dictionary<string, string> signedIn = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The shop's own services, for what happens behind the browser's back.</summary>
    public T Get<T>()
        where T : notnull => shop.Value.Get<T>();

    /// <summary>Without a slash at the end.</summary>
    public string Address => shop.Value.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>A fresh profile, of a visitor or of somebody who has signed in.</summary>
    /// <param name="options">Size, colors and the like.</param>
    /// <param name="email">One of <see cref="DemoEmails"/>, or null.</param>
    public async Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions options, string? email = null)
    {
        browser ??= await StartAsync();
        options.BaseURL ??= shop.Value.Address.ToString();
        if (email is not null)
        {
            options.StorageState = signedIn.TryGetValue(email, out var state) ? state : signedIn[email] = await SignInAsync(browser, email);
        }

        return await browser.NewContextAsync(options);
    }

    /// <summary>Every test begins without what the one before typed into the dashboard and did not save.</summary>
    public Task ForgetTypingAsync() => shop.Value.DatabaseAsync(db => db.Drafts.ExecuteDeleteAsync());

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (shop.IsValueCreated)
        {
            await shop.Value.DisposeAsync();
        }
    }

    private static WebShop Open()
    {
        var opened = new WebShop { IsDemo = true, IsOnMachineTime = true, AttemptsPerMinute = 1_000, Origins = FrontEnd.GetLeftPart(UriPartial.Authority) };
        opened.Listen();
        return opened;
    }

    private async Task<IBrowser> StartAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : Requirements.DemandChromium();
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    /// <summary>By the sign-in page, once for each account; the cookies are what later profiles begin with.</summary>
    private async Task<string> SignInAsync(IBrowser browser, string email)
    {
        await using var profile = await browser.NewContextAsync(new() { BaseURL = shop.Value.Address.ToString() });
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/Identity/Account/Login");
        await page.SignInAsync(email);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(shop.Value.Address, "/account").ToString());
        return await profile.StorageStateAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserShop>
{
    public const string Name = "Browser";
}
