using HybridShop.Components.Catalog;
using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Stock;

/// <summary>Reads the stock list: which rows, and how many, is found in the product index; only the shown rows are fetched.</summary>
internal sealed class StockLevels(
    IDbContextFactory<ShopDbContext> contexts, ProductIndex index, CategoryTreeReader categories, ShopFeed feed, ShopDays days)
{
    private readonly RevisionCache<DateTime, HashSet<int>> moved = new(capacity: 2);
    private readonly RevisionCache<(string? Words, string? Category, DateTime Midnight), StockCounts> counted = new(capacity: 100);

    public async Task<StockListResult> ListAsync(StockQuery query, CancellationToken ct)
    {
        var (page, size) = Paging.Clamp(query.Page, query.PageSize);

        // Read before the rows: a change that comes while they are read is newer than this and will be applied again, which is harmless.
        var sequence = feed.LatestSequence;
        var tree = await categories.GetAsync();
        var (fitting, counts) = await FindAsync(query, tree, ct);
        var ids = Sorted(fitting, query, tree).Skip((page - 1) * size).Take(size).Select(p => p.Id).ToList();
        var rows = await RowsAsync(ids, sequence, ct);
        return new(
            new([.. ids.Select(rows.GetValueOrDefault).OfType<StockLevel>()], page, size, counts.Of(query.View)), counts,
            [.. tree.Departments.SelectMany(department => Flat(department, 0))]);
    }

    /// <summary>After each change every open board counts again, and most of them the same: they share it.</summary>
    public async Task<StockCounts> CountAsync(StockQuery query, CancellationToken ct)
    {
        var key = (query.Words, query.Category, days.StartUtc(days.Today));
        return await counted.GetAsync(key, feed.LatestSequence,
            async () => (await FindAsync(query, await categories.GetAsync(), CancellationToken.None)).Counts).WaitAsync(ct);
    }

    /// <summary>What fits words, category and view, by name; and how much of what fits words and category each view has.</summary>
    private async Task<(List<IndexedProduct> Fitting, StockCounts Counts)> FindAsync(StockQuery query, CategoryTree tree, CancellationToken ct)
    {
        var today = await MovedTodayAsync();
        var words = SearchWords.Encode(SearchWords.Split(query.Words));
        var within = query.Category is null ? null : IdsOf(query.Category, tree);
        var fitting = new List<IndexedProduct>();
        var (all, low, changed, created) = (0, 0, 0, 0);
        var month = days.MonthStartUtc;
        foreach (var product in await index.GetAsync(ct))
        {
            if (within?.Contains(product.CategoryId) == false || !product.Has(words))
            {
                continue;
            }

            var (isLow, isChanged, isNew) = (product.IsLowOrOut, today.Contains(product.Id), product.CreatedUtc >= month);
            all++;
            low += isLow ? 1 : 0;
            changed += isChanged ? 1 : 0;
            created += isNew ? 1 : 0;
            if (query.View switch { StockView.LowOrOut => isLow, StockView.ChangedToday => isChanged, StockView.NewThisMonth => isNew, _ => true })
            {
                fitting.Add(product);
            }
        }

        return (fitting, new(all, low, changed) { NewThisMonth = created });
    }

    private Task<HashSet<int>> MovedTodayAsync()
    {
        var midnight = days.StartUtc(days.Today);
        return moved.GetAsync(midnight, feed.LatestSequence, async () =>
        {
            await using var db = await contexts.CreateDbContextAsync();
            return await db.StockMovements.Where(m => m.CreatedUtc >= midnight).Select(m => m.ProductId).Distinct().ToHashSetAsync();
        });
    }

    private async Task<Dictionary<int, StockLevel>> RowsAsync(List<int> ids, long sequence, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.Where(p => ids.Contains(p.Id) && p.Status != ProductStatus.Withdrawn)
            .Select(p => new StockLevel(
                p.Id, p.Options == null ? p.Name : p.Name + " (" + p.Options + ")", p.Slug, p.Sku, p.Category!.Name, p.Stock, p.LowStockThreshold,
                p.Status, sequence,
                ProductProjections.ThumbnailOf(p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0)
                    .Select(i => i.File).FirstOrDefault())))
            .ToDictionaryAsync(level => level.ProductId, ct);
    }

    /// <summary>What comes in by name stays so among equals.</summary>
    private static IEnumerable<IndexedProduct> Sorted(List<IndexedProduct> byName, StockQuery query, CategoryTree tree) =>
        (query.Sort, query.IsDescending) switch
        {
            (StockSort.Number, false) => byName.OrderBy(p => p.Sku is null).ThenBy(p => p.Sku, StringComparer.Ordinal),
            (StockSort.Number, true) => byName.OrderBy(p => p.Sku is null).ThenByDescending(p => p.Sku, StringComparer.Ordinal),
            (StockSort.Category, false) => byName.OrderBy(p => tree.Find(p.CategoryId)?.Name, StringComparer.Ordinal),
            (StockSort.Category, true) => byName.OrderByDescending(p => tree.Find(p.CategoryId)?.Name, StringComparer.Ordinal),
            (StockSort.OnHand, false) => byName.OrderBy(p => p.Stock),
            (StockSort.OnHand, true) => byName.OrderByDescending(p => p.Stock),
            (StockSort.LowAt, false) => byName.OrderBy(p => p.LowStockThreshold),
            (StockSort.LowAt, true) => byName.OrderByDescending(p => p.LowStockThreshold),
            (_, true) => Enumerable.Reverse(byName),
            _ => byName,
        };

    private static HashSet<int> IdsOf(string slug, CategoryTree tree) =>
        tree.Find(slug) is { } category ? [.. CategoryTree.SelfAndBelow(category).Select(c => c.Id)] : [];

    private static IEnumerable<StockCategory> Flat(CategoryNode category, int depth) =>
        category.Children.SelectMany(child => Flat(child, depth + 1)).Prepend(new(category.Slug, category.Name, depth));
}
