using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Products;

/// <summary>Where the stock that a product begins with is written down. The catalog asks for it, the ledger of stock does it.</summary>
internal interface IInitialStock
{
    /// <summary>Called within the transaction that added the product.</summary>
    Task OpenAsync(WriteContext write, int productId, int stock, CancellationToken ct);
}
