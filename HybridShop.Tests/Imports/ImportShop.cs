using System.Text;
using HybridShop.Web.Accounts;
using HybridShop.Web.Activity;
using HybridShop.Web.Catalog;
using HybridShop.Web.Commands;
using HybridShop.Web.Data;
using HybridShop.Web.Imports;
using HybridShop.Web.Live;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Imports;

/// <summary>An empty shop on a SQLite file of its own.</summary>
internal sealed class ImportShop : IAsyncDisposable
{
    private readonly string folder;
    private readonly IHost host;

    private ImportShop(string folder, IHost host) => (this.folder, this.host) = (folder, host);

    public static ShopActor Staff { get; } = new(null, "Nell", [ShopRoles.Staff]);

    public ICatalogService Catalog => host.Services.GetRequiredService<ICatalogService>();

    public IProductService Products => host.Services.GetRequiredService<IProductService>();

    /// <param name="isMigrated">False leaves the folder empty.</param>
    public static async Task<ImportShop> OpenAsync(bool isMigrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("hybridshop-import-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing", ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection([new("Shop:DataFolder", folder), new("Database:Provider", "Sqlite"), new("Database:Synchronous", "Normal")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddShopData();
        builder.Services.AddLive().AddCatalog().AddStock().AddReviews().AddActivity().AddImports();
        builder.Services.Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(IdentitySetup.Configure);
        var shop = new ImportShop(folder, builder.Build());
        if (isMigrated)
        {
            await shop.host.Services.GetRequiredService<ShopMigration>().RunAsync(CancellationToken.None);
        }

        return shop;
    }

    public Task<Outcome<ImportReport>> TryImportAsync(Stream file, ShopActor? actor = null) =>
        host.Services.GetRequiredService<IImportService>().ImportAsync(file, "products.csv", actor ?? Staff, TestContext.Current.CancellationToken);

    public Task<Outcome<ImportReport>> TryImportAsync(string csv, ShopActor? actor = null) =>
        TryImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), actor);

    public async Task<ImportReport> ImportAsync(string csv) => Done(await TryImportAsync(csv));

    public async Task<ImportReport> ImportFileAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return Done(await TryImportAsync(file));
    }

    /// <summary>The command as it is typed; its exit code, and what people read.</summary>
    public async Task<(int Code, string Text)> RunAsync(params string[] args)
    {
        var people = new StringWriter();
        var code = await ImportCommand.Command.RunAsync(new(new(args), host.Services, people), TestContext.Current.CancellationToken);
        return (code, people.ToString());
    }

    public string FileOf(string name) => Path.Combine(folder, name);

    public async Task<T> ReadAsync<T>(Func<ShopDbContext, Task<T>> read)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    public Task<Product> ProductAsync(string slug) =>
        ReadAsync(db => db.Products.Include(p => p.Images).Include(p => p.Category).AsNoTracking().SingleAsync(p => p.Slug == slug));

    /// <summary>Every row of every table an import touches, so that "nothing changed" means nothing at all.</summary>
    public Task<string> ContentsAsync() => ReadAsync(async db =>
    {
        var contents = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in new[] { "Products", "ProductGroups", "ProductImages", "ProductSlugs", "Categories", "StockMovements", "Changes", "ActivityEntries" })
        {
            await using var command = db.Command($"SELECT * FROM \"{table}\" ORDER BY 1");
            await using var row = await command.ExecuteReaderAsync();
            contents.AppendLine(table);
            while (await row.ReadAsync())
            {
                contents.AppendJoin('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue)).AppendLine();
            }
        }

        return contents.ToString();
    });

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        using (var connection = new SqliteConnection($"Data Source={FileOf("hybridshop.db")};Foreign Keys=True"))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static ImportReport Done(Outcome<ImportReport> outcome)
    {
        outcome.Kind.ShouldBe(OutcomeKind.Done, outcome.Message);
        return outcome.Value!;
    }
}
