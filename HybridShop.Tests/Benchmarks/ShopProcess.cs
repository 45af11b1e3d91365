using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HybridShop.Tests.Benchmarks;

/// <summary>The built shop as a process of its own, so that its CPU is counted apart from whoever asks it.</summary>
internal sealed class ShopProcess : IAsyncDisposable
{
    private readonly Process process;

    private ShopProcess(Process process, HttpClient client) => (this.process, Client) = (process, client);

    public HttpClient Client { get; }

    /// <summary>CPU of the process since its start, in microseconds.</summary>
    public double CpuMicroseconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    /// <summary>Runs a command of the shop to its end.</summary>
    public static async Task RunAsync(string dataFolder, params string[] args)
    {
        using var command = Process.Start(Info(dataFolder, "http://localhost:0", args))!;
        _ = command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0);
    }

    public static async Task<ShopProcess> ServeAsync(string dataFolder)
    {
        var port = FreePort();
        var process = Process.Start(Info(dataFolder, $"http://localhost:{port}", []))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var client = new HttpClient { BaseAddress = new($"http://localhost:{port}") };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                (await client.GetAsync("/health/ready", patience.Token)).EnsureSuccessStatusCode();
                return new(process, client);
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Info(string dataFolder, string urls, string[] args) =>
        new("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Shop__DataFolder"] = dataFolder,
                ["Shop__Demo"] = "true",
                ["ASPNETCORE_ENVIRONMENT"] = "Benchmark",
                ["ASPNETCORE_URLS"] = urls,
            },
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
