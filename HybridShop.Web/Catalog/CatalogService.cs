using HybridShop.Web.Data;
using HybridShop.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

internal sealed class CatalogService(
    IDbContextFactory<ShopDbContext> contexts, CatalogQueries queries, CategoryTreeReader trees, CatalogFacetReader facetReader, HomeReader homeReader,
    ShopRevisions revisions)
    : ICatalogService
{
    private const int NeighborCount = 4;

    private readonly RevisionCache<int, List<ProductSummary>> neighbors = new(capacity: 500);

    public async Task<CatalogPage?> ListAsync(CatalogFilter filter, CancellationToken ct = default)
    {
        var tree = await trees.GetAsync();
        if (CatalogChoice.From(filter, tree) is not { } choice)
        {
            return null;
        }

        var (facets, total) = await facetReader.CountAsync(choice, tree);
        var (page, size) = Paging.Clamp(filter.Page, filter.PageSize);
        var skip = (page - 1) * size;
        var items = skip >= total ? [] : await RowsAsync(choice, skip, size, ct);
        return new(
            new(items, page, size, total), choice.Category,
            choice.Category?.ParentId is { } parent ? [.. tree.PathTo(parent).Select(CategoryTree.Link)] : [],
            facets, choice.Category?.ProductCount ?? tree.ProductCount);
    }

    public async Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);

        // Three or four short queries follow: one opening for all of them.
        await db.Database.OpenConnectionAsync(ct);
        var row = slug.Length <= ProductLimits.SlugLength ? await queries.FindAsync(db, slug) : null;
        return row switch
        {
            null => new(null, MovedTo: await db.ProductSlugs.Where(s => s.Slug == slug && s.Product!.Status != ProductStatus.Draft)
                .Select(s => s.Product!.Slug).FirstOrDefaultAsync(ct)),
            { Status: ProductStatus.Published } => new(await DetailsAsync(db, row)),
            { Status: ProductStatus.Withdrawn } => new(null, WithdrawnName: row.Name),
            _ => new(null),
        };
    }

    public async Task<ProductSummary?> FindSummaryAsync(string slug, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.Where(p => p.Slug == slug && p.Status == ProductStatus.Published)
            .Select(ProductProjections.Summary).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<CategoryNode>> ListCategoriesAsync(CancellationToken ct = default) => (await trees.GetAsync()).Departments;

    public async Task<IReadOnlyList<ProductSummary>> ListMostReviewedAsync(int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.Where(ProductProjections.IsListed).OrderByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id)
            .Take(Math.Clamp(count, 1, Paging.MaxSize)).Select(ProductProjections.Summary).ToListAsync(ct);
    }

    public Task<CatalogHome> GetHomeAsync(CancellationToken ct = default) => homeReader.GetAsync(ct);

    private async Task<IReadOnlyList<ProductSummary>> RowsAsync(CatalogChoice choice, int skip, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return choice switch
        {
            { IsPlain: true, Sort: CatalogSort.Newest, CategoryIds: null } => await queries.NewestAsync(db, skip, take),
            { IsPlain: true, Sort: CatalogSort.Newest, CategoryIds: { Count: 1 } shelf } => await queries.NewestOfShelfAsync(db, shelf.First(), skip, take),
            _ => await choice.Rows(db.Products).Skip(skip).Take(take).Select(ProductProjections.Summary).ToListAsync(ct),
        };
    }

    private async Task<ProductDetails> DetailsAsync(ShopDbContext db, ProductPageRow row)
    {
        var path = (await trees.GetAsync()).PathTo(row.CategoryId);
        var pictures = await queries.PicturesAsync(db, row.Id);
        return new()
        {
            Id = row.Id,
            Slug = row.Slug,
            Name = row.Name,
            Summary = row.Summary,
            PriceMinor = row.PriceMinor,
            Stock = row.Stock,
            LowStockThreshold = row.LowStockThreshold,
            ReviewCount = row.ReviewCount,
            RatingMilli = row.RatingMilli,
            CategoryId = row.CategoryId,
            Picture = pictures.FirstOrDefault(),
            Sku = row.Sku,
            SpecsHtml = row.SpecsHtml,
            BodyHtml = row.BodyHtml,
            Options = row.Options,
            Variants = row.GroupId is { } group ? await queries.VariantsAsync(db, group) : [],
            Pictures = pictures,
            ReviewsByRating = [row.Stars1, row.Stars2, row.Stars3, row.Stars4, row.Stars5],
            Version = row.Version,
            CreatedById = row.CreatedById,
            CreatedUtc = row.CreatedUtc,
            Path = [.. path.Select(CategoryTree.Link)],
            Neighbors = path.Count == 0 ? [] : [.. (await NeighborsAsync(path[0])).Where(p => p.Id != row.Id).Take(NeighborCount)],
        };
    }

    /// <summary>The department's best, one more than is shown: the product itself may be among them.</summary>
    private Task<List<ProductSummary>> NeighborsAsync(CategoryNode department) =>
        neighbors.GetAsync(department.Id, revisions.Lists, async () =>
        {
            var ids = CategoryTree.SelfAndBelow(department).Select(c => c.Id).ToList();
            await using var db = await contexts.CreateDbContextAsync();
            return await db.Products.Where(ProductProjections.IsListed).Where(p => ids.Contains(p.CategoryId) && p.Stock > 0)
                .OrderByDescending(p => p.RatingMilli).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id)
                .Take(NeighborCount + 1).Select(ProductProjections.Summary).ToListAsync();
        });
}
