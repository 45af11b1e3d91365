namespace HybridShop.Components.Catalog.Products;

/// <summary>Looking after products. Sellers create, see and change their own; staff see and change all.</summary>
public interface IProductService
{
    /// <summary>A page of the products that the actor may change, whatever their status.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor sells nothing: no page offers this to others.</exception>
    Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default);

    /// <summary>The fields for an editor; null when it is not there or not the actor's to change.</summary>
    Task<EditableProduct?> FindAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// All products of its group that the actor may change, itself included, the lead first; empty when it has no group or is not the actor's
    /// to change.
    /// </summary>
    Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>What the product's page would make of a description; what is longer than <see cref="ProductLimits.DescriptionLength"/> is cut.</summary>
    DescriptionPreview PreviewDescription(string markdown);

    /// <summary>Creates a product with its initial stock movement.</summary>
    Task<Outcome<EditableProduct>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes the touched fields; conflict, with both values, when one has changed since it was seen.</summary>
    Task<Outcome<EditableProduct>> EditAsync(int productId, IEdit<ProductInput> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Takes a product off the shelves. Its history stays; doing it twice changes nothing.</summary>
    Task<Outcome<EditableProduct>> WithdrawAsync(int productId, ShopActor actor, CancellationToken ct = default) =>
        EditAsync(productId, Edit.To<ProductInput>(product => product.Status = ProductStatus.Withdrawn), actor, ct);
}
