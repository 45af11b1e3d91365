namespace HybridShop.Web.Http;

/// <summary>
/// The folder of settings, static files and, when nothing else is set, data. Never the folder of whoever starts the program: a command
/// typed elsewhere would speak to another, empty shop.
/// </summary>
internal static class ContentRoot
{
    private const string ProjectFile = "HybridShop.Web.csproj";

    /// <summary>A build leaves this beside the program, a publish does not.</summary>
    private const string BuiltMark = "HybridShop.Web.staticwebassets.runtime.json";

    /// <summary>What the arguments or the environment set (--contentRoot, ASPNETCORE_CONTENTROOT); else the program's own folder.</summary>
    public static string Of(string[] args)
    {
        var asked = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
        return asked[WebHostDefaults.ContentRootKey] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Of(AppContext.BaseDirectory);
    }

    /// <summary>The program's folder; for one that was built and not published, as `dotnet run` does it, the folder of its project.</summary>
    public static string Of(string programFolder) =>
        (File.Exists(Path.Combine(programFolder, BuiltMark)) ? ProjectFolderAbove(programFolder) : null) ?? programFolder;

    private static string? ProjectFolderAbove(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, ProjectFile)))
            {
                return above.FullName;
            }
        }

        return null;
    }
}
