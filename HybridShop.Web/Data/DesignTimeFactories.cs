using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HybridShop.Web.Data;

/// <summary>
/// Contexts for `dotnet ef`. Identity reads its schema version through the application's services, so they are given the same
/// options as the running shop, or a migration would lack the passkeys.
/// </summary>
internal static class DesignTime
{
    public static IServiceProvider Services { get; } =
        new ServiceCollection().Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(IdentitySetup.Configure).BuildServiceProvider();
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteShopDbContext>
{
    public SqliteShopDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteShopDbContext>().UseSqlite("Data Source=design.db").UseApplicationServiceProvider(DesignTime.Services).Options);
}

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresShopDbContext>
{
    public PostgresShopDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresShopDbContext>().UseNpgsql("Host=design").UseApplicationServiceProvider(DesignTime.Services).Options);
}
