using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

internal sealed class CatalogService(
    IDbContextFactory<ShopDbContext> contexts, CategoryTreeReader trees, CatalogFacetReader facetReader, HomeReader homeReader, CacheVersions revisions,
    ProductIndex index, ProductReader products)
    : ICatalogService
{
    private const int NeighborCount = 4;

    /// <summary>Ids that a search names to the database; beyond these most rows are found soon anyway.</summary>
    private const int MaxFound = 1_000;

    private readonly RevisionCache<int, IReadOnlyList<ProductSummary>> neighbors = new(capacity: 500);

    public async Task<CatalogPage?> ListAsync(CatalogFilter filter, CancellationToken ct = default)
    {
        var tree = await trees.GetAsync();
        if (await ChooseAsync(filter, tree, ct) is not { } choice)
        {
            return null;
        }

        var (facets, total) = await facetReader.CountAsync(choice, tree);
        var (page, size) = Paging.Clamp(filter.Page, filter.PageSize);
        var skip = (page - 1) * size;
        var items = skip >= total ? [] : await RowsAsync(choice, skip, size, filter.IsWhole, ct);
        return new(
            new(items, page, size, total), choice.Category,
            choice.Category?.ParentId is { } parent ? [.. tree.PathTo(parent).Select(CategoryTree.Link)] : [],
            facets, choice.Category?.ProductCount ?? tree.ProductCount);
    }

    public async Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default)
    {
        var (product, published) = Slugs.IsValid(slug) ? await products.FindAsync(slug, ct) : (null, null);
        if (published is not null)
        {
            var path = (await trees.GetAsync()).PathTo(published.Category.Id);
            return new(published)
            {
                Path = [.. path.Select(CategoryTree.Link)],
                Neighbors = path.Count == 0 ? [] : [.. (await NeighborsAsync(path[0])).Where(p => p.Id != published.Id).Take(NeighborCount)],
            };
        }

        return product?.Status switch
        {
            null => new(null, MovedTo: await FindElsewhereAsync(slug, ct)),
            ProductStatus.Withdrawn => new(null, WithdrawnName: product.Name),
            _ => new(null),
        };
    }

    public async Task<ProductSummary?> FindSummaryAsync(string slug, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await TilesAsync(db.Products.Where(p => p.Slug == slug && p.Status == ProductStatus.Published), ct)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<CategoryNode>> ListCategoriesAsync(CancellationToken ct = default) => (await trees.GetAsync()).Departments;

    public async Task<IReadOnlyList<CategoryItem>> ListCategoryItemsAsync(bool isTree, CancellationToken ct = default)
    {
        var tree = await trees.GetAsync();
        return isTree ? tree.Nested : tree.Flat;
    }

    public async Task<CategoryItem?> FindCategoryAsync(int categoryId, CancellationToken ct = default) =>
        (await trees.GetAsync()).Find(categoryId) is { } category ? CategoryTree.Item(category, isNested: true) : null;

    public async Task<IReadOnlyList<ProductSummary>> ListMostReviewedAsync(int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await TilesAsync(
            db.Products.Where(ProductProjections.IsListed).OrderByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id)
                .Take(Math.Clamp(count, 1, Paging.MaxSize)), ct);
    }

    public async Task<ProductDetails?> FindProductAsync(int productId, ShopActor? actor, CancellationToken ct = default) =>
        await products.FindAsync(productId, ct) is { } product && IsVisible(product, actor) ? product : null;

    public async Task<ProductETag?> FindStampAsync(int productId, ShopActor? actor, CancellationToken ct = default) =>
        await products.FindTagAsync(productId, ct) is { } tag && IsVisible(tag.Status, tag.CreatedById, actor) ? tag.Stamp : null;

    public async Task<IReadOnlyList<ProductSummary>> ListProductsAsync(IReadOnlyList<int> productIds, ShopActor? actor, CancellationToken ct = default) =>
        [.. (await products.ListAsync(productIds, isWhole: true, ct)).Where(product => IsVisible(product, actor))];

    public async Task<IReadOnlyList<ProductSummary>> ListProductsAfterAsync(int afterId, int count, CancellationToken ct = default) =>
        await products.ListAfterAsync(afterId, Paging.Clamp(1, count).Size, ct);

    public Task<CatalogHome> GetHomeAsync(CancellationToken ct = default) => homeReader.GetAsync(ct);

    /// <summary>Drafts and withdrawn products are shown to those who may change them.</summary>
    private static bool IsVisible(ProductStatus status, int? creatorId, ShopActor? actor) =>
        status == ProductStatus.Published || actor?.MayChange(creatorId) == true;

    private static bool IsVisible(ProductSummary product, ShopActor? actor) => IsVisible(product.Status, product.CreatedBy?.Id, actor);

    /// <summary>Null when the filter names a category that is not there.</summary>
    private async Task<ResolvedFilter?> ChooseAsync(CatalogFilter filter, CategoryTree tree, CancellationToken ct)
    {
        var choice = ResolvedFilter.From(filter, tree);
        if (choice is { Words.Count: > 0 })
        {
            choice.FoundIds = await index.FindListedAsync(choice.Words, MaxFound, ct);
        }

        return choice;
    }

    /// <summary>Where a product is now that had this slug, or that is meant by it.</summary>
    private async Task<string?> FindElsewhereAsync(string slug, CancellationToken ct)
    {
        if (Slugs.IsValid(slug))
        {
            return await FindMovedAsync(slug, ct);
        }

        if (Slugs.Meant(slug) is not { } meant)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var status = await db.Products.Where(p => p.Slug == meant).Select(p => (ProductStatus?)p.Status).FirstOrDefaultAsync(ct);
        return status switch
        {
            null => await FindMovedAsync(meant, ct),
            ProductStatus.Draft => null,
            _ => meant,
        };
    }

    private async Task<string?> FindMovedAsync(string slug, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProductSlugs.Where(s => s.Slug == slug && s.Product!.Status != ProductStatus.Draft).Select(s => s.Product!.Slug)
            .FirstOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<ProductSummary>> RowsAsync(ResolvedFilter choice, int skip, int take, bool isWhole, CancellationToken ct)
    {
        if (choice is { IsPlain: true, Sort: CatalogSort.Newest, CategoryIds: null or { Count: 1 } })
        {
            return await products.ListNewestAsync(choice.CategoryIds?.First(), skip, take, isWhole, ct);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await products.ListAsync(await choice.Rows(db.Products).Skip(skip).Take(take).Select(p => p.Id).ToListAsync(ct), isWhole, ct);
    }

    private async Task<IReadOnlyList<ProductSummary>> TilesAsync(IQueryable<Product> chosen, CancellationToken ct) =>
        await products.ListAsync(await chosen.Select(p => p.Id).ToListAsync(ct), isWhole: false, ct);

    /// <summary>The department's best, one more than is shown: the product itself may be among them.</summary>
    private Task<IReadOnlyList<ProductSummary>> NeighborsAsync(CategoryNode department) =>
        neighbors.GetAsync(department.Id, revisions.Lists, async () =>
        {
            var ids = CategoryTree.SelfAndBelow(department).Select(c => c.Id).ToList();
            await using var db = await contexts.CreateDbContextAsync();
            return await TilesAsync(
                db.Products.Where(ProductProjections.IsListed).Where(p => ids.Contains(p.CategoryId) && p.Stock > 0)
                    .OrderByDescending(p => p.AverageRating).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id).Take(NeighborCount + 1),
                CancellationToken.None);
        });
}
