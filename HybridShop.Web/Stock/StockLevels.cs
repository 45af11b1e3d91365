using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Stock;

/// <summary>
/// Reads the stock list. The page's ids are found in IX_Products_Board alone, which holds all that a list is filtered and sorted by except
/// words; then its rows are fetched.
/// </summary>
internal sealed class StockLevels(
    IDbContextFactory<ShopDbContext> contexts, CategoryTreeReader categories, ShopFeed feed, ShopDays days)
{
    public async Task<StockPage> ListAsync(StockQuery query, CancellationToken ct)
    {
        var (page, size) = Paging.Clamp(query.Page, query.PageSize);

        // Read before the rows: a change that comes while they are read is newer than this and will be applied again, which is harmless.
        var sequence = feed.LatestSequence;
        var tree = await categories.GetAsync();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var within = Within(db, query, tree);
        var counts = await CountAsync(db, within, ct);
        var ids = await Sorted(Of(db, within, query.View), query).Skip((page - 1) * size).Take(size).Select(p => p.Id).ToListAsync(ct);
        var rows = await db.Products.Where(p => ids.Contains(p.Id))
            .Select(p => new StockLevel(
                p.Id, p.Options == null ? p.Name : p.Name + " (" + p.Options + ")", p.Slug, p.Sku, p.Category!.Name, p.Stock, p.LowStockThreshold,
                p.Status, sequence, p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0 && i.File != null)
                    .Select(i => "/media/" + i.File).FirstOrDefault()))
            .ToDictionaryAsync(level => level.ProductId, ct);
        return new(
            new([.. ids.Select(rows.GetValueOrDefault).OfType<StockLevel>()], page, size, counts.Of(query.View)), counts,
            [.. tree.Departments.SelectMany(department => Flat(department, 0))]);
    }

    public async Task<StockCounts> CountAsync(StockQuery query, CancellationToken ct)
    {
        var tree = await categories.GetAsync();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CountAsync(db, Within(db, query, tree), ct);
    }

    private static IQueryable<Product> Within(ShopDbContext db, StockQuery query, CategoryTree tree)
    {
        // The index is filtered by these very words.
        var products = db.Products.Where(p => p.Status != ProductStatus.Withdrawn);
        if (query.Category is { } slug)
        {
            List<int> ids = tree.Find(slug) is { } category ? [.. CategoryTree.SelfAndBelow(category).Select(c => c.Id)] : [];
            products = products.Where(p => ids.Contains(p.CategoryId));
        }

        foreach (var word in SearchWords.Split(query.Words))
        {
            products = products.Where(p => p.SearchText.Contains(word));
        }

        return products;
    }

    private async Task<StockCounts> CountAsync(ShopDbContext db, IQueryable<Product> within, CancellationToken ct)
    {
        var month = days.MonthStartUtc;
        var counts = await within.GroupBy(_ => 1)
            .Select(all => new { All = all.Count(), Low = all.Count(p => p.Stock <= p.LowStockThreshold), New = all.Count(p => p.CreatedUtc >= month) })
            .FirstOrDefaultAsync(ct);
        return new(counts?.All ?? 0, counts?.Low ?? 0, await Of(db, within, StockView.ChangedToday).CountAsync(ct)) { NewThisMonth = counts?.New ?? 0 };
    }

    private IQueryable<Product> Of(ShopDbContext db, IQueryable<Product> products, StockView view)
    {
        if (view == StockView.ChangedToday)
        {
            var midnight = days.StartUtc(days.Today);
            var moved = db.StockMovements.Where(m => m.CreatedUtc >= midnight).Select(m => m.ProductId);
            return products.Where(p => moved.Contains(p.Id));
        }

        if (view == StockView.NewThisMonth)
        {
            var month = days.MonthStartUtc;
            return products.Where(p => p.CreatedUtc >= month);
        }

        return view == StockView.LowOrOut ? products.Where(p => p.Stock <= p.LowStockThreshold) : products;
    }

    private static IOrderedQueryable<Product> Sorted(IQueryable<Product> products, StockQuery query) => (query.Sort, query.IsDescending) switch
    {
        (StockSort.Number, false) => products.OrderBy(p => p.Sku == null).ThenBy(p => p.Sku).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.Number, true) => products.OrderBy(p => p.Sku == null).ThenByDescending(p => p.Sku).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.Category, false) => products.OrderBy(p => p.Category!.Name).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.Category, true) => products.OrderByDescending(p => p.Category!.Name).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.OnHand, false) => products.OrderBy(p => p.Stock).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.OnHand, true) => products.OrderByDescending(p => p.Stock).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.LowAt, false) => products.OrderBy(p => p.LowStockThreshold).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (StockSort.LowAt, true) => products.OrderByDescending(p => p.LowStockThreshold).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (_, true) => products.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
        _ => products.OrderBy(p => p.Name).ThenBy(p => p.Id),
    };

    private static IEnumerable<StockCategory> Flat(CategoryNode category, int depth) =>
        category.Children.SelectMany(child => Flat(child, depth + 1)).Prepend(new(category.Slug, category.Name, depth));
}
