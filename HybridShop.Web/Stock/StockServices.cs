using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Products;

namespace HybridShop.Web.Stock;

internal static class StockServices
{
    public static IServiceCollection AddStock(this IServiceCollection services) =>
        services.AddSingleton<IInitialStock, InitialStock>().AddSingleton<StockLevels>().AddSingleton<StockPresence>()
            .AddSingleton<IStockService, StockService>();
}
