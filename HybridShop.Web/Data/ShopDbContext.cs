using System.Data.Common;
using HybridShop.Web.Accounts;
using HybridShop.Web.Activity;
using HybridShop.Web.Api;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Changes;
using HybridShop.Web.Drafts;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HybridShop.Web.Data;

/// <summary>The shop's tables. The two children own their provider's migrations and its few facts.</summary>
internal abstract class ShopDbContext(DbContextOptions options) : IdentityDbContext<ShopUser, ShopRole, int>(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductGroup> ProductGroups => Set<ProductGroup>();

    public DbSet<ProductSlug> ProductSlugs => Set<ProductSlug>();

    public DbSet<ProductImage> ProductImages => Set<ProductImage>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<ActivityEntry> ActivityEntries => Set<ActivityEntry>();

    public DbSet<Change> Changes => Set<Change>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    /// <summary>By their text: <see cref="Data.PlainCommands.Command"/>.</summary>
    internal Dictionary<string, DbCommand> PlainCommands { get; } = [];

    /// <summary>
    /// Whether this is the database's way to say that a unique index or a foreign key refused a row: what a unit of work looked for beforehand,
    /// another one took or removed meanwhile.
    /// </summary>
    public abstract bool IsKeyViolation(Exception exception);

    /// <summary>
    /// Makes the order of change sequences the order of commits. Called in the transaction, after its last other write.
    /// </summary>
    public abstract Task OrderCommitsAsync(CancellationToken ct);

    /// <summary>Makes writes to the category tree wait for each other. Called first in the transaction.</summary>
    public abstract Task LockCategoriesAsync(CancellationToken ct);

    /// <summary>Notifies other processes, within the transaction, that there are new rows in Changes.</summary>
    public abstract Task NotifyAsync(CancellationToken ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        configurationBuilder.Properties<Rating>().HaveConversion<RatingConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ShopDbContext).Assembly);
    }

    /// <summary>SQLite gives back times without a kind; all of ours are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(amount => amount.Minor, minor => new(minor));

    private sealed class RatingConverter() : ValueConverter<Rating, int>(rating => rating.Thousandths, thousandths => new(thousandths));
}
