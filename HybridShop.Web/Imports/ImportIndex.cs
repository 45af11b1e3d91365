using System.Globalization;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Imports;

/// <summary>A product that an earlier import made.</summary>
internal sealed record KnownProduct(int Id, string Key, string Name, string? Sku)
{
    public string GroupKey => Key.Split('\t', 2)[0];

    public IReadOnlyList<string> OptionValues => OptionValuesOf(Key);

    public static IReadOnlyList<string> OptionValuesOf(string key) => key.Split('\t')[1..];
}

/// <summary>
/// What an import must know of the whole shop, read once: asking for every row anew would take longer than the writing.
/// </summary>
internal sealed class ImportIndex
{
    private const int IdsAtOnce = 500;

    private readonly ILookup<string, KnownProduct> byGroupKey;
    private readonly Dictionary<string, KnownProduct> byKey;
    private readonly Dictionary<string, int> groupIds;
    private readonly HashSet<string> slugs;
    private readonly Dictionary<string, int> skuHolders;
    private readonly HashSet<int> released = [];
    private readonly Dictionary<string, int> slugNumbers = [];

    private ImportIndex(ImportMatch match, Dictionary<string, int> groupIds, HashSet<string> slugs, Dictionary<string, int> skuHolders)
    {
        (Groups, this.groupIds, this.slugs, this.skuHolders) = (match.Groups, groupIds, slugs, skuHolders);
        byKey = match.Known.ToDictionary(p => p.Key);
        byGroupKey = match.Known.ToLookup(p => p.GroupKey);
    }

    /// <summary>The file's products under the keys that they have in the shop.</summary>
    public IReadOnlyList<ImportGroup> Groups { get; }

    public static async Task<ImportIndex> ReadAsync(ShopDbContext db, ImportPlan plan, ImportResults results, CancellationToken ct)
    {
        var known = await db.Products
            .Where(p => p.SourceKey != null && (p.SourceKey.StartsWith(plan.Source) || p.SourceKey.StartsWith(plan.GuessSource)))
            .OrderBy(p => p.GroupId).ThenBy(p => p.VariantRank).ThenBy(p => p.Id)
            .Select(p => new KnownProduct(p.Id, p.SourceKey!, p.Name, p.Sku)).ToListAsync(ct);
        var match = new ImportMatch(plan, known, results);
        var groups = await db.ProductGroups.Where(g => g.SourceKey != null).Select(g => new { g.SourceKey, g.Id })
            .ToDictionaryAsync(g => g.SourceKey!, g => g.Id, ct);
        var slugs = await db.Products.Select(p => p.Slug).Concat(db.ProductSlugs.Select(s => s.Slug)).ToListAsync(ct);
        var skus = await db.Products.Where(p => p.Sku != null).Select(p => new { p.Sku, p.Id }).ToDictionaryAsync(p => p.Sku!, p => p.Id, ct);
        await MoveGroupsAsync(db, match.MovedGroups, groups, ct);
        var index = new ImportIndex(match, groups, [.. slugs], skus);
        await index.ReleaseSkusAsync(db, ct);
        return index;
    }

    public KnownProduct? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>All products that earlier files had under this handle.</summary>
    public IEnumerable<KnownProduct> OfGroup(string groupKey) => byGroupKey[groupKey];

    public int? FindGroup(string groupKey) => groupIds.TryGetValue(groupKey, out var id) ? id : null;

    /// <summary>The wished slug, or with a free number behind it; goes on where it stopped at the last product of that name.</summary>
    public string TakeSlug(string wished)
    {
        var (slug, number) = (wished, slugNumbers.GetValueOrDefault(wished, 1));
        while (!slugs.Add(slug))
        {
            slug = string.Create(CultureInfo.InvariantCulture, $"{wished}-{++number}");
        }

        slugNumbers[wished] = number;
        return slug;
    }

    /// <summary>Whether the number is free or this product's own; it is its own from now on. New products are known by minus their row.</summary>
    public bool TakeSku(string sku, int holder) => skuHolders.TryAdd(sku, holder) || skuHolders[sku] == holder;

    /// <summary>Whether the product gave its number up at the beginning.</summary>
    public bool HasReleasedSku(int productId) => released.Contains(productId);

    /// <summary>Numbers that the file takes from one product may go to another; so they are given up before any is handed out.</summary>
    private async Task ReleaseSkusAsync(ShopDbContext db, CancellationToken ct)
    {
        foreach (var variant in Groups.SelectMany(g => g.Variants))
        {
            if (variant.SaysSku && Find(variant.Key) is { Sku: { } sku } product && sku != variant.Sku)
            {
                released.Add(product.Id);
                skuHolders.Remove(sku);
            }
        }

        foreach (var ids in released.Chunk(IdsAtOnce))
        {
            await db.Products.Where(p => ids.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Sku, (string?)null), ct);
        }
    }

    private static async Task MoveGroupsAsync(
        ShopDbContext db, IReadOnlyDictionary<string, string> moved, Dictionary<string, int> groupIds, CancellationToken ct)
    {
        foreach (var (from, to) in moved)
        {
            if (groupIds.Remove(from, out var id))
            {
                groupIds[to] = id;
                await db.ProductGroups.Where(group => group.Id == id).ExecuteUpdateAsync(set => set.SetProperty(group => group.SourceKey, to), ct);
            }
        }
    }
}
