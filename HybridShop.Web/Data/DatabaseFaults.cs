using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HybridShop.Web.Data;

/// <summary>Why a database cannot be used for the moment. Nothing is wrong with what it was asked, and the same again may work soon.</summary>
internal enum DatabaseFault
{
    /// <summary>Somebody else holds a lock for longer than we wait.</summary>
    Busy,

    /// <summary>It does not answer, or its file cannot be opened, read or written.</summary>
    Away,
}

/// <summary>For callers that have no outcome to give back: what they wanted to write had to wait too long, or the database is away.</summary>
internal sealed class ShopUnavailableException(string message) : Exception(message);

internal static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    // The file: no right to it, only to be read, I/O error, disk full, cannot be opened.
    private static readonly int[] SqliteAway = [3, 8, 10, 13, 14];

    private static readonly string[] PostgresBusy =
        [PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.QueryCanceled];

    // Connections, resources, a server that starts or stops, and a login or database that is not there (any more).
    private static readonly string[] PostgresAwayClasses = ["08", "53", "57", "58", "28", "3D"];

    /// <summary>What the exception, or one inside it, says of the database; null when it says something else.</summary>
    public static DatabaseFault? Of(Exception? exception)
    {
        // Who calls off a query has PostgreSQL cancel it, which is no fault.
        for (; exception is not (null or OperationCanceledException); exception = exception.InnerException)
        {
            if (OfThis(exception) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The result, or null when nobody could write.</summary>
    /// <exception cref="ShopUnavailableException">Nothing can be written for the moment.</exception>
    public static T? Demand<T>(this Outcome<T> outcome) =>
        outcome.Kind == OutcomeKind.Unavailable ? throw new ShopUnavailableException(outcome.Message) : outcome.Value;

    private static DatabaseFault? OfThis(Exception exception) => exception switch
    {
        ShopUnavailableException => DatabaseFault.Busy,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => DatabaseFault.Busy,
        SqliteException sqlite when SqliteAway.Contains(sqlite.SqliteErrorCode) => DatabaseFault.Away,
        PostgresException postgres when PostgresBusy.Contains(postgres.SqlState) => DatabaseFault.Busy,
        PostgresException postgres => PostgresAwayClasses.Contains(postgres.SqlState[..2]) ? DatabaseFault.Away : null,
        NpgsqlException { IsTransient: true } or SocketException => DatabaseFault.Away,
        _ => null,
    };
}
