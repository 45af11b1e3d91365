using HybridShop.Components.Catalog.Categories;

namespace HybridShop.Components.Catalog;

/// <summary>Reading the catalog as visitors see it: published products, leads of groups in lists.</summary>
public interface ICatalogService
{
    /// <summary>The home page.</summary>
    Task<CatalogHome> GetHomeAsync(CancellationToken ct = default);

    /// <summary>A page of products, or null when <see cref="CatalogFilter.Category"/> is no category.</summary>
    Task<CatalogPage?> ListAsync(CatalogFilter filter, CancellationToken ct = default);

    /// <summary>What is at a product's address.</summary>
    Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default);

    /// <summary>What a tile shows of a published product, or null.</summary>
    Task<ProductSummary?> FindSummaryAsync(string slug, CancellationToken ct = default);

    /// <summary>The whole category tree: departments with their children, by name.</summary>
    Task<IReadOnlyList<CategoryNode>> ListCategoriesAsync(CancellationToken ct = default);

    /// <summary>The same as programs read it: the departments with all below them, or every category in one flat list by name.</summary>
    Task<IReadOnlyList<CategoryItem>> ListCategoryItemsAsync(bool isTree, CancellationToken ct = default);

    /// <summary>A category with all below it, or null.</summary>
    Task<CategoryItem?> FindCategoryAsync(int categoryId, CancellationToken ct = default);

    /// <summary>Most reviewed products, for pages that have nothing better to offer.</summary>
    Task<IReadOnlyList<ProductSummary>> ListMostReviewedAsync(int count, CancellationToken ct = default);

    /// <summary>A product with what belongs to it, or null: published, or the actor's to change.</summary>
    Task<ProductDetails?> FindProductAsync(int productId, ShopActor? actor, CancellationToken ct = default);

    /// <summary>What <see cref="FindProductAsync(int, ShopActor?, CancellationToken)"/> would be stamped with, without reading all of it; null like
    /// it.</summary>
    Task<ProductETag?> FindStampAsync(int productId, ShopActor? actor, CancellationToken ct = default);

    /// <summary>Whole products by their ids, in that order: published, or the actor's to change.</summary>
    Task<IReadOnlyList<ProductSummary>> ListProductsAsync(IReadOnlyList<int> productIds, ShopActor? actor, CancellationToken ct = default);

    /// <summary>The next published products by id, whole, variants too, at most <see cref="Paging.MaxSize"/>; for walks over everything.</summary>
    Task<IReadOnlyList<ProductSummary>> ListProductsAfterAsync(int afterId, int count, CancellationToken ct = default);
}
