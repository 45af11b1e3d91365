namespace HybridShop.Web.Accounts;

/// <summary>Where programs ask, not people: they get a status in place of the sign-in page.</summary>
internal static class ProgramPaths
{
    public static bool Contain(PathString path) =>
        path.StartsWithSegments("/api") || AreLive(path) || path.Value!.Contains("/_blazor", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sockets and event streams: browsers cannot give them a header.</summary>
    public static bool AreLive(PathString path) => path.StartsWithSegments("/hubs") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/live");
}
