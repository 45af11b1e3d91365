using System.Text;
using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Search;

/// <summary>
/// What products are found, filtered and ordered by, in memory: a list over 100,000 of them takes a few milliseconds on either database, where a
/// scan for part of a word took up to a second. About 0.5 KB a product. The feed keeps it: a moved stock is taken over at once, a changed product
/// is read again before the next answer; so it is never older than the last commit that was answered.
/// </summary>
internal sealed class ProductIndex : IDisposable
{
    /// <summary>With more changed products than these, reading all anew is quicker.</summary>
    private const int MaxChanged = 500;

    private readonly IDbContextFactory<ShopDbContext> contexts;
    private readonly IDisposable subscription;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lock gate = new();
    private HashSet<int> changed = [];
    private Dictionary<int, IndexedProduct> known = [];
    private IndexedProduct[]? byName;
    private bool isReading;
    private bool isOld;

    public ProductIndex(IDbContextFactory<ShopDbContext> contexts, ShopFeed feed)
    {
        this.contexts = contexts;
        subscription = feed.Subscribe(OnChange);
    }

    /// <summary>Every product that is not withdrawn, by name and id.</summary>
    public async ValueTask<IReadOnlyList<IndexedProduct>> GetAsync(CancellationToken ct)
    {
        if (Current() is { } current)
        {
            return current;
        }

        await turn.WaitAsync(ct);
        try
        {
            return Current() ?? await ReadAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Listed products that have all the words, or null when they are more than <paramref name="most"/>.</summary>
    public async ValueTask<IReadOnlyList<int>?> FindListedAsync(IReadOnlyList<string> words, int most, CancellationToken ct)
    {
        var wanted = SearchWords.Encode(words);
        var found = (await GetAsync(ct)).Where(p => p.IsListed && p.Has(wanted)).Take(most + 1).Select(p => p.Id).ToList();
        return found.Count > most ? null : found;
    }

    public void Dispose()
    {
        subscription.Dispose();
        turn.Dispose();
    }

    private IndexedProduct[]? Current()
    {
        lock (gate)
        {
            return isOld || changed.Count > 0 ? null : byName;
        }
    }

    private async Task<IndexedProduct[]> ReadAsync(CancellationToken ct)
    {
        HashSet<int>? wanted;
        lock (gate)
        {
            wanted = byName is null || isOld ? null : changed;
            (changed, isOld, isReading) = ([], false, true);
        }

        try
        {
            var read = await RowsAsync(wanted, ct);
            lock (gate)
            {
                return byName = wanted is null ? All(read) : Merged(read, wanted);
            }
        }
        catch
        {
            lock (gate)
            {
                isOld = true;
            }

            throw;
        }
        finally
        {
            lock (gate)
            {
                isReading = false;
            }
        }
    }

    private async Task<List<IndexedProduct>> RowsAsync(HashSet<int>? ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = db.Products.Where(p => p.Status != ProductStatus.Withdrawn);
        return await (ids is null ? products : products.Where(p => ids.Contains(p.Id)))
            .Select(p => new IndexedProduct(
                p.Id, p.Name, p.Sku, p.CategoryId, p.LowStockThreshold, p.CreatedUtc, p.Status == ProductStatus.Published && p.VariantRank == 0,
                p.SearchText)
            {
                Stock = p.Stock,
            })
            .ToListAsync(ct);
    }

    private IndexedProduct[] All(List<IndexedProduct> read)
    {
        known = read.ToDictionary(p => p.Id);
        var all = read.ToArray();
        Array.Sort(all, IndexedProduct.ByName);
        return all;
    }

    /// <summary>A new array, because others may be reading the old one.</summary>
    private IndexedProduct[] Merged(List<IndexedProduct> read, HashSet<int> wanted)
    {
        foreach (var id in wanted)
        {
            known.Remove(id);
        }

        read.ForEach(p => known[p.Id] = p);
        List<IndexedProduct> merged = [.. byName!.Where(p => !wanted.Contains(p.Id))];
        foreach (var product in read)
        {
            merged.Insert(~merged.BinarySearch(product, IndexedProduct.ByName), product);
        }

        return [.. merged];
    }

    private void OnChange(ShopChange change)
    {
        lock (gate)
        {
            if (byName is null && !isReading)
            {
                return;
            }

            if (change is { Kind: ChangeKind.Stock, Stock: { } stock } && !isReading && known.TryGetValue(change.EntityId, out var product))
            {
                product.Stock = stock;
            }
            else if (change.Kind is ChangeKind.Stock or ChangeKind.Product)
            {
                changed.Add(change.EntityId);
            }

            isOld |= change.Kind == ChangeKind.Everything || changed.Count > MaxChanged;
        }
    }
}

/// <summary>What a product is found by. Only its stock moves; any other change makes a new one.</summary>
internal sealed class IndexedProduct(
    int id, string name, string? sku, int categoryId, int lowStockThreshold, DateTime createdUtc, bool isListed, string searchText)
{
    /// <summary>By name, letter by letter as SQLite does it, so that the order is the same on both databases.</summary>
    public static readonly IComparer<IndexedProduct> ByName = Comparer<IndexedProduct>.Create(
        (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : a.Id.CompareTo(b.Id));

    private readonly byte[] words = Encoding.UTF8.GetBytes(searchText);

    public int Id => id;

    public string Name => name;

    public string? Sku => sku;

    public int CategoryId => categoryId;

    public int Stock { get; set; }

    public bool IsLowOrOut => Stock <= lowStockThreshold;

    public int LowStockThreshold => lowStockThreshold;

    public DateTime CreatedUtc => createdUtc;

    /// <summary>As ProductProjections.IsListed.</summary>
    public bool IsListed => isListed;

    /// <summary>Whether all words occur; they come out of <see cref="SearchWords.Encode"/>.</summary>
    public bool Has(IReadOnlyList<byte[]> wanted)
    {
        foreach (var word in wanted)
        {
            if (words.AsSpan().IndexOf(word) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
