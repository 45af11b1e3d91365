namespace HybridShop.Tests.Support;

/// <summary>
/// What some tests need of the machine. Where it is absent they are skipped with a reason, unless HYBRIDSHOP_REQUIRE (such as
/// "browser,postgres") names it: then its absence is a failure.
/// </summary>
internal static class Requirements
{
    public const string Postgres = "postgres";
    public const string Browser = "browser";
    public const string Peers = "peers";

    /// <summary>What is needed, or a skipped (or failed) test when it is null.</summary>
    public static T Demand<T>(string requirement, T? found, string reason)
        where T : class
    {
        if (found is null)
        {
            var required = (Environment.GetEnvironmentVariable("HYBRIDSHOP_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
            Assert.False(required.Contains(requirement, StringComparer.OrdinalIgnoreCase), $"HYBRIDSHOP_REQUIRE names {requirement}. {reason}");
            Assert.Skip(reason);
        }

        return found;
    }

    /// <summary>Path of the system's Chromium; Playwright's own download is not reachable everywhere.</summary>
    public static string DemandChromium() => Demand(
        Browser, FindProgram("chromium") ?? FindProgram("chromium-browser") ?? FindProgram("google-chrome"),
        "Chromium is not installed (Debian: package chromium).");

    /// <summary>Full path of a program on PATH or in one of the folders, or null.</summary>
    public static string? FindProgram(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(folders)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
