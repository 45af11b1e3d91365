using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HybridShop.Web.Data;

internal static class PlainCommands
{
    /// <summary>
    /// A plain command on the context's open connection, in its transaction: for the few hot writes, where EF's own share would be the
    /// larger part. The text is ours and constant, always with the same parameters; every value is a parameter. The context keeps the
    /// command, so that it stays prepared where the connection stays open; it is not to be disposed of.
    /// </summary>
    public static DbCommand Command(this ShopDbContext db, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var connection = db.Database.GetDbConnection();
        if (!db.PlainCommands.TryGetValue(sql, out var command) || command.Connection != connection)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            db.PlainCommands[sql] = command;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
