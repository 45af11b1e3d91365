using System.Diagnostics;

namespace HybridShop.Tests.Support;

/// <summary>The shop that these tests were built with, published into a folder of its own, once for all who ask.</summary>
public sealed class PublishedShop : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    internal ShopProgram Program { get; private set; } = null!;

    /// <summary>The folder of the project in this repository, and the program as a build left it there.</summary>
    internal static string ProjectFolder => Path.Combine(RepositoryFolder(), "HybridShop.Web");

    internal static ShopProgram Built => new(Path.Combine(ProjectFolder, "bin", Configuration, "net10.0", "HybridShop.Web.dll"));

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public async ValueTask InitializeAsync()
    {
        string[] args = ["publish", ProjectFolder, "--no-build", "--configuration", Configuration, "--output", folder.Path];
        var info = new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true };
        using var publish = Process.Start(info)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0, said);
        Program = new(folder.File("HybridShop.Web.dll"));
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HybridShop.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder.FullName;
    }
}
