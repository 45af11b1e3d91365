using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;
using HybridShop.Web.Api;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Data;

/// <summary>
/// While another process, an import on the command line, writes for long into the same SQLite file: reads go on, and a write is an expected “busy” at
/// every door, after which the same again succeeds.
/// </summary>
[Trait("Category", "Http")]
public sealed class BusyWriterTests(SqliteDatabases databases) : IAsyncLifetime
{
    private const string Busy = "The shop is busy with a long write, so this was not saved. Send it again in a few seconds.";

    private readonly SampleWebShop shop = new(databases) { Settings = new Dictionary<string, string?> { ["Database:WriteWaitSeconds"] = "1" } };

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Programs_get_503_with_Retry_After_and_one_warning_is_in_the_log()
    {
        var mara = await shop.CallerAsync(Users.Mara);
        var tray = new JsonObject { ["name"] = "Tray", ["price"] = 12, ["category_id"] = Categories.Desk };
        var answer = await WhileBusyAsync(() => mara.PostAsync("/api/products", tray));

        (answer.Status, answer.ContentType, answer.Detail).ShouldBe((HttpStatusCode.ServiceUnavailable, "application/problem+json", Busy));
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        var line = shop.Log.Troubles.ShouldHaveSingleItem();
        (line.Level, line.Text).ShouldBe((LogLevel.Warning, $"POST /api/products was refused with 503: {Busy} Number {answer.Json["trace_id"]}, user {Users.Mara.Id}."));
        (await mara.PostAsync("/api/products", tray)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_batch_is_refused_as_a_whole_and_does_not_wait_for_each_row()
    {
        var mara = await shop.CallerAsync(Users.Mara);
        var rows = Enumerable.Range(0, 100).Select(_ => new JsonObject { ["product_id"] = Products.Lamp, ["delta"] = 1 });
        var batch = new JsonObject { ["rows"] = new JsonArray([.. rows]) };

        (await WhileBusyAsync(() => mara.PostAsync("/api/stock-adjustments", batch))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_same_request_under_the_same_Idempotency_Key_is_carried_out_afterwards()
    {
        var mara = await shop.CallerAsync(Users.Mara);
        var tray = new JsonObject { ["name"] = "Tray", ["price"] = 12, ["category_id"] = Categories.Desk };
        var key = (Idempotency.Header, "order-18");
        (await WhileBusyAsync(() => mara.PostAsync("/api/products", tray, key))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await mara.PostAsync("/api/products", tray, key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_form_keeps_what_was_typed_and_says_a_sentence()
    {
        const string form = "/products/table-lamp/review";
        const string words = "Gives a calm light. <Twice>";
        var ada = await shop.SignedInAsync(Users.Ada);
        (string, string)[] typed = [("Review.Rating", "4"), ("Review.Comment", words), (Visitor.TokenField, await ada.TokenAsync(form))];

        var answer = await WhileBusyAsync(() => ada.PostAsync(form, typed));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        var page = await Visitor.PageOfAsync(answer);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(Busy);
        page.QuerySelector("[role=alert] b")!.TextContent.ShouldBe("This is not saved yet");
        page.QuerySelector("textarea")!.TextContent.ShouldBe(words);
        page.QuerySelector("input[name='Review.Rating'][checked]")!.GetAttribute("value").ShouldBe("4");
        (await ada.PostAsync(form, typed)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task So_do_registration_and_profile_and_a_review_that_is_to_go_stays()
    {
        var stranger = shop.NewVisitor();
        (string, string)[] typed = [("Input.UserName", "Nora"), ("Input.Email", "nora@hybridshop.example"), ("Input.Password", Users.Password)];
        var page = await BusyPageAsync(stranger, "/Identity/Account/Register", typed);
        page.QuerySelector("[name='Input.UserName']")!.GetAttribute("value").ShouldBe("Nora");

        var bea = await shop.SignedInAsync(Users.Bea);
        page = await BusyPageAsync(bea, "/account?handler=Profile", ("Input.UserName", "Bea the second"), ("Input.Phone", ""));
        page.QuerySelector("[name='Input.UserName']")!.GetAttribute("value").ShouldBe("Bea the second");

        var review = (await shop.DatabaseAsync(db => db.Reviews.Where(r => r.UserId == Users.Bea.Id).Select(r => r.Id).ToListAsync())).ShouldHaveSingleItem();
        page = await BusyPageAsync(bea, $"/account?handler=Delete&id={review}");
        page.QuerySelector("[name='Input.UserName']")!.GetAttribute("value").ShouldBe("Bea");
        page.QuerySelectorAll("[role=alert] li").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Identity_writes_by_itself_ends_on_a_calm_page_that_sends_the_form_again_without_its_password()
    {
        var visitor = shop.NewVisitor();
        const string form = "/Identity/Account/Login?ReturnUrl=%2Fproducts";
        (string, string)[] typed = [("Input.Email", Users.EmailOf(Users.Ada)), ("Input.Password", "wrong-password-1"), (Visitor.TokenField, await visitor.TokenAsync(form))];

        var answer = await WhileBusyAsync(() => visitor.PostAsync(form, typed));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        var page = await Visitor.PageOfAsync(answer);
        page.QuerySelector("h1")!.TextContent.ShouldBe("The counter is closed for a moment");
        var again = page.QuerySelector<IHtmlFormElement>("main form")!;
        again.GetAttribute("action").ShouldBe(form);
        again.QuerySelector("[name='Input.Email']")!.GetAttribute("value").ShouldBe(Users.EmailOf(Users.Ada));
        again.QuerySelector("[name='Input.Password']").ShouldBeNull();
        again.QuerySelector("button")!.TextContent.ShouldBe("Send it again");
        shop.Log.Troubles.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task Everything_can_be_read_meanwhile()
    {
        var (visitor, mara) = (shop.NewVisitor(), await shop.CallerAsync(Users.Mara));
        await WhileBusyAsync(async () =>
        {
            foreach (var address in (string[])["/", "/products", "/products/table-lamp", "/search?q=lamp", "/health/ready"])
            {
                (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            }

            (await mara.GetAsync("/api/products")).Status.ShouldBe(HttpStatusCode.OK);
            return true;
        });
    }

    [Fact]
    public async Task A_shop_that_has_nothing_to_write_can_be_started_meanwhile()
    {
        _ = shop.Services;
        await using var another = new Another(shop.Database);

        (await WhileBusyAsync(() => another.NewVisitor().GetAsync("/products"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Within_the_process_a_long_act_makes_others_busy_too_and_not_wait_for_ever()
    {
        var (isIn, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var unitOfWork = shop.Get<UnitOfWork>();
        var longAct = unitOfWork.RunAsync(Users.Mara, async _ =>
        {
            isIn.SetResult();
            await mayEnd.Task;
            return Outcome.Done(1);
        }, TestContext.Current.CancellationToken);
        await isIn.Task;

        var other = await shop.Get<IStockService>().AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara, TestContext.Current.CancellationToken);

        (other.Kind, other.Message).ShouldBe((OutcomeKind.Unavailable, Busy));
        mayEnd.SetResult();
        (await longAct).IsDone.ShouldBeTrue();
        (await shop.Get<IStockService>().AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara, TestContext.Current.CancellationToken)).IsDone.ShouldBeTrue();
    }

    private async Task<IHtmlDocument> BusyPageAsync(Visitor visitor, string address, params (string, string)[] fields)
    {
        var token = (Visitor.TokenField, await visitor.TokenAsync(address.Split("?handler")[0]));
        var answer = await WhileBusyAsync(() => visitor.PostAsync(address, [.. fields, token]));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, address);
        var page = await Visitor.PageOfAsync(answer);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(Busy);
        return page;
    }

    /// <summary>Holds the file's write lock, as another process does within its transaction.</summary>
    private async Task<T> WhileBusyAsync<T>(Func<Task<T>> act)
    {
        shop.Log.Clear();
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder(shop.Database.ConnectionString) { Pooling = false }.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = other.BeginTransaction(deferred: false);
        return await act();
    }

    private sealed class Another : WebShop
    {
        public Another(TestDatabase database) => (Database, OwnsDatabase) = (database, false);
    }
}
