namespace HybridShop;

/// <summary>Writing products. Sellers create, and change their own; staff change all.</summary>
public interface IProductService
{
    /// <summary>The fields for an editor; null when it is not there or not the actor's to change.</summary>
    Task<ProductFields?> FindFieldsAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>Creates a product with its initial stock movement.</summary>
    Task<Outcome<ProductFields>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes the touched fields; conflict, with both values, when one has changed since it was seen.</summary>
    Task<Outcome<ProductFields>> EditAsync(int productId, ProductEdit edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Takes a product off the shelves. Its history stays; doing it twice changes nothing.</summary>
    Task<Outcome<ProductFields>> WithdrawAsync(int productId, ShopActor actor, CancellationToken ct = default);
}
