using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Support;

/// <summary>SQLite files, each in a folder of its own.</summary>
public sealed class SqliteDatabases : TestDatabases
{
    private readonly SqliteTestDatabase model = new();

    public override ValueTask DisposeAsync() => model.DisposeAsync();

    internal override Task<TestDatabase> CreateEmptyAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    private protected override async Task MakeTemplateAsync()
    {
        await SampleWorld.BuildAsync(model);

        // The last connection that closes writes the log back into the file, so that the file alone is the database.
        model.CloseConnections();
    }

    private protected override Task<TestDatabase> CopyTemplateAsync()
    {
        var copy = new SqliteTestDatabase();
        File.Copy(model.FileName, copy.FileName);
        return Task.FromResult<TestDatabase>(copy);
    }
}

internal sealed class SqliteTestDatabase : TestDatabase
{
    private static readonly Lazy<byte[]> EmptyShop = new(Migrate);

    public override string Provider => "Sqlite";

    public string FileName => Folder.File("hybridshop.db");

    public override string ConnectionString => $"Data Source={FileName};Foreign Keys=True";

    /// <summary>One with the schema of the shop and nothing in it. To migrate costs as much as all else that a start does, so it is done once.</summary>
    public static SqliteTestDatabase Migrated()
    {
        var database = new SqliteTestDatabase();
        File.WriteAllBytes(database.FileName, EmptyShop.Value);
        return database;
    }

    public void CloseConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override ValueTask DisposeAsync()
    {
        CloseConnections();
        return base.DisposeAsync();
    }

    private static byte[] Migrate()
    {
        var model = new SqliteTestDatabase();
        using (var db = new SqliteDesignTimeFactory().CreateDbContext([]))
        {
            db.Database.SetConnectionString(model.ConnectionString);
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        }

        model.CloseConnections();
        using (model.Folder)
        {
            return File.ReadAllBytes(model.FileName);
        }
    }
}
