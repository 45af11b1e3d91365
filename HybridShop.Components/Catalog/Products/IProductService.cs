namespace HybridShop.Components.Catalog.Products;

/// <summary>Looking after products. Sellers create, see and change their own; staff see and change all.</summary>
public interface IProductService
{
    /// <summary>A page of the products that the actor may change, whatever their status.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor sells nothing: no page offers this to others.</exception>
    Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default);

    /// <summary>The same products as programs read them.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor sells nothing: no page offers this to others.</exception>
    Task<PageOf<ProductItem>> ListItemsAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default);

    /// <summary>The fields for an editor; null when it is not there or not the actor's to change.</summary>
    Task<ProductFields?> FindFieldsAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// All products of its group that the actor may change, itself included, the lead first; empty when it has no group or is not the actor's
    /// to change.
    /// </summary>
    Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>What the product's page would make of a description; what is longer than <see cref="ProductLimits.DescriptionLength"/> is cut.</summary>
    DescriptionPreview PreviewDescription(string markdown);

    /// <summary>Creates a product with its initial stock movement.</summary>
    Task<Outcome<ProductFields>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes the touched fields; conflict, with both values, when one has changed since it was seen.</summary>
    Task<Outcome<ProductFields>> EditAsync(int productId, ProductEdit edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Takes a product off the shelves. Its history stays; doing it twice changes nothing.</summary>
    Task<Outcome<ProductFields>> WithdrawAsync(int productId, ShopActor actor, CancellationToken ct = default);
}
