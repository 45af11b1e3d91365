using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Live;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Data;

/// <summary>PostgreSQL goes while the shop runs, and comes back: nobody is shown a fault of ours, and nothing has to be started again.</summary>
[Trait("Category", "Http")]
public sealed class DatabaseAwayTests
{
    private const int AtOnce = 20;

    /// <summary>EF's event for a connection that could not be opened.</summary>
    private const int ConnectionError = 20004;

    [Fact]
    public async Task Everybody_is_asked_to_come_again_with_one_warning_each_and_the_first_requests_afterwards_succeed()
    {
        await using var shop = await PostgresShop.OpenAsync();
        var (visitor, caller) = (shop.NewVisitor(), shop.NewCaller());
        await AllSucceedAsync(visitor, caller);

        await shop.StopDatabaseAsync();
        var page = await visitor.GetAsync("/products?sort=name");
        var answer = await caller.GetAsync("/api/products");
        var login = await caller.PostAsync("/api/auth/login", new JsonObject { ["email"] = DemoEmails.Ada, ["password"] = DemoAccounts.Password });
        var ready = await visitor.GetAsync("/health/ready");

        foreach (var (status, retry) in new[] { (page.StatusCode, page.Headers.RetryAfter), (ready.StatusCode, ready.Headers.RetryAfter), (answer.Status, answer.Headers.RetryAfter), (login.Status, login.Headers.RetryAfter) })
        {
            (status, retry?.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)));
        }

        var shown = await Visitor.PageOfAsync(page);
        shown.QuerySelector("h1")!.TextContent.ShouldBe("The counter is closed for a moment");
        shown.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/products?sort=name");
        (await visitor.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Log.Troubles.Count.ShouldBe(4, string.Join('\n', shop.Log.Troubles));
        shop.Log.Troubles.ShouldAllBe(line => line.Level == LogLevel.Warning && line.Exception == null);
        shop.Log.Troubles.ShouldContain(line => line.Text.Contains($"Number {answer.Json["trace_id"]}"));

        await shop.Postgres.StartAgainAsync();

        await AllSucceedAsync(visitor, caller);
        (await visitor.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_was_signed_in_sees_the_page_in_its_style_and_sends_the_form_again_when_the_database_is_back()
    {
        const string words = "Holds what it promises.\nTwice.";
        await using var shop = await PostgresShop.OpenAsync();
        var ada = await shop.SignedInAsync(DemoEmails.Ada, DemoAccounts.Password);
        var form = "/products/" + await shop.DatabaseAsync(db =>
            db.Products.Where(p => !db.Reviews.Any(r => r.ProductId == p.Id && r.User!.Email == DemoEmails.Ada))
            .OrderBy(p => p.Id).Select(p => p.Slug).FirstAsync()) + "/review";
        (string, string)[] typed = [("Review.Rating", "5"), ("Review.Comment", words), (Visitor.TokenField, await ada.TokenAsync(form))];
        await shop.StopDatabaseAsync();

        // The memory of her sign-in is over, so that the cookie itself has to be looked up.
        shop.Clock.Advance(SecurityStampCache.KeptFor);
        var refused = await ada.PostAsync(form, typed);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await Visitor.PageOfAsync(refused);
        (await ada.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = page.QuerySelector<IHtmlFormElement>("main form")!;
        again.GetAttribute("action").ShouldBe(form);
        var kept = again.QuerySelectorAll("input").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!)).ToArray();
        kept.ShouldBe(typed, ignoreOrder: true);

        await shop.Postgres.StartAgainAsync();

        (await ada.PostAsync(again.GetAttribute("action")!, kept)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await shop.DatabaseAsync(db => db.Reviews.CountAsync(r => r.Comment == words))).ShouldBe(1);
    }

    [Fact]
    public async Task Open_sockets_stay_open_and_hear_what_happens_afterwards()
    {
        await using var shop = await PostgresShop.OpenAsync();
        shop.Listen();
        var cookies = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = shop.Address };
        await new Visitor(http).SignInAsync(DemoEmails.Staff, DemoAccounts.Password);
        await using var staff = await LiveClient.OpenAsync(shop, cookies);
        await staff.SubscribeAsync(null, "stock:1", "activity");

        await shop.StopDatabaseAsync();
        shop.Clock.Advance(SecurityStampCache.KeptFor);
        await LookedForTwiceAsync(shop);
        await shop.Postgres.StartAgainAsync();
        await BackAsync(shop);

        var moved = await shop.Get<IStockService>().AdjustAsync(new() { ProductId = 1, Delta = 1 }, Users.Mara with { Id = null }, TestContext.Current.CancellationToken);
        moved.IsDone.ShouldBeTrue(moved.Message);
        (await staff.NextAsync("stock")).GetProperty("stock").GetInt32().ShouldBe(moved.Value!.Stock);
        staff.Close.ShouldBeNull();
    }

    /// <summary>The shop looks for the database, though nobody asks: whether sign-ins still hold.</summary>
    internal static Task LookedForTwiceAsync(WebShop shop) =>
        Eventually.IsTrueAsync(() => shop.Log.Lines.Count(line => line.EventId == ConnectionError) >= 2, "the shop has looked for the database twice");

    internal static Task BackAsync(WebShop shop) =>
        Eventually.IsTrueAsync(() => shop.Log.Lines.Any(line => line.Text == "The database is back."), "the shop has found it again");

    private static async Task AllSucceedAsync(Visitor visitor, ApiCaller caller)
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => visitor.GetAsync(i % 2 == 0 ? "/" : "/products?sort=price")));
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => caller.GetAsync("/api/products/1")));
        pages.ShouldAllBe(page => page.StatusCode == HttpStatusCode.OK);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
    }
}
