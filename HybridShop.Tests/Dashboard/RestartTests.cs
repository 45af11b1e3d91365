using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Dashboard;

/// <summary>The server is killed while somebody types in several editors, and started again.</summary>
public sealed class RestartTests(BrowserShop browser) : BrowserTest(browser)
{
    private static readonly IReadOnlyList<Editor> Editors =
    [
        new("/dashboard/reviews", "#reply", "Thank you. The tinsmith has been told."),
        new("/dashboard/stock", "[data-edit]", "+6") { Open = page => page.Locator("[data-cell]").Nth(2).ClickAsync() },
        new("/dashboard/products/1", "#product-description", "Sings before it boils – and after."),
        new("/dashboard/products/new", "#product-name", "A jug"),
        new("/dashboard/categories?category=1", "#category-description", "What is sat on."),
    ];

    [Fact]
    public async Task Every_page_comes_back_by_itself_and_what_was_typed_is_there()
    {
        using var folder = new TempFolder();
        await using var shop = await ShopProcess.ServeAsync(folder.Path);
        var signIn = await NewPageAsync(options: new() { BaseURL = shop.Address.ToString() });
        await signIn.GotoAsync("/Identity/Account/Login");
        await signIn.SignInAsync(DemoEmails.Staff);
        await Expect(signIn).ToHaveURLAsync(new Uri(shop.Address, "/account").ToString());
        var open = new List<(IPage Page, Editor Editor)>();
        foreach (var editor in Editors)
        {
            var page = await signIn.Context.NewPageAsync();
            await page.GotoAsync(editor.Address);
            await editor.Open(page);
            await page.Locator(editor.Field).FillAsync(editor.Text);
            open.Add((page, editor));
        }

        await Eventually.IsTrueAsync(() => CountDrafts(folder) == Editors.Count, "all drafts are kept");
        await shop.KillAsync();
        foreach (var (page, editor) in open)
        {
            await Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync("As of");
            await Expect(page.Locator(editor.Field)).ToHaveValueAsync(editor.Text);
            await page.EvaluateAsync("() => window.isOld = true");
        }

        await shop.RestartAsync();

        foreach (var (page, editor) in open)
        {
            await page.WaitForFunctionAsync("() => !window.isOld");
            await Expect(page.Locator(editor.Field)).ToHaveValueAsync(editor.Text, new() { Timeout = 15_000 });
        }
    }

    private static long CountDrafts(TempFolder folder)
    {
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("hybridshop.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();
        using var count = database.CreateCommand();
        count.CommandText = "SELECT count(*) FROM \"Drafts\"";
        return (long)count.ExecuteScalar()!;
    }

    private sealed record Editor(string Address, string Field, string Text)
    {
        /// <summary>What makes the field appear.</summary>
        public Func<IPage, Task> Open { get; init; } = _ => Task.CompletedTask;
    }
}
