using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace HybridShop.Web.Data;

/// <summary>
/// Makes SQLite keep a statement's plan whatever values it is given (its “query planner stability guarantee”). Otherwise it looks at bound whole numbers
/// while planning, throws the plan away as soon as one is bound, and so plans each query twice, and one that is kept prepared at every run: 40 % of the
/// CPU of a read (README, Figures).
/// </summary>
internal sealed class SqliteStablePlans : DbConnectionInterceptor
{
    public static void Keep(DbConnection connection) =>
        raw.sqlite3_db_config(((SqliteConnection)connection).Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Keep(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Keep(connection);
        return Task.CompletedTask;
    }
}
