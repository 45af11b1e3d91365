using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.DataProtection;

namespace HybridShop.Web;

internal static partial class ShopStart
{
    /// <summary>What must be done before the first request: keys, schema, feed, demo shop.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        LogWhichShop(app, services.GetRequiredService<PublicAddress>());
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

    /// <summary>Before anything is touched: which shop this is, and what is wrong about its place.</summary>
    private static void LogWhichShop(WebApplication app, PublicAddress address)
    {
        var settings = app.Services.GetRequiredService<ShopSettings>();
        LogShop(app.Logger, settings.DataFolder, app.Services.GetRequiredService<DatabaseOptions>().Location);
        if (!app.Environment.IsProduction())
        {
            return;
        }

        if (settings.IsInside(AppContext.BaseDirectory))
        {
            var better = OperatingSystem.IsWindows() ? @"C:\ProgramData\HybridShop" : "/var/lib/hybridshop";
            LogDataInside(app.Logger, settings.DataFolder, AppContext.BaseDirectory, better);
        }

        if (address.IsUnencrypted)
        {
            LogUnencrypted(app.Logger, address.Root);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Data folder {Folder}, database {Database}")]
    private static partial void LogShop(ILogger logger, string folder, string database);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The data folder {Folder} lies inside the program's folder {Program}, where the next release may "
        + "overwrite or remove it: stop the shop, move the folder to a place of its own, such as {Better}, and set Shop:DataFolder "
        + "(environment Shop__DataFolder) to it")]
    private static partial void LogDataInside(ILogger logger, string folder, string program, string better);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Shop:PublicUrl is {Address}: browsers keep no cookie of a sign-in without encryption, so nobody "
        + "can sign in; it should begin with https://")]
    private static partial void LogUnencrypted(ILogger logger, string address);
}
