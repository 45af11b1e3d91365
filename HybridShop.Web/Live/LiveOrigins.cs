namespace HybridShop.Web.Live;

/// <summary>
/// Which pages may open a live connection. Browsers ask nobody before they open a WebSocket to another origin, with the cookies of that origin; so
/// the door looks at the Origin header itself. Who sends none is no browser.
/// </summary>
internal sealed class LiveOrigins(IConfiguration configuration, IHostEnvironment environment)
{
    private const string DevelopmentOrigin = "http://localhost:3000";

    private readonly HashSet<string> allowed = new(Configured(configuration, environment), StringComparer.OrdinalIgnoreCase);

    public bool Allows(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        return origins.Count == 0 || (origins is [{ } origin] && (allowed.Contains(origin) || IsOwn(origin, request.Host)));
    }

    /// <summary>Host and port decide: behind a proxy that ends TLS the shop does not see the scheme of the page.</summary>
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
        && string.Equals(page.Host, host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? page.Port == port : page.IsDefaultPort);

    private static string[] Configured(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetSection("Cors:Origins").Get<string[]>()
        ?? (configuration["Cors:Origins"] ?? configuration["CORS_ORIGINS"])?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? (environment.IsDevelopment() ? [DevelopmentOrigin] : []);
}
