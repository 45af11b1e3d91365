using System.Diagnostics;
using System.Text.Json.Nodes;

namespace HybridShop.Tests.Support;

/// <summary>
/// Other people's programs that speak the same formats: npm packages under node, in the folder that HYBRIDSHOP_PEERS names (made by
/// `npm install --prefix FOLDER PACKAGE@VERSION`). Scripts are *.mjs beside their tests.
/// </summary>
internal static class Peers
{
    private const string Variable = "HYBRIDSHOP_PEERS";

    /// <summary>
    /// Runs a script, which finds the package by its name, its input as JSON in process.argv[2], and answers with JSON on standard output.
    /// </summary>
    public static async Task<JsonNode> RunAsync(string package, string script, JsonNode input)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        var node = Requirements.Demand(Requirements.Peers, Requirements.FindProgram("node"), "node is not installed (Debian: package nodejs).");
        Requirements.Demand(
            Requirements.Peers, folder is { Length: > 0 } && Directory.Exists(Path.Combine(folder, "node_modules", package)) ? folder : null,
            $"{Variable} names no folder with node_modules/{package} (npm install --prefix FOLDER {package}).");

        // A module that comes by standard input looks for packages from the working folder.
        using var process = Process.Start(new ProcessStartInfo(node, ["--input-type=module", "-", input.ToJsonString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, script)));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return JsonNode.Parse(output)!;
    }
}
