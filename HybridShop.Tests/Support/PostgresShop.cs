namespace HybridShop.Tests.Support;

/// <summary>The demo shop on a PostgreSQL server of its own, which may be stopped while the shop runs.</summary>
internal sealed class PostgresShop : WebShop
{
    private PostgresShop(PostgresServer server)
    {
        Postgres = server;
        Database = new PostgresTestDatabase(server, "shop");
        OwnsDatabase = false;
    }

    public PostgresServer Postgres { get; }

    public static async Task<PostgresShop> OpenAsync(bool isOnMachineTime = false)
    {
        var server = await PostgresServer.StartOwnAsync();
        await server.ExecuteAsync("CREATE DATABASE shop");
        return new(server)
        {
            IsDemo = true,
            IsOnMachineTime = isOnMachineTime,
            Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Connection"] = "Debug" },
        };
    }

    /// <summary>Stops the server; returns when the shop has noticed.</summary>
    public async Task StopDatabaseAsync()
    {
        await Postgres.StopAsync();
        await Eventually.IsTrueAsync(() => Log.Lines.Any(line => line.Text.StartsWith("The database was lost", StringComparison.Ordinal)), "the shop has noticed");
        Log.Clear();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Database.Folder.Dispose();
        await Postgres.DisposeAsync();
    }
}
