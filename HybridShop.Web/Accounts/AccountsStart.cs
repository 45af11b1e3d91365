using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>What accounts need before the shop serves: the roles, the demo's accounts, or a way to make the first admin.</summary>
internal static partial class AccountsStart
{
    /// <summary>Called after the migration, and before the demo catalog, whose reviews have writers.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        await EnsureRolesAsync(services, ct);
        var isProduction = services.GetRequiredService<IHostEnvironment>().IsProduction();
        if (services.GetRequiredService<ShopSettings>().Demo && !isProduction && !await ReadAsync(services, db => db.Users.AnyAsync(ct), ct))
        {
            await DemoAccounts.EnsureAsync(services, ct);
        }

        if (!await ReadAsync(services, db => AdminRole.AdminIds(db).AnyAsync(ct), ct))
        {
            OfferSetup(services);
        }
    }

    /// <summary>Adds the role rows that are missing.</summary>
    public static async Task EnsureRolesAsync(IServiceProvider services, CancellationToken ct)
    {
        // Looked at first: a start must not wait for somebody who writes for long when it has nothing to write itself.
        if (await ReadAsync(services, db => db.Roles.CountAsync(r => ShopRoles.All.Contains(r.Name!), ct), ct) == ShopRoles.All.Count)
        {
            return;
        }

        var outcome = await services.GetRequiredService<UnitOfWork>().RunAsync<int>(ShopActor.Shop, async write =>
        {
            var present = await write.Db.Roles.Select(r => r.Name).ToListAsync(ct);
            var missing = ShopRoles.All.Except(present).ToList();
            write.Db.Roles.AddRange(missing.Select(name => new ShopRole
            {
                Name = name,
                NormalizedName = name!.ToUpperInvariant(),
                ConcurrencyStamp = Guid.NewGuid().ToString(),
            }));
            return Outcome.Done(missing.Count);
        }, ct);
        outcome.Demand();
    }

    private static async Task<T> ReadAsync<T>(IServiceProvider services, Func<ShopDbContext, Task<T>> read, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync(ct);
        return await read(db);
    }

    /// <summary>Logged once the addresses are known. Whoever reads the log of the shop's machine may set it up.</summary>
    private static void OfferSetup(IServiceProvider services)
    {
        var token = services.GetRequiredService<SetupLink>().Open();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AccountsStart).FullName!);
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() =>
            LogSetup(logger, $"{services.GetRequiredService<PublicAddress>().Root}/setup?token={token}"));
    }

    // A warning, so that it is seen in Production too, where information is often switched off.
    [LoggerMessage(Level = LogLevel.Warning, Message = "This shop has no admin yet. Whoever opens this link first makes that account: {Link}")]
    private static partial void LogSetup(ILogger logger, string link);
}
