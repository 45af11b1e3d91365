using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Api;
using HybridShop.Web.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridShop.Tests.Api;

/// <summary>A request that may have to be sent twice, and is carried out once.</summary>
[Trait("Category", "Http")]
public sealed class IdempotencyTests(SqliteDatabases databases) : IAsyncLifetime
{
    private const string Address = "/api/products";
    private static readonly (string, string) Key = (Idempotency.Header, "order-17");

    private readonly SampleWebShop shop = new(databases);

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_is_not_carried_out_again()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        var first = await mara.PostAsync(Address, Tray(), Key);
        var again = await mara.PostAsync(Address, Tray(), Key);

        (again.Status, again.Text, again.Tag, again.Headers.Location).ShouldBe((HttpStatusCode.Created, first.Text, first.Tag, first.Headers.Location));
        again.ContentType.ShouldBe("application/json");
        again.Headers.Contains(Idempotency.ReplayedHeader).ShouldBeTrue();
        first.Headers.Contains(Idempotency.ReplayedHeader).ShouldBeFalse();
        (await CountAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task A_request_that_was_refused_is_put_right_and_sent_again_by_the_same_key()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PostAsync(Address, Tray(""), Key)).Status.ShouldBe(HttpStatusCode.BadRequest);
        var right = await mara.PostAsync(Address, Tray(), Key);

