using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

internal sealed class CatalogService(
    IDbContextFactory<ShopDbContext> contexts, PreparedReads reads, CategoryTreeReader trees, CatalogFacetReader facetReader, HomeReader homeReader,
    KeysetBookmarks anchors, CacheVersions revisions, ProductIndex index, ProductItemReader products)
    : ICatalogService
{
    private const int NeighborCount = 4;

    /// <summary>Ids that a search names to the database; beyond these most rows are found soon anyway.</summary>
    private const int MaxFound = 1_000;

    private readonly RevisionCache<int, List<ProductSummary>> neighbors = new(capacity: 500);

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
        var items = skip >= total ? [] : await RowsAsync(choice, skip, size, ct);
        return new(
            new(items, page, size, total), choice.Category,
            choice.Category?.ParentId is { } parent ? [.. tree.PathTo(parent).Select(CategoryTree.Link)] : [],
            facets, choice.Category?.ProductCount ?? tree.ProductCount);
    }

    public async Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default)
    {
        using var session = await reads.RentAsync(ct);
        return (Slugs.IsValid(slug) ? await CatalogQueries.FindAsync(session, slug, ct) : null) switch
        {
            null => new(null, MovedTo: await FindElsewhereAsync(session, slug, ct)),
            { Status: ProductStatus.Published } row => new(await DetailsAsync(session, row, ct)),
            { Status: ProductStatus.Withdrawn } row => new(null, WithdrawnName: row.Summary.Name),
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
        return await db.Products.Where(ProductProjections.IsListed).OrderByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id)
            .Take(Math.Clamp(count, 1, Paging.MaxSize)).Select(ProductProjections.Summary).ToListAsync(ct);
    }

    public async Task<ProductItemDetails?> FindItemAsync(int productId, ShopActor? actor, CancellationToken ct = default)
    {
        var product = await products.FindAsync(productId, ct);
        return product is not null && IsVisible(product.Status, product.CreatedBy?.Id, actor) ? product : null;
    }

    public async Task<ProductETag?> FindStampAsync(int productId, ShopActor? actor, CancellationToken ct = default) =>
        await products.FindTagAsync(productId, ct) is { } tag && IsVisible(tag.Status, tag.CreatedById, actor) ? tag.Stamp : null;

    public async Task<PageOf<ProductItem>?> ListItemsAsync(CatalogFilter filter, CancellationToken ct = default)
    {
        var tree = await trees.GetAsync();
        if (await ChooseAsync(filter, tree, ct) is not { } choice)
        {
            return null;
        }

        var (_, total) = await facetReader.CountAsync(choice, tree);
        var (page, size) = Paging.Clamp(filter.Page, filter.PageSize);
        var skip = (page - 1) * size;
        return new(skip >= total ? [] : await products.ListAsync(choice, skip, size, ct), page, size, total);
    }

    public Task<IReadOnlyList<ProductItem>> ListItemsAfterAsync(int afterId, int count, CancellationToken ct = default) =>
        products.ListAfterAsync(afterId, Paging.Clamp(1, count).Size, ct);

    public Task<CatalogHome> GetHomeAsync(CancellationToken ct = default) => homeReader.GetAsync(ct);

    /// <summary>Drafts and withdrawn products are shown to those who may change them.</summary>
    private static bool IsVisible(ProductStatus status, int? creatorId, ShopActor? actor) =>
        status == ProductStatus.Published || actor?.MayChange(creatorId) == true;

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
    private async Task<string?> FindElsewhereAsync(ReadSession session, string slug, CancellationToken ct)
    {
        if (Slugs.IsValid(slug))
        {
            return await FindMovedAsync(slug, ct);
        }

        if (Slugs.Meant(slug) is not { } meant)
        {
            return null;
        }

        if (await CatalogQueries.FindAsync(session, meant, ct) is { } row)
        {
            return row.Status == ProductStatus.Draft ? null : meant;
        }

        return await FindMovedAsync(meant, ct);
    }

    private async Task<string?> FindMovedAsync(string slug, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProductSlugs.Where(s => s.Slug == slug && s.Product!.Status != ProductStatus.Draft).Select(s => s.Product!.Slug)
            .FirstOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<ProductSummary>> RowsAsync(ResolvedFilter choice, int skip, int take, CancellationToken ct)
    {
        if (choice is { IsPlain: true, Sort: CatalogSort.Newest, CategoryIds: null or { Count: 1 } })
        {
            var anchor = choice.CategoryIds is null && skip >= KeysetBookmarks.Spacing ? await anchors.BeforeAsync(skip) : null;
            using var session = await reads.RentAsync(ct);
            return choice.CategoryIds is { } ids
                ? await CatalogQueries.NewestOfCategoryAsync(session, ids.First(), skip, take, ct)
                : anchor is not null
                    ? await CatalogQueries.NewestFromAsync(session, anchor, skip, take, ct)
                    : await CatalogQueries.NewestAsync(session, skip, take, ct);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await choice.Rows(db.Products).Skip(skip).Take(take).Select(ProductProjections.Summary).ToListAsync(ct);
    }

    private async Task<ProductDetails> DetailsAsync(ReadSession session, ProductPageRow row, CancellationToken ct)
    {
        var summary = row.Summary;
        var path = (await trees.GetAsync()).PathTo(summary.CategoryId);
        var pictures = await CatalogQueries.PicturesAsync(session, summary.Id, ct);
        return new()
        {
            Id = summary.Id,
            Slug = summary.Slug,
            Name = summary.Name,
            Summary = summary.Summary,
            PriceMinor = summary.PriceMinor,
            Stock = summary.Stock,
            LowStockThreshold = summary.LowStockThreshold,
            ReviewCount = summary.ReviewCount,
            RatingMilli = summary.RatingMilli,
            CategoryId = summary.CategoryId,
            Picture = summary.Picture,
            Sku = row.Sku,
            LeadHtml = row.LeadHtml,
            SpecsHtml = row.SpecsHtml,
            BodyHtml = row.BodyHtml,
            Options = row.Options,
            Variants = row.GroupId is { } group ? await CatalogQueries.VariantsAsync(session, group, ct) : [],
            Pictures = pictures,
            ReviewsByRating = row.ReviewsByRating,
            Version = row.Version,
            CreatedById = row.CreatedById,
            CreatedUtc = row.CreatedUtc,
            Path = [.. path.Select(CategoryTree.Link)],
            Neighbors = path.Count == 0 ? [] : [.. (await NeighborsAsync(path[0])).Where(p => p.Id != summary.Id).Take(NeighborCount)],
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
