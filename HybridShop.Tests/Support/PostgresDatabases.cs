using Npgsql;

namespace HybridShop.Tests.Support;

/// <summary>Databases on the server that HYBRIDSHOP_POSTGRES names, or else on a throw-away server of this test run.</summary>
public sealed class PostgresDatabases : TestDatabases
{
    private readonly string prefix = $"hybridshop_test_{Guid.NewGuid():N}";
    private readonly Lazy<Task<PostgresServer?>> server = new(PostgresServer.FindAsync);
    private int count;

    private string Template => prefix + "_world";

    public override async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && await server.Value is { } running)
        {
            await running.ExecuteAsync($"DROP DATABASE IF EXISTS \"{Template}\"");
            await running.DisposeAsync();
        }
    }

    internal override Task<TestDatabase> CreateEmptyAsync() => CreateAsync("template0");

    private protected override async Task MakeTemplateAsync()
    {
        var running = await DemandServerAsync();
        await running.ExecuteAsync($"CREATE DATABASE \"{Template}\" TEMPLATE template0");
        var model = new PostgresTestDatabase(running, Template);
        await SampleWorld.BuildAsync(model);
        model.CloseConnections();
        model.Folder.Dispose();
    }

    private protected override Task<TestDatabase> CopyTemplateAsync() => CreateAsync(Template);

    private async Task<TestDatabase> CreateAsync(string source)
    {
        var running = await DemandServerAsync();
        var name = $"{prefix}_{Interlocked.Increment(ref count)}";
        await running.ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{source}\"");
        return new PostgresTestDatabase(running, name);
    }

    private async Task<PostgresServer> DemandServerAsync() => Requirements.Demand(
        Requirements.Postgres, await server.Value,
        "PostgreSQL is not installed (Debian: package postgresql) and HYBRIDSHOP_POSTGRES names no server.");
}

internal sealed class PostgresTestDatabase(PostgresServer server, string name) : TestDatabase
{
    public override string Provider => "Postgres";

    public override string ConnectionString { get; } = server.ConnectionString(name);

    public void CloseConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        CloseConnections();
        await server.ExecuteAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
        await base.DisposeAsync();
    }
}
