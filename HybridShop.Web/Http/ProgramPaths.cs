namespace HybridShop.Web.Http;

/// <summary>Which addresses are for programs and which for people: people get pages, programs statuses and problem details.</summary>
internal static class ProgramPaths
{
    private static readonly PathString[] Programs = ["/api", "/ws", "/hubs", "/live", "/openapi"];

    public static bool IsForPrograms(this PathString path) => Programs.Any(program => path.StartsWithSegments(program));

    /// <summary>Whether a sign-in page would help nobody there: programs, sockets and the dashboard's circuits get the status itself.</summary>
    public static bool HasNoSignInPage(this PathString path) =>
        path.IsForPrograms() || path.Value!.Contains("/_blazor", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sockets and event streams: browsers cannot give them a header.</summary>
    public static bool IsLive(this PathString path) =>
        path.StartsWithSegments("/hubs") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/live");
}
