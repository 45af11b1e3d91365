using HybridShop.Components.Imports;
using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using HybridShop.Web.Stock;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Imports;

/// <summary>Writes a plan into the shop within one act, some hundred products at a time.</summary>
internal sealed class ImportWriter(
    WriteContext write, ImportIndex index, ImportResults results, TimeProvider clock, IProgress<ImportProgress>? progress)
{
    /// <summary>So many variants are saved together; then the context forgets them, or it would slow down with every product.</summary>
    private const int BatchSize = 500;

    /// <summary>For products without a category. The shop's data and no text of ours: it must be the same at the next import, whatever the language.</summary>
    private static readonly string[] Imported = ["Imported"];

    private readonly Dictionary<string, int> categoryIds = [];

    public async Task RunAsync(CancellationToken ct)
    {
        var batch = new List<ImportGroup>();
        var total = index.Groups.Sum(group => group.Variants.Count);
        var (written, warm, began) = (0, 0, 0L);
        foreach (var group in index.Groups)
        {
            batch.Add(group);
            var size = batch.Sum(g => g.Variants.Count);
            if (size < BatchSize)
            {
                continue;
            }

            await WriteAsync(batch, ct);
            batch.Clear();
            written += size;
            if (warm == 0)
            {
                // The first rows take several times as long as the others, so nothing is foretold from them.
                (warm, began) = (written, clock.GetTimestamp());
                progress?.Report(new(written, total, null));
                continue;
            }

            progress?.Report(new(written, total, clock.GetElapsedTime(began) * ((double)(total - written) / (written - warm))));
        }

        await WriteAsync(batch, ct);
    }

    private async Task WriteAsync(List<ImportGroup> groups, CancellationToken ct)
    {
        var ids = groups.SelectMany(group => index.OfGroup(group.Key)).Select(known => known.Id).ToList();
        var products = await write.Db.Products.Include(p => p.Images).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var stock = new ImportStock();
        foreach (var group in groups)
        {
            var siblings = index.OfGroup(group.Key).Select(known => products[known.Id]).OrderBy(p => p.VariantRank).ToList();
            var isFirst = siblings.Count == 0;
            if (isFirst && group.Variants.All(variant => variant.Price is null))
            {
                foreach (var row in group.Variants.Select(variant => variant.Row).Concat(group.PictureRows.Select(picture => picture.Row)))
                {
                    results.Say(row, ImportText.PriceMissing);
                }

                continue;
            }

            var category = group.CategoryPath is { } path ? await CategoryAsync(path, ct) : (int?)null;
            var newCategory = category ?? (isFirst ? await CategoryAsync(Imported, ct) : siblings[0].CategoryId);
            new ImportGroupWriter(write, group, index, results, stock, siblings).Write(category, newCategory);
        }

        await write.Db.SaveChangesAsync(ct);
        await stock.WriteAsync(write, ct);
        write.Db.ChangeTracker.Clear();
    }

    private async Task<int> CategoryAsync(IReadOnlyList<string> path, CancellationToken ct)
    {
        var key = string.Join('\t', path);
        if (!categoryIds.TryGetValue(key, out var id))
        {
            categoryIds[key] = id = (await CategoryPaths.EnsureAsync(write, path, ct)).Id;
        }

        return id;
    }
}

/// <summary>What the ledger is to hear once the products of a batch have their ids.</summary>
internal sealed class ImportStock
{
    private readonly List<Product> created = [];
    private readonly List<(int ProductId, int Delta)> moves = [];

    public void Open(Product product) => created.Add(product);

    public void Move(int productId, int delta) => moves.Add((productId, delta));

    public async Task WriteAsync(WriteContext write, CancellationToken ct)
    {
        foreach (var product in created)
        {
            await StockLedger.OpenAsync(write, product.Id, product.Stock, StockReason.Import, ct);
        }

        foreach (var (productId, delta) in moves)
        {
            // What it moves from was read within this act, and what it moves to is within bounds: the ledger can only agree.
            var moved = await StockLedger.MoveAsync(write, productId, delta, new(StockReason.Import), ct);
            if (!moved.IsDone)
            {
                throw new InvalidOperationException(moved.Message);
            }
        }
    }
}
