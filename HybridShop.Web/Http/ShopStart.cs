using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Live;

namespace HybridShop.Web.Http;

internal static partial class ShopStart
{
    /// <summary>What must be done before the first request: keys, schema, feed, demo shop.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        if (services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite)
        {
            LogSqlite(app.Logger, SqliteLibrary.Version, SqliteLibrary.IsSystem ? "the system's" : "the bundled one");
        }

        services.GetRequiredService<TokenKeys>().Open();
        await services.GetRequiredService<ShopMigration>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<ShopFeed>().StartAsync(CancellationToken.None);
        await AccountsStart.RunAsync(services, CancellationToken.None);
        await services.GetRequiredService<DemoShop>().EnsureAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "SQLite {Version}, {Origin}")]
    private static partial void LogSqlite(ILogger logger, Version? version, string origin);
}
