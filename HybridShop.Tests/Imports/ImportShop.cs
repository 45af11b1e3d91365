using System.Text;
using HybridShop.Tests.Support;
using HybridShop.Web.Commands;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Imports;

/// <summary>An empty shop on a SQLite file of its own.</summary>
internal sealed class ImportShop : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly TestShop shop;

    private ImportShop(TestDatabase database) => (this.database, shop) = (database, TestShop.Build(database));

    public static ShopActor Staff { get; } = new(null, "Nell", [ShopRoles.Staff]);

    public FakeClock Clock => shop.Clock;

    public ICatalogService Catalog => shop.Catalog;

    public IProductService Products => shop.Products;

    /// <param name="isMigrated">False leaves the folder empty.</param>
    public static ImportShop Open(bool isMigrated = true) => new(isMigrated ? SqliteTestDatabase.Migrated() : new SqliteTestDatabase());

    public Task<Outcome<ImportReport>> TryImportAsync(Stream file, ShopActor? actor = null, IProgress<ImportProgress>? progress = null) =>
        shop.Get<IImportService>().ImportAsync(file, "products.csv", actor ?? Staff, progress, TestContext.Current.CancellationToken);

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
        var code = await ImportCommand.Command.RunAsync(new(new(args), shop.Services, people), TestContext.Current.CancellationToken);
        return (code, people.ToString());
    }

    public string FileOf(string name) => database.Folder.File(name);

    public Task<T> ReadAsync<T>(Func<ShopDbContext, Task<T>> read) => shop.ReadAsync(read);

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
        await shop.DisposeAsync();
        await database.DisposeAsync();
    }

    private static ImportReport Done(Outcome<ImportReport> outcome)
    {
        outcome.Kind.ShouldBe(OutcomeKind.Done, outcome.Message);
        return outcome.Value!;
    }
}
