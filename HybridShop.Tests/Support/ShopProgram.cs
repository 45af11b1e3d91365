using System.Diagnostics;
using System.Text;

namespace HybridShop.Tests.Support;

/// <summary>What a run of the program has come to.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);

/// <summary>The program of the shop, published or built, to be started as people and services do: from any folder.</summary>
/// <param name="assembly">Full path of HybridShop.Web.dll.</param>
internal sealed class ShopProgram(string assembly)
{
    public string Folder { get; } = Path.GetDirectoryName(assembly)!;

    /// <summary>Runs it to its end.</summary>
    public async Task<ProgramEnd> RunAsync(string from, IEnumerable<KeyValuePair<string, string>> environment, params string[] args)
    {
        using var running = Start(from, environment, args);
        return await running.EndAsync();
    }

    /// <summary>Starts it to serve at an address, and waits until it does.</summary>
    public async Task<RunningShop> ServeAsync(string from, Uri address, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var urls = KeyValuePair.Create("ASPNETCORE_URLS", address.GetLeftPart(UriPartial.Authority));
        var running = Start(from, environment.Append(urls), []);
        await running.WaitForAsync("Application started");
        return running;
    }

    private RunningShop Start(string from, IEnumerable<KeyValuePair<string, string>> environment, string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [assembly, .. args])
        {
            WorkingDirectory = from, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var own in info.Environment.Keys.Where(IsOurs).ToList())
        {
            info.Environment.Remove(own);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new(info);
    }

    /// <summary>What is set for the tests is not meant for a program that others start.</summary>
    private static bool IsOurs(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Shop__", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_ENVIRONMENT" or "DATABASE_URL" or "DB_HOST";
}

/// <summary>The program while it runs.</summary>
internal sealed class RunningShop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly List<(string Words, TaskCompletionSource Said)> waiting = [];

    public RunningShop(ProcessStartInfo info)
    {
        process = new() { StartInfo = info };
        process.OutputDataReceived += (_, said) => Hear(output, said.Data);
        process.ErrorDataReceived += (_, said) => Hear(errors, said.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);

    public async Task<ProgramEnd> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, Output, Read(errors));
    }

    /// <summary>Waits until it has said that.</summary>
    public Task WaitForAsync(string words)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (output)
        {
            if (output.ToString().Contains(words, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            waiting.Add((words, said));
        }

        return said.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Hear(StringBuilder where, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            where.Append(line).Append('\n');
            foreach (var (words, said) in waiting.Where(one => line.Contains(one.Words, StringComparison.Ordinal)))
            {
                said.TrySetResult();
            }
        }
    }

    private string Read(StringBuilder where)
    {
        lock (output)
        {
            return where.ToString();
        }
    }
}
