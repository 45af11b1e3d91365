using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Api;

/// <summary>
/// Strong tags of a product's JSON: "{version}.{stock}.{revision}". The version rises with edits of fields and is what If-Match looks at; the revision,
/// the feed's number of the last change that shows in it, covers the rest (reviews, pictures, the category's name).
/// </summary>
internal static class EntityTags
{
    public static string Of(ProductStamp stamp) => string.Create(CultureInfo.InvariantCulture, $"\"{stamp.Version}.{stamp.Stock}.{stamp.Revision}\"");

    /// <summary>Whether the caller has something that a tag is to be compared with.</summary>
    public static bool MayBeKnown(HttpRequest request) => request.Headers.IfNoneMatch.Count > 0;

    /// <summary>Gives the answer its tag. It may be kept, and is to be asked for again each time.</summary>
    public static void Give(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Authorization, Cookie";
    }

    /// <summary>Gives the answer its tag; true when the caller has that state already and a 304 says it all.</summary>
    public static bool IsKnown(HttpContext http, string tag)
    {
        Give(http, tag);
        return http.Request.Headers.IfNoneMatch is { Count: > 0 } header && EntityTagHeaderValue.TryParseList(header, out var known)
            && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new(tag), useStrongComparison: false));
    }

    /// <summary>
    /// The version that the caller saw: null without If-Match, and for *, which is content with any; -1, which no version is, for a tag that is
    /// none of ours.
    /// </summary>
    public static int? SeenVersion(HttpRequest request)
    {
        if (request.Headers.IfMatch is not { Count: > 0 } header)
        {
            return null;
        }

        var isReadable = EntityTagHeaderValue.TryParseStrictList(header, out var tags);
        return isReadable && tags!.Any(tag => tag.Equals(EntityTagHeaderValue.Any)) ? null
            : isReadable && tags is [{ IsWeak: false } tag] && int.TryParse(tag.Tag.AsSpan().Trim('"').ToString().Split('.')[0], out var version) ? version
            : -1;
    }
}
