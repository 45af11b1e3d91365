using System.Text;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Http;

internal static class BodyCharsets
{
    /// <summary>
    /// Bodies are UTF-8: JSON has to be (RFC 8259), and forms of ours are. Another charset is refused here, because the framework takes one that it does not
    /// know for a fault of ours, and does not know the right one in quotes.
    /// </summary>
    public static void UseKnownCharset(this WebApplication app) => app.Use(async (http, next) =>
    {
        var request = http.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            await next(http);
        }
        else if (HeaderUtilities.RemoveQuotes(type.Charset).Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
        {
            type.Charset = Encoding.UTF8.WebName;
            request.ContentType = type.ToString();
            await next(http);
        }
        else if (request.Path.IsForPrograms())
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, detail: ApiText.CharsetUnknown).ExecuteAsync(http);
        }
        else
        {
            // The page that says so must not try to read the form either.
            (http.Response.StatusCode, request.ContentType) = (StatusCodes.Status415UnsupportedMediaType, null);
        }
    });
}
