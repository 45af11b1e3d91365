using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Live;

namespace HybridShop.Web.Http;

internal static class ShopStart
{
    /// <summary>What must be done before the first request: keys, schema, feed, demo shop.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        services.GetRequiredService<TokenKeys>().Open();
        await services.GetRequiredService<ShopMigration>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<ShopFeed>().StartAsync(CancellationToken.None);
        await AccountsStart.RunAsync(services, CancellationToken.None);
        await services.GetRequiredService<DemoShop>().EnsureAsync(CancellationToken.None);
    }
}
