using HybridShop.Web.Data;

namespace HybridShop.Web.Commands;

internal static class MigrateCommand
{
    public static ShopCommand Command { get; } = new("migrate", "migrate                 brings the database to this program's schema", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        await call.Services.GetRequiredService<ShopMigration>().MigrateAsync(ct);
        await call.Out.WriteLineAsync("The database has this program's schema.");
        return 0;
    }
}
