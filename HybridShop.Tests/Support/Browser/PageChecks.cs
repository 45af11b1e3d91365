using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace HybridShop.Tests.Support.Browser;

internal static class PageChecks
{
    /// <summary>What axe finds to be in somebody's way, one sentence each.</summary>
    /// <param name="page">The open page.</param>
    /// <param name="rules">Only these; none means all.</param>
    public static async Task<IEnumerable<string>> FindBarriersAsync(this IPage page, params string[] rules)
    {
        var found = await page.RunAxe(rules.Length == 0 ? new() : new() { RunOnly = new() { Type = "rule", Values = [.. rules] } });
        return found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"));
    }

    /// <summary>Shows the page in the dark scheme; the colors are there when it returns.</summary>
    public static async Task TurnDarkAsync(this IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.EvaluateAsync("async () => { while (document.getAnimations().length > 0) await Promise.allSettled(document.getAnimations().map(a => a.finished)) }");
    }

    /// <summary>Elements that reach over the right edge, where that makes the page scroll sideways.</summary>
    public static Task<string[]> FindOverhangAsync(this IPage page) => page.EvaluateAsync<string[]>(
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [document.documentElement.scrollWidth + " px wide",
            ...[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 8).map(e => e.outerHTML.slice(0, 120))]
        """);

    /// <summary>Gathers what goes wrong behind the page from now on: errors of scripts, failed requests, requests to other hosts.</summary>
    public static List<string> Watch(this IPage page)
    {
        var wrong = new List<string>();
        page.Console += (_, message) => wrong.AddRange(message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) ? [message.Text] : []);
        page.PageError += (_, error) => wrong.Add(error);
        page.RequestFailed += (_, request) => wrong.Add($"{request.Url}: {request.Failure}");
        page.Request += (_, request) => wrong.AddRange(new Uri(request.Url).Host is "localhost" or "" ? [] : [$"goes to {request.Url}"]);
        page.Response += (_, response) => wrong.AddRange(response.Status >= 400 && !response.Request.IsNavigationRequest ? [$"{response.Status} {response.Url}"] : []);
        return wrong;
    }
}
