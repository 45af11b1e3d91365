using System.Text;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Api;

internal static class BodyCharsets
{
    /// <summary>JSON is UTF-8 (RFC 8259). Another charset is refused here: the framework takes one that it does not know for a fault of ours.</summary>
    public static void UseKnownCharset(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue
            && !HeaderUtilities.RemoveQuotes(type.Charset).Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, detail: ApiText.CharsetUnknown).ExecuteAsync(http);
            return;
        }

        await next(http);
    });
}
