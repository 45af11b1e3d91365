using System.Collections.Frozen;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Categories;

/// <summary>All categories with their product counts, at one moment.</summary>
internal sealed class CategoryTree
{
    private readonly FrozenDictionary<string, CategoryNode> bySlug;
    private readonly FrozenDictionary<int, CategoryNode> byId;

    public CategoryTree(IReadOnlyList<CategoryNode> departments)
    {
        Departments = departments;
        var all = departments.SelectMany(SelfAndBelow).ToList();
        bySlug = all.ToFrozenDictionary(c => c.Slug);
        byId = all.ToFrozenDictionary(c => c.Id);
        ProductCount = departments.Sum(d => d.ProductCount);
        Nested = [.. departments.Select(d => Item(d, isNested: true))];
        Flat = [.. all.OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(c => c.Id).Select(c => Item(c, isNested: false))];
    }

    /// <summary>The top level, by name.</summary>
    public IReadOnlyList<CategoryNode> Departments { get; }

    /// <summary>The same for programs.</summary>
    public IReadOnlyList<CategoryItem> Nested { get; }

    /// <summary>Every category, by name.</summary>
    public IReadOnlyList<CategoryItem> Flat { get; }

    /// <summary>Listed products of the whole shop.</summary>
    public int ProductCount { get; }

    /// <summary>By its slug, or by what was meant for it (<see cref="Slugs.Meant"/>).</summary>
    public CategoryNode? Find(string slug) => bySlug.GetValueOrDefault(slug) ?? (Slugs.Meant(slug) is { } meant ? bySlug.GetValueOrDefault(meant) : null);

    public CategoryNode? Find(int id) => byId.GetValueOrDefault(id);

    public static IEnumerable<CategoryNode> SelfAndBelow(CategoryNode category) => category.Children.SelectMany(SelfAndBelow).Prepend(category);

    /// <summary>From the department down to the category itself.</summary>
    public IReadOnlyList<CategoryNode> PathTo(int categoryId)
    {
        var path = new List<CategoryNode>();
        for (var node = Find(categoryId); node is not null; node = node.ParentId is { } parent ? Find(parent) : null)
        {
            path.Insert(0, node);
        }

        return path;
    }

    public static CategoryLink Link(CategoryNode category) => new(category.Id, category.Name, category.Slug);

    public static CategoryItem Item(CategoryNode category, bool isNested) =>
        new(category.Id, category.Name, category.Slug, category.Description, category.ParentId, category.ProductCount)
        {
            Children = isNested ? [.. category.Children.Select(child => Item(child, isNested))] : null,
        };
}

/// <summary>The category tree as it is now, read anew only when it changed.</summary>
internal sealed class CategoryTreeReader(IDbContextFactory<ShopDbContext> contexts, CacheVersions revisions)
{
    private readonly RevisionCache<int, CategoryTree> cache = new(capacity: 1);

    public Task<CategoryTree> GetAsync() => cache.GetAsync(0, revisions.Structure, LoadAsync);

    private async Task<CategoryTree> LoadAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var counts = await db.Products.Where(ProductProjections.IsListed).GroupBy(p => p.CategoryId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var rows = (await db.Categories.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync()).ToLookup(c => c.ParentId);
        return new(Below(null));

        IReadOnlyList<CategoryNode> Below(int? parent) => [.. rows[parent].Select(c =>
        {
            var children = Below(c.Id);
            return new CategoryNode(
                c.Id, c.Name, c.Slug, c.Description, c.ParentId, counts.GetValueOrDefault(c.Id) + children.Sum(child => child.ProductCount), children);
        })];
    }
}
