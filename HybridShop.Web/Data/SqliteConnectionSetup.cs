using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridShop.Web.Data;

/// <summary>
/// Sets up each connection as it is opened: SQLite's own waiting for a lock (Microsoft.Data.Sqlite otherwise retries in coarse steps),
/// and how hard a commit is flushed.
/// </summary>
internal sealed class SqliteConnectionSetup(SqliteSynchronous synchronous) : DbConnectionInterceptor
{
    private readonly string pragmas = $"PRAGMA busy_timeout = 10000; PRAGMA synchronous = {(int)synchronous};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    private void SetUp(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
