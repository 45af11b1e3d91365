using System.Diagnostics;

namespace HybridShop.Tests.Support;

/// <summary>
/// Other people's programs that speak the same formats: npm packages under node, in the folder that HYBRIDSHOP_PEERS names (made by
/// `npm install --prefix FOLDER PACKAGE@VERSION`). Scripts are *.mjs beside their tests.
/// </summary>
internal static class Peers
{
    private const string Variable = "HYBRIDSHOP_PEERS";

    /// <summary>The folder in which those packages are, or a skipped test.</summary>
    public static string DemandFolder(params IEnumerable<string> packages)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) ?? "";
        foreach (var package in packages)
        {
            Requirements.Demand(
                Requirements.Peers, folder.Length > 0 && Directory.Exists(Path.Combine(folder, "node_modules", package)) ? folder : null,
                $"{Variable} names no folder with node_modules/{package} (npm install --prefix FOLDER {package}).");
        }

        return folder;
    }

    /// <summary>Runs node in that folder and gives what it has printed.</summary>
    public static async Task<string> NodeAsync(string folder, string input, params IEnumerable<string> args)
    {
        var node = Requirements.Demand(Requirements.Peers, Requirements.FindProgram("node"), "node is not installed (Debian: package nodejs).");
        using var process = Process.Start(new ProcessStartInfo(node, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await errors);
        return output;
    }
}
