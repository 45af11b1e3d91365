namespace HybridShop.Web.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<ShopFeed>()
        .AddSingleton<IShopFeed>(p => p.GetRequiredService<ShopFeed>())
        .AddSingleton<ShopRevisions>()
        .AddHostedService<ChangeWatcher>();
}
