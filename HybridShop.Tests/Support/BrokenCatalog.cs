namespace HybridShop.Tests.Support;

/// <summary>A catalog that breaks whatever it is asked, at once or after something else.</summary>
internal sealed class BrokenCatalog(Func<CancellationToken, Task>? before = null) : ICatalogService
{
    /// <summary>The exception's message, which nobody may be shown.</summary>
    public const string Secret = "The password of the database is in here.";

    public Task<CatalogHome> GetHomeAsync(CancellationToken ct = default) => BreakAsync<CatalogHome>(ct);

    public Task<CatalogPage?> ListAsync(CatalogFilter filter, CancellationToken ct = default) => BreakAsync<CatalogPage?>(ct);

    public Task<ProductLookup> FindProductAsync(string slug, CancellationToken ct = default) => BreakAsync<ProductLookup>(ct);

    public Task<ProductSummary?> FindSummaryAsync(string slug, CancellationToken ct = default) => BreakAsync<ProductSummary?>(ct);

    public Task<IReadOnlyList<CategoryNode>> ListCategoriesAsync(CancellationToken ct = default) => BreakAsync<IReadOnlyList<CategoryNode>>(ct);

    public Task<IReadOnlyList<CategoryItem>> ListCategoryItemsAsync(bool isTree, CancellationToken ct = default) => BreakAsync<IReadOnlyList<CategoryItem>>(ct);

    public Task<CategoryItem?> FindCategoryAsync(int categoryId, CancellationToken ct = default) => BreakAsync<CategoryItem?>(ct);

    public Task<IReadOnlyList<ProductSummary>> ListMostReviewedAsync(int count, CancellationToken ct = default) => BreakAsync<IReadOnlyList<ProductSummary>>(ct);

    public Task<ProductDetails?> FindProductAsync(int productId, ShopActor? actor, CancellationToken ct = default) => BreakAsync<ProductDetails?>(ct);

    public Task<ProductETag?> FindStampAsync(int productId, ShopActor? actor, CancellationToken ct = default) => BreakAsync<ProductETag?>(ct);

    public Task<IReadOnlyList<ProductSummary>> ListProductsAsync(IReadOnlyList<int> productIds, ShopActor? actor, CancellationToken ct = default) =>
        BreakAsync<IReadOnlyList<ProductSummary>>(ct);

    public Task<IReadOnlyList<ProductSummary>> ListProductsAfterAsync(int afterId, int count, CancellationToken ct = default) =>
        BreakAsync<IReadOnlyList<ProductSummary>>(ct);

    private async Task<T> BreakAsync<T>(CancellationToken ct)
    {
        await (before?.Invoke(ct) ?? Task.CompletedTask);
        throw new InvalidOperationException(Secret);
    }
}
