using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Live;
using Microsoft.AspNetCore.DataProtection;

namespace HybridShop.Web.Http;

internal static class ShopStart
{
    /// <summary>What must be done before the first request: keys, schema, feed, demo shop.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        await services.GetRequiredService<ShopMigration>().RunAsync(async ct =>
        {
            // In the same turn, so that of nodes which share a folder one makes the keys and the others find them.
            services.GetRequiredService<TokenKeys>().Open();
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(ShopStart)).Protect([]);
            await services.GetRequiredService<ShopFeed>().StartAsync(ct);
            await AccountsStart.RunAsync(services, ct);
            await services.GetRequiredService<DemoShop>().EnsureAsync(ct);
        }, CancellationToken.None);
    }
}
