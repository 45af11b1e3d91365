using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Live;

/// <summary>
/// A shop of its own on the network for each test, with the sample world; or one that a class shares, which nobody is connected to when a test begins.
/// Nothing that a test does may end in an error of the log.
/// </summary>
[Trait("Category", "Http")]
public abstract class LiveTest(SqliteDatabases databases, SampleWebShop? shared = null) : IAsyncLifetime
{
    protected const string FrontEnd = "https://front-end.example";

    private SampleWebShop? shop;

    protected SampleWebShop Shop => shop!;

    protected IStockService Stock => Shop.Get<IStockService>();

    protected IProductService ProductService => Shop.Get<IProductService>();

    /// <summary>Taken at the start: a shop that has closed gives out nothing any more.</summary>
    private protected ConnectionRegistry Registry { get; private set; } = null!;

    private protected IReadOnlyList<string> Errors => [.. Shop.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => $"{line.Category}: {line.Text} {line.Exception}")];

    protected virtual bool IsOnMachineTime => false;

    protected virtual string PathBase => "";

    public async ValueTask InitializeAsync()
    {
        shop = shared;
        if (shop is null)
        {
            shop = new(databases) { IsOnMachineTime = IsOnMachineTime, PathBase = PathBase, Origins = FrontEnd, Replacing = Replace };
            await shop.InitializeAsync();
            shop.Listen();
        }

        Registry = shop.Get<ConnectionRegistry>();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (shared is not null)
        {
            await NobodyIsLeftAsync();
        }
        else if (shop is not null)
        {
            await shop.DisposeAsync();
        }

        Errors.ShouldBeEmpty();
    }

    protected virtual void Replace(IServiceCollection services)
    {
        // The shop's own.
    }

    private protected Task<LiveClient> OpenAsync(CookieContainer? cookies = null) => LiveClient.OpenAsync(Shop, cookies);

    protected async Task MoveAsync(int product, int delta) =>
        (await Stock.AdjustAsync(new() { ProductId = product, Delta = delta }, Users.Mara)).IsDone.ShouldBeTrue();

    /// <summary>The cookies of somebody who came in by the sign-in page.</summary>
    protected async Task<CookieContainer> CookiesAsync(ShopActor user)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Shop.Address };
        (await new Visitor(http).SignInAsync(Users.EmailOf(user), Users.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        return cookies;
    }

    /// <summary>Sequences in the table after that one, of one product's stock.</summary>
    protected Task<List<long>> StockSequencesAsync(long after, params int[] products) => Shop.DatabaseAsync(db => db.Changes
        .Where(c => c.Kind == ChangeKind.Stock && products.Contains(c.EntityId) && c.Sequence > after).OrderBy(c => c.Sequence).Select(c => c.Sequence).ToListAsync());

    protected Task NobodyIsLeftAsync() =>
        Eventually.IsTrueAsync(() => (Registry.ConnectionCount, Registry.TopicCount) == (0, 0), "no connection and no topic is left");
}
