using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Overview;

/// <summary>What the overview adds up of one product. Whether it is new is for the database to say: it compares a time sooner than it is read.</summary>
internal readonly record struct ShelfFigure(int Stock, int LowStockThreshold, long PriceMinor, int CategoryId, bool IsNew);

/// <summary>
/// The few numbers of every product, read once and then only of what the feed says has moved: at 100,000 products a scan of the table
/// for every sale would be a scan too many. About 60 bytes a product. IX_Products_Board holds all of it.
/// </summary>
internal sealed class ShelfFigures(IDbContextFactory<ShopDbContext> contexts) : IDisposable
{
    private const int MostReadSingly = 2_000;
    private const int ReadAtOnce = 500;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<int, ShelfFigure> figures = [];
    private HashSet<int> moved = [];
    private bool isOutdated = true;
    private DateTime newSinceUtc;

    /// <summary>Notes what is to be read again. Called by the feed: no reading here.</summary>
    public void Note(ShopChange change)
    {
        lock (gate)
        {
            if (change.Kind == ChangeKind.Everything || moved.Count >= MostReadSingly)
            {
                (isOutdated, moved) = (true, []);
            }
            else if (change.Kind is ChangeKind.Stock or ChangeKind.Product)
            {
                moved.Add(change.EntityId);
            }
        }
    }

    /// <summary>Reads what moved, then lets <paramref name="add"/> add up all products that are not withdrawn; new are those since a moment.</summary>
    public async Task<T> AddUpAsync<T>(DateTime sinceUtc, Func<IReadOnlyCollection<ShelfFigure>, T> add)
    {
        await turn.WaitAsync();
        try
        {
            if (newSinceUtc != sinceUtc)
            {
                newSinceUtc = sinceUtc;
                lock (gate)
                {
                    isOutdated = true;
                }
            }

            await CatchUpAsync();
            return add(figures.Values);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task CatchUpAsync()
    {
        bool isAll;
        HashSet<int> ids;
        lock (gate)
        {
            (isAll, ids) = (isOutdated, moved);
            (isOutdated, moved) = (false, []);
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            if (isAll)
            {
                var all = await ReadAsync(db.Products);
                figures.Clear();
                Take(all);
            }
            else
            {
                foreach (var some in ids.Chunk(ReadAtOnce))
                {
                    var rows = await ReadAsync(db.Products.Where(p => some.Contains(p.Id)));
                    Array.ForEach(some, id => figures.Remove(id));
                    Take(rows);
                }
            }
        }
        catch
        {
            lock (gate)
            {
                isOutdated = true;
            }

            throw;
        }
    }

    private void Take(List<KeyValuePair<int, ShelfFigure>> rows) => rows.ForEach(row => figures[row.Key] = row.Value);

    private Task<List<KeyValuePair<int, ShelfFigure>>> ReadAsync(IQueryable<Product> products) =>
        products.Where(p => p.Status != ProductStatus.Withdrawn).Select(p => new KeyValuePair<int, ShelfFigure>(
            p.Id, new ShelfFigure(p.Stock, p.LowStockThreshold, p.PriceMinor, p.CategoryId, p.CreatedUtc >= newSinceUtc))).ToListAsync();
}
