using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Api;

/// <summary>
/// Strong tags of three parts. The first is the version, which rises with edits of fields and is what If-Match looks at before a write; the others cover
/// what else shows: stock, reviews, pictures, names of others, and who is told more.
/// </summary>
internal static class EntityTags
{
    private const int FingerprintBytes = 6;

    public static string Of(ProductETag stamp) => Of(stamp.Version, stamp.Stock, stamp.Revision);

    /// <param name="version">Of the fields.</param>
    /// <param name="sequence">The feed's number up to which it is known.</param>
    /// <param name="reader">Who is told of it, where that makes a difference.</param>
    public static string Of(int? version, long sequence, long? reader) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{sequence}.{reader}\"");

    /// <summary>
    /// A list is known by the feed's number, by who reads it and by its whole address: a tag that was given for one page or filter says nothing of another
    /// one, which may be refused.
    /// </summary>
    public static string OfList(HttpContext http, long sequence)
    {
        var address = Encoding.UTF8.GetBytes(http.Request.Path + http.Request.QueryString.Value);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(address).AsSpan(..FingerprintBytes));
        return string.Create(CultureInfo.InvariantCulture, $"\"{sequence}.{http.User.FindUserId()}.{fingerprint}\"");
    }

    /// <summary>Gives the answer its tag. It may be kept, and is to be asked for again each time.</summary>
    public static void Give(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = $"{HeaderNames.Authorization}, {HeaderNames.Cookie}";
    }

    /// <summary>Gives the answer to a read its tag; 304 when the caller has that state, null to go on. Other conditions wait for the answer.</summary>
    public static IResult? GiveAndCompare(HttpContext http, string tag)
    {
        Give(http, tag);
        return new Preconditions(http.Request).AreMetBy(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : null;
    }
}
