using Microsoft.Data.Sqlite;

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
    public override string Provider => "Sqlite";

    public string FileName => Folder.File("hybridshop.db");

    public override string ConnectionString => $"Data Source={FileName};Foreign Keys=True";

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
}
