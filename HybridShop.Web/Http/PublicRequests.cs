using Microsoft.AspNetCore.Http.Extensions;

namespace HybridShop.Web.Http;

internal static class PublicRequests
{
    /// <summary>Begins the absolute addresses that an answer to this request has in it, its mount and all; no slash at the end.</summary>
    public static string PublicRoot(this HttpRequest request) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase).TrimEnd('/');
}