        (right.Status, right.Headers.Contains(Idempotency.ReplayedHeader)).ShouldBe((HttpStatusCode.Created, false));
        (await mara.PostAsync(Address, Tray(), Key)).Headers.Contains(Idempotency.ReplayedHeader).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_was_not_allowed_and_now_is_sends_the_same_request_again()
    {
        const string Stock = "/api/products/3/stock-adjustments";
        var (sue, one) = (await shop.CallerAsync(Users.Sue), new JsonObject { ["delta"] = 1 });
        (await sue.PostAsync(Stock, one, Key)).Status.ShouldBe(HttpStatusCode.Forbidden);
        await shop.DatabaseAsync(db => db.Products.Where(p => p.Id == Products.Mug).ExecuteUpdateAsync(set => set.SetProperty(p => p.CreatedById, Users.Sue.Id)));

        (await sue.PostAsync(Stock, one, Key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_conflict_is_tried_anew_and_what_changed_nothing_is_kept_as_done()
    {
        const string Stock = "/api/products/1/stock-adjustments";
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PostAsync(Stock, new JsonObject { ["delta"] = -12 }, Key)).Status.ShouldBe(HttpStatusCode.Conflict);
        await mara.PostAsync(Stock, new JsonObject { ["delta"] = 5 });
        (await mara.PostAsync(Stock, new JsonObject { ["delta"] = -12 }, Key)).Status.ShouldBe(HttpStatusCode.Created);

        var same = new JsonObject { ["set_to"] = 3, ["seen"] = 3 };
        (await mara.PostAsync(Stock, same, (Idempotency.Header, "count-1"))).Status.ShouldBe(HttpStatusCode.OK);
        (await mara.PostAsync(Stock, same, (Idempotency.Header, "count-1"))).Headers.Contains(Idempotency.ReplayedHeader).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_stands_for_one_request_of_one_caller_for_a_day()
    {
        var (mara, sam) = (await shop.CallerAsync(Users.Mara), await shop.CallerAsync(Users.Sam));
        await mara.PostAsync(Address, Tray(), Key);

        (await mara.PostAsync(Address, Tray("Bowl"), Key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await sam.PostAsync(Address, Tray("Bowl"), Key)).Status.ShouldBe(HttpStatusCode.Created);
        shop.Clock.Advance(Idempotency.KeptFor + TimeSpan.FromSeconds(1));
        (await (await shop.CallerAsync(Users.Mara)).PostAsync(Address, Tray("Bowl"), Key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Ten_at_once_are_carried_out_once()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => mara.PostAsync(Address, Tray(), Key)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created || answer.Status == HttpStatusCode.Conflict);
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.Created);
        (await CountAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task An_act_whose_answer_was_lost_with_the_process_is_not_done_twice()
    {
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PostAsync(Address, Tray(), Key);
        await DieBeforeTheAnswerAsync();

        var again = await mara.PostAsync(Address, Tray(), Key);

        (again.Status, again.Detail).ShouldBe((HttpStatusCode.Conflict, ApiText.KeyAnswerLost));
        (await CountAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task A_request_that_died_before_its_act_may_come_again_a_little_later()
    {
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PostAsync(Address, Tray(), Key);
        await DieBeforeTheAnswerAsync(isCarriedOut: false);

        (await mara.PostAsync(Address, Tray(), Key)).Status.ShouldBe(HttpStatusCode.Conflict);
        shop.Clock.Advance(Idempotency.UnderWayAtMost + TimeSpan.FromSeconds(1));
        (await mara.PostAsync(Address, Tray(), Key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(nameof(IProductService.CreateAsync), HttpStatusCode.Created)]
    [InlineData(nameof(ICatalogService.FindProductAsync), HttpStatusCode.Conflict)]
    public async Task After_a_fault_of_ours_the_same_request_may_try_again_unless_its_act_was_carried_out(string faulty, HttpStatusCode status)
    {
        await using var broken = new SampleWebShop(databases)
        {
            Replacing = services => services
                .Replace(ServiceDescriptor.Singleton(p => FailsOnce.Wrap<IProductService>(ActivatorUtilities.CreateInstance<ProductService>(p), faulty)))
                .Replace(ServiceDescriptor.Singleton(p => FailsOnce.Wrap<ICatalogService>(ActivatorUtilities.CreateInstance<CatalogService>(p), faulty))),
        };
        await broken.InitializeAsync();
        var mara = await broken.CallerAsync(Users.Mara);

        (await mara.PostAsync(Address, Tray(), Key)).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await mara.PostAsync(Address, Tray(), Key)).Status.ShouldBe(status);
        (await broken.DatabaseAsync(db => db.Products.CountAsync())).ShouldBe(8);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("\u00e9")]
    public async Task A_key_is_visible_ASCII(string key) =>
        (await (await shop.CallerAsync(Users.Mara)).PostAsync(Address, Tray(), (Idempotency.Header, key))).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        (await (await shop.CallerAsync(Users.Mara)).PostAsync(Address, Tray(), (Idempotency.Header, new string('k', IdempotencyRecord.KeyLength + 1)))).Status.ShouldBe(HttpStatusCode.BadRequest);

    private static JsonObject Tray(string name = "Tray") => new() { ["name"] = name, ["price"] = 24.5, ["category_id"] = Categories.Kitchen };

    private Task<int> CountAsync() => shop.DatabaseAsync(db => db.Products.CountAsync());

    /// <summary>As if the process had died around the act's commit: what is written afterwards is not there.</summary>
    private Task<int> DieBeforeTheAnswerAsync(bool isCarriedOut = true) => shop.DatabaseAsync(db => db.IdempotencyRecords.ExecuteUpdateAsync(
        set => set.SetProperty(r => r.IsCarriedOut, isCarriedOut).SetProperty(r => r.Status, (int?)null).SetProperty(r => r.Body, (byte[]?)null).SetProperty(r => r.Headers, (string?)null)));

    /// <summary>A service with a method that breaks at its first call.</summary>
    public class FailsOnce : DispatchProxy
    {
        private object inner = null!;
        private string? faulty;

        public static T Wrap<T>(T service, string method)
            where T : class
        {
            var wrapped = Create<T, FailsOnce>();
            ((FailsOnce)(object)wrapped).inner = service;
            ((FailsOnce)(object)wrapped).faulty = method;
            return wrapped;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == faulty)
            {
                faulty = null;
                throw new InvalidOperationException("The disk is on fire.");
            }

            return targetMethod.Invoke(inner, args);
        }
    }
}
