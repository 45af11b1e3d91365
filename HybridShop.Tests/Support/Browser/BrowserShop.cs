using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HybridShop.Tests.Support.Browser;

/// <summary>
/// The demo shop on a real port, and the system's Chromium. All browser tests share it and run one after the other; each has a browser
/// profile of its own. Nothing is started before the first of them asks.
/// </summary>
public sealed class BrowserShop : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public BrowserShop() => UseKestrel(0);

    /// <summary>The shop's own services, for what happens behind the browser's back.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions options)
    {
        if (browser is null)
        {
            var chromium = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : Requirements.DemandChromium();
            StartServer();
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }

        // Passkeys and the like accept a name only, no address.
        options.BaseURL = new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.ToString();
        return await browser.NewContextAsync(options);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Shop:DataFolder", folder.Path);
        builder.UseSetting("Shop:Demo", "true");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            services.AddAuthentication(CookieSignIn.Scheme).AddScheme<AuthenticationSchemeOptions, CookieSignIn>(CookieSignIn.Scheme, null);

            // The tests' people have no account, so an open panel would be shut on them at the next look at their stamp.
            services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
            services.AddAuthorizationBuilder().AddPolicy(ShopPolicies.Staff, policy => policy.RequireRole(ShopRoles.Staff, ShopRoles.Admin));
        });
    }
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserShop>
{
    public const string Name = "Browser";
}
