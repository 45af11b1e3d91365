namespace HybridShop.Tests.Support.Components;

/// <summary>The category tree of the sample shop; no panel asks for more.</summary>
public sealed class FakeCatalogService : ICatalogService
{
    public IReadOnlyList<CategoryNode> Tree { get; set; } = SampleShop.Tree;

    public Task<IReadOnlyList<CategoryNode>> ListCategoriesAsync(CancellationToken ct = default) => Task.FromResult(Tree);

    public Task<IReadOnlyList<CategoryItem>> ListCategoryItemsAsync(bool isTree, CancellationToken ct = default) => throw Unused();

    public Task<CategoryItem?> FindCategoryAsync(int categoryId, CancellationToken ct = default) => throw Unused();

    public Task<CatalogHome> GetHomeAsync(CancellationToken ct = default) => throw Unused();

    public Task<CatalogPage?> ListAsync(CatalogFilter filter, CancellationToken ct = default) => throw Unused();

    public Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default) => throw Unused();

    public Task<ProductSummary?> FindSummaryAsync(string slug, CancellationToken ct = default) => throw Unused();

    public Task<IReadOnlyList<ProductSummary>> ListMostReviewedAsync(int count, CancellationToken ct = default) => throw Unused();

    public Task<ProductDetails?> FindProductAsync(int productId, ShopActor? actor, CancellationToken ct = default) => throw Unused();

    public Task<ProductETag?> FindStampAsync(int productId, ShopActor? actor, CancellationToken ct = default) => throw Unused();

    public Task<IReadOnlyList<ProductSummary>> ListProductsAsync(IReadOnlyList<int> productIds, ShopActor? actor, CancellationToken ct = default) =>
        throw Unused();

    public Task<IReadOnlyList<ProductSummary>> ListProductsAfterAsync(int afterId, int count, CancellationToken ct = default) => throw Unused();

    private static NotSupportedException Unused() => new("No component asks for this.");
}
