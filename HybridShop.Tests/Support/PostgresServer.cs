using System.Diagnostics;
using Npgsql;

namespace HybridShop.Tests.Support;

/// <summary>A PostgreSQL server for one test run: somebody else's by connection string, or one of our own that leaves nothing behind.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // Ends with its standard input, so that it also goes away when the test run is killed. "stop" and "start" are said on it, and answered.
    private const string Script =
        """
        folder=$(mktemp -d) && server=
        trap 'kill -INT $server 2>/dev/null; wait; rm -rf "$folder"' EXIT
        bin=$1
        start() {
            : >"$folder/log"
            "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
                -c max_connections=300 -c autovacuum=off >>"$folder/log" 2>&1 &
            server=$!
            until grep -q 'ready to accept connections' "$folder/log"; do
                kill -0 $server || { cat "$folder/log" >&2; exit 1; }
                sleep 0.05
            done
        }
        trap 'exit 1' HUP INT TERM
        "$1/initdb" -D "$folder/data" -A trust -U shop -E UTF8 --no-locale --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
        start
        echo "$folder"
        while read -r line; do
            if [ "$line" = stop ]; then kill -INT $server; wait $server; else start; fi
            echo "$line"
        done
        """;

    private readonly Process? process;
    private readonly string connectionString;

    private PostgresServer(string connectionString, Process? process)
    {
        this.process = process;
        this.connectionString = connectionString;
    }

    /// <summary>A running server, or null when there is none and none can be started.</summary>
    public static async Task<PostgresServer?> FindAsync() =>
        Environment.GetEnvironmentVariable("HYBRIDSHOP_POSTGRES") is { Length: > 0 } given ? new(given, null)
        : FindBinaries() is { } binaries ? await StartAsync(binaries)
        : null;

    /// <summary>A server that a test has for itself and may stop.</summary>
    public static async Task<PostgresServer> StartOwnAsync() => await StartAsync(Requirements.Demand(
        Requirements.Postgres, FindBinaries(), "PostgreSQL is not installed (Debian: package postgresql)."));

    /// <summary>Ends it as a restart of its machine does: open connections break, new ones find nobody.</summary>
    public Task StopAsync() => SayAsync("stop");

    /// <summary>Starts it again, with all that was in it.</summary>
    public Task StartAgainAsync() => SayAsync("start");

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task SayAsync(string word)
    {
        await process!.StandardInput.WriteLineAsync(word);
        await process.StandardInput.FlushAsync();
        (await process.StandardOutput.ReadLineAsync()).ShouldBe(word);
    }

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return Path.GetDirectoryName(Requirements.FindProgram("initdb", folders));
    }

    private static async Task<PostgresServer> StartAsync(string binaries)
    {
        // PostgreSQL refuses to run as root.
        string[] asNobody = Environment.UserName == "root" ? ["runuser", "-u", "nobody", "--"] : [];
        string[] command = [.. asNobody, "sh", "-c", Script, "sh", binaries];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        return await process.StandardOutput.ReadLineAsync() is { Length: > 0 } folder
            ? new(Connection(folder), process)
            : throw new InvalidOperationException($"The throw-away PostgreSQL did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Patient, so that a machine which is busy with something else does not fail a test.</summary>
    private static string Connection(string folder) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = "shop",
        Database = "postgres",
        MaxPoolSize = 40,
        Timeout = 60,
        CommandTimeout = 120,
    }.ConnectionString;
}
