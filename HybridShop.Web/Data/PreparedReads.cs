using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HybridShop.Web.Data;

/// <summary>
/// Open connections with their prepared commands, for the few reads that most visitors cause. SQLite spends more on preparing a list's
/// statement than on answering it, and Microsoft.Data.Sqlite forgets it with the command (README, Figures). PostgreSQL's driver keeps
/// prepared statements by itself, so there a session is a pooled connection.
/// </summary>
internal sealed class PreparedReads : IDisposable
{
    private const int MaxIdle = 32;

    private readonly ConcurrentBag<ReadSession> idle = [];
    private readonly NpgsqlDataSource? postgres;
    private readonly string connectionString;

    public PreparedReads(DatabaseOptions database)
    {
        connectionString = database.ConnectionString;
        postgres = database.Provider == DatabaseProvider.Postgres
            ? NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 })
            : null;
    }

    /// <summary>What stands behind a column that is to be one of the parameter @ids (<see cref="AmongIds"/>): one statement for any number of them.</summary>
    public string IsAmong => postgres is null ? "IN (SELECT value FROM json_each(@ids))" : "= ANY(@ids)";

    /// <summary>The value of that parameter.</summary>
    public object AmongIds(IReadOnlyList<int> ids) => postgres is null ? $"[{string.Join(',', ids)}]" : ids.ToArray();

    /// <summary>A session for one caller; disposing it gives it back.</summary>
    public async ValueTask<ReadSession> RentAsync(CancellationToken ct)
    {
        if (idle.TryTake(out var session))
        {
            return session;
        }

        if (postgres is not null)
        {
            return new(this, await postgres.OpenConnectionAsync(ct));
        }

        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        SqliteStablePlans.Keep(connection);
        return new(this, connection);
    }

    public void Return(ReadSession session)
    {
        if (postgres is null && session.IsSound && idle.Count < MaxIdle)
        {
            idle.Add(session);
        }
        else
        {
            session.Close();
        }
    }

    /// <summary>Lets go of all connections that nobody uses now.</summary>
    public void Clear()
    {
        while (idle.TryTake(out var session))
        {
            session.Close();
        }

        postgres?.Clear();
    }

    public void Dispose()
    {
        Clear();
        postgres?.Dispose();
    }
}

/// <summary>One connection and its prepared commands, by their text.</summary>
internal sealed class ReadSession(PreparedReads owner, DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> commands = [];

    /// <summary>False once a read failed: such a connection is not used again.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>Reads all rows of a query. Its text is ours and constant; values are parameters, always the same ones for the same text.</summary>
    public async ValueTask<List<T>> ReadAsync<T>(
        string sql, Func<DbDataReader, T> row, (string Name, object Value)[] parameters, CancellationToken ct, int expected = 4)
    {
        try
        {
            await using var reader = await Command(sql, parameters).ExecuteReaderAsync(ct);
            var rows = new List<T>(expected);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
        catch
        {
            IsSound = false;
            throw;
        }
    }

    public void Dispose() => owner.Return(this);

    public void Close()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            commands.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value;
        }

        return command;
    }
}
