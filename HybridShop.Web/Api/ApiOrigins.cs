using HybridShop.Web.Data;
using HybridShop.Web.Http;

namespace HybridShop.Web.Api;

/// <summary>
/// The other origins whose pages may speak with the shop: exact ones out of `Cors:Origins` or the environment's CORS_ORIGINS, with commas between them.
/// Development allows a front end on its own usual port.
/// </summary>
/// <param name="Allowed">Scheme, host and port, as browsers send them.</param>
internal sealed record ApiOrigins(IReadOnlyList<string> Allowed)
{
    private const string DevelopmentOrigin = "http://localhost:3000";

    public static ApiOrigins From(IConfiguration configuration, IHostEnvironment environment)
    {
        var listed = configuration.GetSection("Cors:Origins").Get<string[]>() is { Length: > 0 } several
            ? several
            : (configuration["Cors:Origins"] ?? configuration["CORS_ORIGINS"])?.Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (listed is not null)
        {
            return new([.. listed.Select(Exact)]);
        }

        return new(environment.IsDevelopment() ? [DevelopmentOrigin] : []);
    }

    /// <summary>Whether a page of that origin may: one of the list, or the shop's own.</summary>
    public bool Allows(string origin, HttpRequest request) => Allowed.Contains(origin, StringComparer.OrdinalIgnoreCase) || request.IsOfSameOrigin(origin);

    private static string Exact(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase)
            ? origin
            : throw new ShopStartException(
                $"Cors:Origins (CORS_ORIGINS) has “{origin}”; an origin is a scheme, a host and perhaps a port, "
                + "such as https://shop.example:8443, without a path or a star.");
}
