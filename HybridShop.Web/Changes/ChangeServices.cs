using HybridShop.Components.Changes;
using HybridShop.Web.Data;

namespace HybridShop.Web.Changes;

internal static class ChangeServices
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ShopFeed>()
        .AddSingleton<IShopFeed>(p => p.GetRequiredService<ShopFeed>())
        .AddSingleton<IChangePublisher>(p => p.GetRequiredService<ShopFeed>())
        .AddSingleton<CacheVersions>()
        .AddHostedService<ChangePoller>();
}
