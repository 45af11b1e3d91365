using HybridShop.Components.Catalog;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Live;

/// <summary>A product as it is now, with the fields that messages carry.</summary>
internal sealed record ProductNow(
    int Id, string Slug, string Name, ProductStatus Status, int CategoryId, Money Price, int Stock, int LowStockThreshold,
    Rating AverageRating, int ReviewCount)
{
    public bool IsPublic => Status == ProductStatus.Published;

    public Availability Availability => ProductSummary.AvailabilityOf(Stock, LowStockThreshold);
}

internal sealed record CategoryNow(int Id, string Name, string Slug, int? ParentId);

/// <summary>Reads the fields that messages carry, once for many changes. They are never older than the change that asks for them.</summary>
internal sealed class LiveMessageReader(IDbContextFactory<ShopDbContext> contexts)
{
    public async Task<Dictionary<int, ProductNow>> ProductsAsync(IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.Where(p => ids.Contains(p.Id))
            .Select(p => new ProductNow(
                p.Id, p.Slug, p.Name, p.Status, p.CategoryId, p.Price, p.Stock, p.LowStockThreshold, p.AverageRating, p.ReviewCount))
            .ToDictionaryAsync(p => p.Id, ct);
    }

    public async Task<Dictionary<int, CategoryNow>> CategoriesAsync(IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Categories.Where(c => ids.Contains(c.Id)).Select(c => new CategoryNow(c.Id, c.Name, c.Slug, c.ParentId))
            .ToDictionaryAsync(c => c.Id, ct);
    }
}
