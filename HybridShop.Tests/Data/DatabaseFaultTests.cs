using System.Net.Sockets;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HybridShop.Tests.Data;

/// <summary>What a database cannot help for the moment is told from what is wrong with a question, however deep inside it stands.</summary>
[Trait("Category", "Unit")]
public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData(5, "Busy")]
    [InlineData(6, "Busy")]
    [InlineData(10, "Away")]
    [InlineData(13, "Away")]
    [InlineData(14, "Away")]
    [InlineData(1, null)]
    [InlineData(11, null)]
    [InlineData(19, null)]
    public void SQLite_says_it_by_number(int code, string? fault) => Of(new SqliteException("Says why.", code)).ShouldBe(fault);

    [Theory]
    [InlineData("55P03", "Busy")]
    [InlineData("40P01", "Busy")]
    [InlineData("57014", "Busy")]
    [InlineData("57P01", "Away")]
    [InlineData("57P03", "Away")]
    [InlineData("53300", "Away")]
    [InlineData("08006", "Away")]
    [InlineData("28P01", "Away")]
    [InlineData("23505", null)]
    [InlineData("42P01", null)]
    public void PostgreSQL_says_it_by_its_state(string state, string? fault) => Of(new PostgresException("Says why.", "ERROR", "ERROR", state)).ShouldBe(fault);

    [Fact]
    public void A_broken_line_is_away()
    {
        Of(new NpgsqlException("Exception while reading from stream", new EndOfStreamException())).ShouldBe("Away");
        Of(new SocketException((int)SocketError.ConnectionRefused)).ShouldBe("Away");
    }

    [Fact]
    public void Anything_else_is_ours_and_a_query_that_was_called_off_is_nobodys()
    {
        Of(new InvalidOperationException("A defect.")).ShouldBeNull();
        Of(new OperationCanceledException("Called off.", new PostgresException("canceling statement", "ERROR", "ERROR", "57014"))).ShouldBeNull();
    }

    private static string? Of(Exception exception)
    {
        var fault = DatabaseFaults.Of(exception);
        DatabaseFaults.Of(new DbUpdateException("Wrapped.", new InvalidOperationException("Twice.", exception))).ShouldBe(fault);
        return fault?.ToString();
    }
}
