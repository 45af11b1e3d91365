namespace HybridShop.Web.Stock;

internal static class StockServices
{
    public static IServiceCollection AddStock(this IServiceCollection services) =>
        services.AddSingleton<StockLevels>().AddSingleton<StockPresence>().AddSingleton<IStockService, StockService>();
}
