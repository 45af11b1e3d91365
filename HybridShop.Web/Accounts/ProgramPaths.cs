using HybridShop.Web.Api;

namespace HybridShop.Web.Accounts;

/// <summary>Where a sign-in page would help nobody: programs, sockets and the dashboard's circuits get the status itself.</summary>
internal static class ProgramPaths
{
    public static bool Contain(PathString path) =>
        path.IsForPrograms() || path.Value!.Contains("/_blazor", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sockets and event streams: browsers cannot give them a header.</summary>
    public static bool AreLive(PathString path) => path.StartsWithSegments("/hubs") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/live");
}
