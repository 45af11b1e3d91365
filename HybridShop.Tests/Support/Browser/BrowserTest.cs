using Microsoft.Playwright;

namespace HybridShop.Tests.Support.Browser;

/// <summary>The ground of a browser test: a profile of its own, a picture of every open page when it fails.</summary>
[Collection(OneBrowser.Name)]
[Trait("Category", "Browser")]
public abstract class BrowserTest(BrowserShop shop) : IAsyncLifetime
{
    private readonly List<IBrowserContext> profiles = [];

    protected BrowserShop Shop => shop;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await TakePicturesAsync();
        }

        foreach (var profile in profiles)
        {
            // As a closed window does; otherwise the shop keeps each circuit for a while in case its browser comes back.
            await Task.WhenAll(profile.Pages.Select(page => page.EvaluateAsync("() => globalThis.Blazor?.disconnect?.()")));
            await profile.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A new page of somebody who is signed in (one of <see cref="DemoEmails"/>), or of a visitor.</summary>
    protected async Task<IPage> NewPageAsync(string? email = null, BrowserNewContextOptions? options = null)
    {
        if (profiles.Count == 0 && email is not null)
        {
            await shop.ForgetTypingAsync();
        }

        var profile = await shop.NewProfileAsync(options ?? new(), email);
        profiles.Add(profile);
        return await profile.NewPageAsync();
    }

    private async Task TakePicturesAsync()
    {
        var test = TestContext.Current.TestMethod!;
        var folder = Path.Combine(AppContext.BaseDirectory, "TestResults");
        foreach (var (index, page) in profiles.SelectMany(profile => profile.Pages).Index())
        {
            var picture = Path.Combine(folder, $"{test.TestClass.TestClassSimpleName}.{test.MethodName}.{index}.png");
            await page.ScreenshotAsync(new() { Path = picture, FullPage = true });
            TestContext.Current.SendDiagnosticMessage("What {0} showed: {1}", page.Url, picture);
        }
    }
}
