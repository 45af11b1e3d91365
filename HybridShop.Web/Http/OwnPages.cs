namespace HybridShop.Web.Http;

/// <summary>Which requests come from pages of this site. Browsers say so; programs that are no browser say nothing.</summary>
internal static class OwnPages
{
    /// <summary>Whether the browser says that a page of this site sends this.</summary>
    public static bool IsFromOwnPage(this HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin";
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin && request.IsOfSameOrigin(origin);
    }

    /// <summary>Host and port decide: behind a proxy that ends TLS the shop does not see the scheme of the page.</summary>
    public static bool IsOfSameOrigin(this HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
        && string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port is { } port ? page.Port == port : page.IsDefaultPort);
}
