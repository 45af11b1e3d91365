
namespace HybridShop.Components.Catalog.Categories;

/// <summary>All categories at one moment, and what may be put where.</summary>
public sealed class StaffCategoryTree
{
    private readonly Dictionary<int, CategoryEntry> byId;
    private readonly ILookup<int?, CategoryEntry> byParent;

    /// <summary>Takes categories whose siblings are in order already.</summary>
    public StaffCategoryTree(IReadOnlyList<CategoryEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        (byId, byParent) = (entries.ToDictionary(entry => entry.Id), entries.ToLookup(entry => entry.ParentId));
    }

    /// <summary>How many there are.</summary>
    public int Count => byId.Count;

    /// <summary>What lies directly in a category, or the departments for null.</summary>
    public IReadOnlyList<CategoryEntry> In(int? parentId) => [.. byParent[parentId]];

    /// <summary>A category, or null when it is not there (any more).</summary>
    public CategoryEntry? Find(int? id) => id is null ? null : byId.GetValueOrDefault(id.Value);

    /// <summary>From the top down with each one's level (1 for a department), without what lies below those that are <paramref name="closed"/>.</summary>
    public IEnumerable<(CategoryEntry Entry, int Level)> Flat(IReadOnlySet<int>? closed = null)
    {
        return Below(null, 1);

        IEnumerable<(CategoryEntry Entry, int Level)> Below(int? parent, int level) => byParent[parent].SelectMany(
            entry => (closed?.Contains(entry.Id) == true ? [] : Below(entry.Id, level + 1)).Prepend((entry, level)));
    }

    /// <summary>Levels from the top down to a category; 0 for null.</summary>
    public int DepthOf(int? id)
    {
        var depth = 0;
        for (var entry = Find(id); entry is not null && depth <= CategoryLimits.MaxDepth; entry = Find(entry.ParentId))
        {
            depth++;
        }

        return depth;
    }

    /// <summary>Products in a category and below it, whatever their status.</summary>
    public int ProductsIn(int id) => byId[id].ProductCount + byParent[id].Sum(child => ProductsIn(child.Id));

    /// <summary>Whether one more may be made in a category (null: at the top).</summary>
    public bool HasRoomIn(int? parentId) => DepthOf(parentId) < CategoryLimits.MaxDepth;

    /// <summary>Why a category cannot be put into another one (null: to the top), in few words; null when it can. The service has the same rules.</summary>
    public string? WhyNot(int id, int? parentId)
    {
        if (Find(id) is not { } moved)
        {
            return CategoryText.WhyGone;
        }

        if (id == parentId)
        {
            return CategoryText.WhyItself;
        }

        if (moved.ParentId == parentId)
        {
            return CategoryText.WhyHere;
        }

        if (IsBelow(parentId, id))
        {
            return CategoryText.WhyBelow;
        }

        if (DepthOf(parentId) + HeightOf(id) > CategoryLimits.MaxDepth)
        {
            return CategoryText.WhyDeep;
        }

        var isTaken = byParent[parentId].Any(sibling => CanonicalText.KeyOf(sibling.Name) == CanonicalText.KeyOf(moved.Name));
        return isTaken ? Texts.Format(CategoryText.WhyName, moved.Name) : null;
    }

    private bool IsBelow(int? id, int ancestorId)
    {
        for (var entry = Find(id); entry is not null; entry = Find(entry.ParentId))
        {
            if (entry.ParentId == ancestorId)
            {
                return true;
            }
        }

        return false;
    }

    private int HeightOf(int id) => 1 + byParent[id].Select(child => HeightOf(child.Id)).DefaultIfEmpty(0).Max();
}
