using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

/// <summary>Everything on the home page. Its numbers of pieces are read each time; the rest is kept by revision.</summary>
internal sealed class HomeReader(
    IDbContextFactory<ShopDbContext> contexts, ProductReader products, CategoryTreeReader trees, CatalogFacetReader facets, CacheVersions revisions,
    TimeProvider clock)
{
    private const int ShowcaseCount = 7;
    private const int NewestCount = 10;
    private const int BestCount = 5;
    private const int BestMinReviews = 10;
    private const int QuoteLength = 120;

    private readonly RevisionCache<DateOnly, CatalogHome> cache = new(capacity: 4);

    public async Task<CatalogHome> GetAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var home = await cache.GetAsync(today, revisions.Lists, () => LoadAsync(today));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counted = await db.StockMovements.OrderByDescending(m => m.CreatedUtc).Select(m => (DateTime?)m.CreatedUtc).FirstOrDefaultAsync(ct);
        var ids = home.Showcase.Select(s => s.Product.Id).ToList();
        var stock = ids.Count == 0 ? [] : await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Stock, ct);
        return home with
        {
            CountedUtc = counted,
            Showcase = [.. home.Showcase.Select(s => s with { Product = s.Product with { Stock = stock.GetValueOrDefault(s.Product.Id) } })],
        };
    }

    private async Task<CatalogHome> LoadAsync(DateOnly today)
    {
        var tree = await trees.GetAsync();
        var rows = await facets.GetAsync(ResolvedFilter.From(new(), tree)!);
        var since = today.AddDays(-30).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await using var db = await contexts.CreateDbContextAsync();
        var listed = db.Products.Where(ProductProjections.IsListed);
        return new(
            tree.ProductCount,
            await listed.CountAsync(p => p.CreatedUtc >= since),
            rows.Where(r => r.Availability == (int)Availability.FewLeft).Sum(r => r.Count),
            rows.Where(r => r.Availability == (int)Availability.SoldOut).Sum(r => r.Count),
            CountedUtc: null,
            await ShowcaseAsync(db),
            await products.ListNewestAsync(categoryId: null, skip: 0, NewestCount, isWhole: false, CancellationToken.None),
            await BestAsync(db));
    }

    private async Task<IReadOnlyList<ShowcaseItem>> ShowcaseAsync(ShopDbContext db)
    {
        var cutOuts = await db.ProductImages
            .Where(i => i.Role == ProductImageRole.CutOut && i.File != null && i.Product!.Status == ProductStatus.Published)
            .OrderBy(i => i.Position).ThenBy(i => i.Id).Take(ShowcaseCount).Select(i => new { i.ProductId, i.File, i.Caption }).ToListAsync();
        var ids = cutOuts.ConvertAll(c => c.ProductId);
        var tiles = (await products.ListAsync([.. ids.Distinct()], isWhole: false, CancellationToken.None)).ToDictionary(p => p.Id);
        return [.. cutOuts.Select(c => new ShowcaseItem(tiles[c.ProductId], c.Caption ?? tiles[c.ProductId].Name, ProductProjections.PictureOf(c.File)!))];
    }

    private async Task<IReadOnlyList<RatedProduct>> BestAsync(ShopDbContext db)
    {
        var ids = await db.Products.Where(ProductProjections.IsListed).Where(p => p.ReviewCount >= BestMinReviews)
            .OrderByDescending(p => p.AverageRating).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id)
            .Take(BestCount).Select(p => p.Id).ToListAsync();
        var rated = new List<RatedProduct>();
        foreach (var product in await products.ListAsync(ids, isWhole: false, CancellationToken.None))
        {
            var comment = await db.Reviews
                .Where(r => r.ProductId == product.Id && r.Status == ReviewStatus.Approved && r.Rating >= 4 && r.Comment != null)
                .OrderByDescending(r => r.HelpfulCount).ThenByDescending(r => r.CreatedUtc).ThenByDescending(r => r.Id)
                .Select(r => r.Comment).FirstOrDefaultAsync();
            rated.Add(new(product, FirstSentence(comment)));
        }

        return rated;
    }

    private static string? FirstSentence(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var end = text.AsSpan().IndexOfAny('.', '\n');
        var sentence = (end < 0 ? text : text[..(end + 1)]).Trim();
        return sentence.Length <= QuoteLength ? sentence : sentence.Cut(QuoteLength - 1) + "…";
    }
}
