using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridShop.Web.Data;

/// <summary>
/// Sets up a connection that is about to write: SQLite's own waiting for a lock (Microsoft.Data.Sqlite otherwise retries in coarse
/// steps), and how hard a commit is flushed. Readers need neither under WAL, and a pragma at each of their opens would be felt.
/// </summary>
internal sealed class SqliteWriterSetup(DatabaseOptions database) : DbTransactionInterceptor
{
    private readonly string pragmas = FormattableString.Invariant(
        $"PRAGMA busy_timeout = {database.WriteWait.TotalMilliseconds:0}; PRAGMA synchronous = {(int)database.Synchronous};");

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        SetUp(connection);
        return result;
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return ValueTask.FromResult(result);
    }

    private void SetUp(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
