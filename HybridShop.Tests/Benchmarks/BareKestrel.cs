using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Benchmarks;

/// <summary>
/// What the API is measured by: Kestrel that writes as many bytes of JSON as it is asked for, and does nothing else, as a process of its own. The
/// process is this test program with the one "test" below, which serves until it is killed.
/// </summary>
[Trait("Category", "Benchmark")]
public sealed class BareKestrel : IDisposable
{
    private const string AddressVariable = "HYBRIDSHOP_BARE_KESTREL";

    private Process? process;

    internal HttpClient Client { get; } = new();

    internal double CpuMicroseconds
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    [Fact(Explicit = true)]
    public async Task Serve()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 }, "Started by the benchmark of the API.");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Environment.GetEnvironmentVariable(AddressVariable)!);
        await using var app = builder.Build();
        var answers = new Dictionary<int, byte[]>();
        app.MapGet("/json/{length:int}", (int length, HttpContext http) =>
        {
            lock (answers)
            {
                answers.TryAdd(length, Encoding.ASCII.GetBytes($"\"{new string('x', length - 2)}\""));
            }

            http.Response.ContentType = "application/json; charset=utf-8";
            return http.Response.Body.WriteAsync(answers[length]).AsTask();
        });
        await app.RunAsync();
    }

    internal static async Task<BareKestrel> StartAsync(Uri address)
    {
        var bare = new BareKestrel();
        bare.Client.BaseAddress = address;
        bare.process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareKestrel).Assembly.Location, "-explicit", "only", "-method", $"{typeof(BareKestrel).FullName}.{nameof(Serve)}"])
        {
            RedirectStandardOutput = true,
            Environment = { [AddressVariable] = address.GetLeftPart(UriPartial.Authority) },
        })!;
        _ = bare.process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                (await bare.Client.GetAsync("/json/2", patience.Token)).EnsureSuccessStatusCode();
                return bare;
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        process?.Kill();
        process?.Dispose();
    }
}
