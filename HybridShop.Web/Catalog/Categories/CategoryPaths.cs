using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Categories;

/// <summary>The rules of the tree, within a writer's act.</summary>
internal static class CategoryPaths
{
    /// <summary>Number of levels from the top down to this category; 0 for null.</summary>
    public static async Task<int> DepthAsync(ShopDbContext db, int? categoryId, CancellationToken ct)
    {
        var depth = 0;
        while (categoryId is { } id)
        {
            depth++;
            categoryId = await db.Categories.Where(c => c.Id == id).Select(c => c.ParentId).FirstOrDefaultAsync(ct);
        }

        return depth;
    }

    /// <summary>Number of levels from this category down to its deepest descendant, itself included.</summary>
    public static async Task<int> HeightAsync(ShopDbContext db, int categoryId, CancellationToken ct)
    {
        var height = 0;
        for (List<int> level = [categoryId]; level.Count > 0; height++)
        {
            var parents = level;
            level = await db.Categories.Where(c => c.ParentId != null && parents.Contains(c.ParentId.Value)).Select(c => c.Id).ToListAsync(ct);
        }

        return height;
    }

    /// <summary>Whether <paramref name="categoryId"/> is <paramref name="ancestorId"/> or lies below it.</summary>
    public static async Task<bool> IsSelfOrBelowAsync(ShopDbContext db, int? categoryId, int ancestorId, CancellationToken ct)
    {
        while (categoryId is { } id)
        {
            if (id == ancestorId)
            {
                return true;
            }

            categoryId = await db.Categories.Where(c => c.Id == id).Select(c => c.ParentId).FirstOrDefaultAsync(ct);
        }

        return false;
    }

    /// <summary>
    /// The category at the end of a path of names, made where it is missing. Names are cut to their length, and what lies deeper than the
    /// tree may go stays at its last level. Names repeat under different parents, so the path is the key, whatever the case of its names.
    /// </summary>
    public static async Task<Category> EnsureAsync(WriteContext write, IReadOnlyList<string> path, CancellationToken ct)
    {
        Category? parent = null;
        foreach (var part in path.Take(CategoryLimits.MaxDepth))
        {
            var name = CanonicalText.Of(part).Cut(CategoryLimits.NameLength).TrimEnd();
            var (parentId, key) = (parent?.Id, CanonicalText.KeyOf(name));
            var category = await write.Db.Categories.FirstOrDefaultAsync(c => c.ParentId == parentId && c.NameKey == key, ct);
            if (category is null)
            {
                category = new() { Name = name, Slug = await Slugs.FreeForCategoryAsync(write.Db, Slugs.From(name), ct), ParentId = parentId };
                write.Db.Categories.Add(category);
                await write.Db.SaveChangesAsync(ct);
                write.AddChange(ChangeKind.Category, category.Id, isListed: true);
            }

            parent = category;
        }

        return parent ?? throw new ArgumentException("A category path has at least one name.", nameof(path));
    }
}
