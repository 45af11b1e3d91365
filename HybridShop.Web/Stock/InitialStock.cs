using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;

namespace HybridShop.Web.Stock;

internal sealed class InitialStock : IInitialStock
{
    public Task OpenAsync(WriteContext write, int productId, int stock, CancellationToken ct) =>
        StockLedger.OpenAsync(write, productId, stock, StockReason.Initial, ct);
}
