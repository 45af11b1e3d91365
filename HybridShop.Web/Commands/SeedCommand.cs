using System.Globalization;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;

namespace HybridShop.Web.Commands;

internal static class SeedCommand
{
    public static ShopCommand Command { get; } = new("seed", "seed --products N       adds N made-up products, for benchmarks", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (!int.TryParse(call.Arguments.Option("products"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > CatalogGenerator.MaxProducts)
        {
            throw new ShopStartException($"seed needs --products with a number from 1 to {CatalogGenerator.MaxProducts}.");
        }

        await call.Services.GetRequiredService<ShopMigration>().RunAsync(async _ =>
        {
            await AccountsStart.RunAsync(call.Services, ct);
            await call.Services.GetRequiredService<DemoShop>().EnsureAsync(ct);
        }, ct);
        (await call.Services.GetRequiredService<CatalogGenerator>().RunAsync(count, ct)).Demand();
        await call.Out.WriteLineAsync($"{count} products were added.");
        return 0;
    }
}
