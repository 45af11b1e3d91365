using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HybridShop.Tests.Support;

/// <summary>The built shop as a process of its own: its CPU is counted apart from whoever asks it, and it can be killed.</summary>
internal sealed class ShopProcess : IAsyncDisposable
{
    private readonly string dataFolder;
    private Process process;

    private ShopProcess(string dataFolder, Uri address)
    {
        (this.dataFolder, Address) = (dataFolder, address);
        Client = new() { BaseAddress = address };
        process = Start();
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Memory that the process holds, in bytes.</summary>
    public long WorkingSetBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

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

    /// <summary>Serves on a free port of localhost, which stays the same when it is started again.</summary>
    public static async Task<ShopProcess> ServeAsync(string dataFolder)
    {
        var shop = new ShopProcess(dataFolder, FreeAddress());
        await shop.WaitAsync();
        return shop;
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>.</summary>
    public Task RestartAsync()
    {
        process = Start();
        return WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await KillAsync();
    }

    private Process Start()
    {
        var started = Process.Start(Info(dataFolder, Address.GetLeftPart(UriPartial.Authority), []))!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        return started;
    }

    private async Task WaitAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                (await Client.GetAsync("/health/ready", patience.Token)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
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
                ["Api__RequestsPerMinute"] = "0",
                ["Api__AnonymousRequestsPerMinute"] = "0",
            },
        };

    /// <summary>An address of localhost that nobody listens at.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
