using System.Diagnostics;
using System.Globalization;
using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

/// <summary>How soon others see what one does, and what an open board costs the server.</summary>
[Trait("Category", "Benchmark")]
public sealed class LiveBenchmark(BrowserShop browser, ITestOutputHelper output) : BrowserTest(browser)
{
    private const int Acts = 50;
    private const int Boards = 200;

    /// <summary>Both clocks are the machine's: the moment of the key or click in one browser, the moment of the changed text in the other.</summary>
    [Fact(Explicit = true)]
    public async Task Time_until_another_browser_shows_an_act()
    {
        using var folder = new TempFolder();
        await using var shop = await ShopProcess.ServeAsync(folder.Path);
        var (writer, reader) = (await SignInAsync(shop), await SignInAsync(shop));
        output.WriteLine($"From the key to the changed text in another browser, {Acts} acts each, milliseconds:");

        await OpenAsync("/dashboard/stock", "[data-cell]");
        await PrintAsync("stock: +1", "[data-cell] .figure", async _ =>
        {
            await writer.Locator("[data-cell]").First.ClickAsync();
            await writer.Locator("[data-edit]").FillAsync("+1");
            await writer.Keyboard.PressAsync("Enter");
        });
        await PrintAsync("stock: undo", "[data-cell] .figure", _ => writer.Locator("[data-undo]").ClickAsync());

        await OpenAsync("/dashboard/reviews", ".case h2");
        await PrintAsync("review: refused, taken back", ".tabs [aria-current] .num", async i =>
        {
            if (i % 2 == 0)
            {
                await writer.Locator("[data-act=refuse]").ClickAsync();
                await writer.Locator("#reason").FillAsync("Not about the goods");
                await writer.Keyboard.PressAsync("Enter");
            }
            else
            {
                await writer.Locator("[data-act=take-back]").ClickAsync();
            }
        });

        async Task OpenAsync(string address, string loaded)
        {
            foreach (var page in (IPage[])[writer, reader])
            {
                await page.GotoAsync(address);
                await page.Locator(loaded).First.WaitForAsync();
            }

            await writer.EvaluateAsync("() => { for (const type of ['keydown', 'click']) addEventListener(type, () => window.actedAt = performance.timeOrigin + performance.now(), true) }");
        }

        async Task PrintAsync(string what, string watched, Func<int, Task> act)
        {
            var times = new List<double>();
            for (var i = 0; i < Acts; i++)
            {
                await reader.EvaluateAsync(
                    """
                    selector => {
                      const before = document.querySelector(selector).textContent;
                      window.seenAt = new Promise(seen => {
                        const observer = new MutationObserver(() => {
                          const now = document.querySelector(selector)?.textContent;
                          if (now && now !== before) { observer.disconnect(); seen(performance.timeOrigin + performance.now()); }
                        });
                        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
                      });
                    }
                    """, watched);
                await act(i);
                var seenAt = await reader.EvaluateAsync<double>("() => window.seenAt");
                times.Add(seenAt - await writer.EvaluateAsync<double>("() => window.actedAt"));
            }

            output.WriteLine(Text($"p50 {Percentile(times, 50),6:N0}  p95 {Percentile(times, 95),6:N0}  most {times.Max(),6:N0}  {what}"));
        }
    }

    [Fact(Explicit = true)]
    public async Task Two_hundred_open_boards_and_an_edit_that_all_of_them_show()
    {
        using var folder = new TempFolder();
        await using var shop = await ShopProcess.ServeAsync(folder.Path);
        var writer = await SignInAsync(shop);
        await writer.GotoAsync("/dashboard/stock");
        await writer.Locator("[data-cell]").First.WaitForAsync();
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = shop.Address };
        foreach (var cookie in await writer.Context.CookiesAsync())
        {
            cookies.Add(shop.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        }

        var loaded = (await writer.Locator("tbody th .item span").First.TextContentAsync())!;
        var boards = new List<OpenBoard> { await OpenBoard.OpenAsync(client, cookies, "/dashboard/stock", loaded) };
        var before = shop.WorkingSetBytes;
        while (boards.Count < Boards)
        {
            boards.Add(await OpenBoard.OpenAsync(client, cookies, "/dashboard/stock", loaded));
        }

        var bytesEach = (shop.WorkingSetBytes - before) / (Boards - 1.0);
        var (edits, first, last) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Acts; i++)
        {
            // A delta that no other batch has in it.
            var delta = string.Create(CultureInfo.InvariantCulture, $"+{101 + i}");
            var seen = boards.Select(board => board.WhenSeenAsync(delta)).ToList();
            await writer.Locator("[data-cell]").Nth(i % 50).ClickAsync();
            await writer.Locator("[data-edit]").FillAsync(delta);
            var start = Stopwatch.GetTimestamp();
            await writer.Keyboard.PressAsync("Enter");
            await writer.Locator("[data-edit]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            edits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var arrivals = await Task.WhenAll(seen).WaitAsync(TimeSpan.FromSeconds(30));
            first.Add(Stopwatch.GetElapsedTime(start, arrivals.Min()).TotalMilliseconds);
            last.Add(Stopwatch.GetElapsedTime(start, arrivals.Max()).TotalMilliseconds);
        }

        boards.Select(board => board.Failure).ShouldAllBe(failure => failure == null);
        output.WriteLine(Text($"{Boards} open boards of 66 rows on one process, {Acts} edits in a browser beside them:"));
        output.WriteLine(Text($"{bytesEach / 1024,8:N0} KiB of memory for each circuit; the process holds {shop.WorkingSetBytes / 1024.0 / 1024:N0} MiB"));
        output.WriteLine(Text($"p50 {Percentile(edits, 50),6:N0}  p95 {Percentile(edits, 95),6:N0} ms  until the edit is saved and its cell closed in the browser"));
        output.WriteLine(Text($"p50 {Percentile(first, 50),6:N0}  p95 {Percentile(first, 95),6:N0} ms  until the first of the others has it"));
        output.WriteLine(Text($"p50 {Percentile(last, 50),6:N0}  p95 {Percentile(last, 95),6:N0} ms  until the last of the {Boards} has it"));
        foreach (var board in boards)
        {
            await board.DisposeAsync();
        }
    }

    private async Task<IPage> SignInAsync(ShopProcess shop)
    {
        var page = await NewPageAsync(options: new() { BaseURL = shop.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 800 } });
        await page.GotoAsync("/Identity/Account/Login");
        await page.SignInAsync(DemoEmails.Staff);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(shop.Address, "/account").ToString());
        return page;
    }
}
