using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HybridShop.Web.Data;

internal sealed class PostgresShopDbContext(DbContextOptions<PostgresShopDbContext> options) : ShopDbContext(options)
{
    /// <summary>Channel on which every node is notified of a commit.</summary>
    public const string Channel = "hybridshop_changes";

    /// <summary>Any number of our own; taken last in a transaction, so that it never waits for a row while holding it.</summary>
    private const long CommitOrderLock = 0x48595053;

    private const long CategoryLock = 0x48595054;

    public override bool IsKeyViolation(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation }
        || (exception.InnerException is { } inner && IsKeyViolation(inner));

    public override Task OrderCommitsAsync(CancellationToken ct) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({CommitOrderLock})", ct);

    public override Task LockCategoriesAsync(CancellationToken ct) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({CategoryLock})", ct);

    public override Task NotifyAsync(CancellationToken ct) => Database.ExecuteSqlRawAsync("NOTIFY " + Channel, ct);
}
