using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HybridShop.Web.Data;

internal static class PlainCommands
{
    /// <summary>
    /// A plain command on the context's open connection, in its transaction: for the few hot writes, where EF's own share would be the
    /// larger part. The text is ours and constant; every value is a parameter.
    /// </summary>
    public static DbCommand Command(this ShopDbContext db, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
