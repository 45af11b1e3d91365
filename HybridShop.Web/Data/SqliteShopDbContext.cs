using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Data;

internal sealed class SqliteShopDbContext(DbContextOptions<SqliteShopDbContext> options) : ShopDbContext(options)
{
    private const int ForeignKeyViolation = 787;
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    public override bool IsKeyViolation(Exception exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation or ForeignKeyViolation }
        || (exception.InnerException is { } inner && IsKeyViolation(inner));

    // One writer at a time: sequences are in commit order by themselves, and PRAGMA data_version tells other processes.
    public override Task OrderCommitsAsync(CancellationToken ct) => Task.CompletedTask;

    public override Task LockCategoriesAsync(CancellationToken ct) => Task.CompletedTask;

    public override Task NotifyAsync(CancellationToken ct) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // SQLite ignores HasMaxLength: the lengths become CHECKs, so that both databases hold the same.
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetDeclaredProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is not null))
            {
                var table = entity.GetTableName()!;
                var column = property.GetColumnName();
                builder.Entity(entity.ClrType).ToTable(t => t.HasCheckConstraint(
                    $"CK_{table}_{column}_Length", $"length(\"{column}\") <= {property.GetMaxLength()}"));
            }
        }
    }
}
