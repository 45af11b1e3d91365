using System.Linq.Expressions;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Products;

/// <summary>
/// Reads the products that somebody looks after: first the page's ids, then its rows. All products by name, and one status in any order, come out
/// of an index; another order of all, and words, are one walk through the table, some 70 ms at 100,000 products on SQLite.
/// </summary>
internal sealed class ProductLists(IDbContextFactory<ShopDbContext> contexts, CategoryTreeReader categories, ShopFeed feed)
{
    public async Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct)
    {
        var (page, size) = Paging.Clamp(query.Page, query.PageSize);

        // Read before the rows: a change that comes while they are read is newer than this and will be applied again, which is harmless.
        var sequence = feed.LatestSequence;
        var tree = await categories.GetAsync();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var within = Within(OwnedBy(db.Products, actor), query, tree);
        var isWhole = actor.IsStaff && query.Category is null && SearchWords.Split(query.Words).Count == 0;
        var counts = await CountAsync(within, ct);
        var wanted = query.Status switch
        {
            null => within,
            ProductStatus.Withdrawn => within.Where(p => p.Status == ProductStatus.Withdrawn),

            // The board's index is filtered by the first of these very words.
            var status => within.Where(p => p.Status != ProductStatus.Withdrawn).Where(p => p.Status == status),
        };
        List<int> ids = counts.Of(query.Status) == 0 ? []
            : await Sorted(wanted, query, isWhole && query.Status is null).Skip((page - 1) * size).Take(size).Select(p => p.Id).ToListAsync(ct);
        var rows = await db.Products.Where(p => ids.Contains(p.Id)).Select(Row(sequence)).ToDictionaryAsync(row => row.Id, ct);
        return new(new([.. ids.Select(rows.GetValueOrDefault).OfType<ProductListItem>()], page, size, counts.Of(query.Status)), counts);
    }

    public async Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct)
    {
        var sequence = feed.LatestSequence;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = OwnedBy(db.Products, actor);
        return await own.Where(p => p.Id == productId).Select(p => p.GroupId).FirstOrDefaultAsync(ct) is { } group
            ? await own.Where(p => p.GroupId == group).OrderBy(p => p.VariantRank).Take(Paging.MaxSize).Select(Row(sequence)).ToListAsync(ct)
            : [];
    }

    /// <summary><see cref="ShopActor.MayChange"/>, for the database.</summary>
    private static IQueryable<Product> OwnedBy(IQueryable<Product> products, ShopActor actor) =>
        actor.IsStaff ? products : products.Where(p => p.CreatedById != null && p.CreatedById == actor.Id);

    private static IQueryable<Product> Within(IQueryable<Product> products, ProductQuery query, CategoryTree tree)
    {
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

    /// <summary>Two questions, because each has an index of its own.</summary>
    private static async Task<ProductCounts> CountAsync(IQueryable<Product> within, CancellationToken ct)
    {
        var shown = await within.Where(p => p.Status != ProductStatus.Withdrawn).GroupBy(p => p.Status)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return new(
            shown.GetValueOrDefault(ProductStatus.Draft), shown.GetValueOrDefault(ProductStatus.Published),
            await within.CountAsync(p => p.Status == ProductStatus.Withdrawn, ct));
    }

    /// <summary>
    /// The appended nothing keeps SQLite from following the names' index where most rows are left out: it would fetch them one by one from all
    /// over the table, seconds when they are not in memory.
    /// </summary>
    private static IOrderedQueryable<Product> Sorted(IQueryable<Product> products, ProductQuery query, bool isWhole) => (query.Sort, query.IsDescending) switch
    {
        (ProductSort.Number, false) => products.OrderBy(p => p.Sku == null).ThenBy(p => p.Sku).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Number, true) => products.OrderBy(p => p.Sku == null).ThenByDescending(p => p.Sku).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Category, false) => products.OrderBy(p => p.Category!.Name).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Category, true) => products.OrderByDescending(p => p.Category!.Name).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Price, false) => products.OrderBy(p => p.Price).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Price, true) => products.OrderByDescending(p => p.Price).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Stock, false) => products.OrderBy(p => p.Stock).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Stock, true) => products.OrderByDescending(p => p.Stock).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Changed, false) => products.OrderBy(p => p.UpdatedUtc).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (ProductSort.Changed, true) => products.OrderByDescending(p => p.UpdatedUtc).ThenBy(p => p.Name).ThenBy(p => p.Id),
        (_, true) when isWhole => products.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
        (_, false) when isWhole => products.OrderBy(p => p.Name).ThenBy(p => p.Id),
        (_, true) => products.OrderByDescending(p => p.Name + "").ThenByDescending(p => p.Id),
        _ => products.OrderBy(p => p.Name + "").ThenBy(p => p.Id),
    };

    private static Expression<Func<Product, ProductListItem>> Row(long sequence) => p => new(
        p.Id, p.Options == null ? p.Name : p.Name + " (" + p.Options + ")", p.Sku, p.Category!.Name, p.Price, p.Stock, p.LowStockThreshold, p.Status,
        p.UpdatedUtc, sequence,
        ProductProjections.ThumbnailOf(p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault()));
}
