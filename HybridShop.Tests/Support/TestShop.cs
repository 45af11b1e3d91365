using HybridShop.Web.Accounts;
using HybridShop.Web.Activity;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Drafts;
using HybridShop.Web.Imports;
using HybridShop.Web.Overview;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Support;

/// <summary>The shop's real services on a real database, without a web server, as one process of the shop has them.</summary>
public sealed class TestShop : IAsyncDisposable
{
    private readonly IHost host;
    private readonly TestDatabase database;

    private TestShop(IHost host, TestDatabase database, FakeClock clock) => (this.host, this.database, Clock) = (host, database, clock);

    public FakeClock Clock { get; }

    public IStockService Stock => Get<IStockService>();

    public ICatalogService Catalog => Get<ICatalogService>();

    public IProductService Products => Get<IProductService>();

    public IProductPictureService Pictures => Get<IProductPictureService>();

    public ICategoryService Categories => Get<ICategoryService>();

    public IReviewService Reviews => Get<IReviewService>();

    public IActivityService Activity => Get<IActivityService>();

    public IOverviewService Overview => Get<IOverviewService>();

    public IShopFeed Feed => Get<IShopFeed>();

    public IServiceProvider Services => host.Services;

    internal TestDatabase Database => database;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Another process of the same shop: its own services, the same database.</summary>
    public Task<TestShop> OpenAnotherAsync() => OpenAsync(database);

    /// <summary>Lets this process hear of what others commit, as a serving shop does.</summary>
    public Task WatchAsync() => host.StartAsync();

    internal static async Task<TestShop> OpenAsync(TestDatabase database, FakeClock? clock = null)
    {
        var shop = Build(database, clock ?? new());
        shop.Get<CacheVersions>();
        await shop.Get<ShopFeed>().StartAsync(CancellationToken.None);
        return shop;
    }

    /// <summary>The services alone: nothing was asked of the database yet, so it may still be empty.</summary>
    internal static TestShop Build(TestDatabase database, FakeClock? clock = null, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        clock ??= new();
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing", ContentRootPath = database.Folder.Path });
        builder.Configuration.AddInMemoryCollection([.. database.Settings.Concat(settings)]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddShopData();
        builder.Services.AddChanges().AddCatalog().AddStock().AddReviews().AddActivity().AddOverview().AddDrafts().AddImports().AddAccounts();
        builder.Services.AddIdentityCore<ShopUser>(IdentitySetup.Configure).AddRoles<ShopRole>().AddEntityFrameworkStores<ShopDbContext>();
        builder.Services.AddQuickPasswords();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        return new(builder.Build(), database, clock);
    }

    /// <summary>Straight to the tables, for what no service offers.</summary>
    internal async Task<T> ReadAsync<T>(Func<ShopDbContext, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    internal Task<int> AddAsync(params object[] entities) => ReadAsync(db =>
    {
        db.AddRange(entities);
        return db.SaveChangesAsync();
    });

    internal Task<int> ExecuteAsync(FormattableString sql) => ReadAsync(db => db.Database.ExecuteSqlAsync(sql));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
