using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Api;

/// <summary>
/// The conditions of a request (RFC 9110, section 13): If-Match first, by the strong comparison, else 412; then If-None-Match by the weak one, else 304 to
/// a read and 412 to a write. No answer of the API says when it was changed last, so conditions on dates are left aside, as the RFC wants.
/// </summary>
internal sealed class Preconditions(HttpRequest request)
{
    private readonly IList<EntityTagHeaderValue>? match = Read(request.Headers.IfMatch);
    private readonly IList<EntityTagHeaderValue>? noneMatch = Read(request.Headers.IfNoneMatch);

    /// <summary>Whether there is something to compare a tag with.</summary>
    public bool AreGiven => match is not null || noneMatch is not null;

    /// <summary>Whether there are tags that must not hold (If-None-Match).</summary>
    public bool ExcludeTags => noneMatch is not null;

    /// <summary>The versions that If-Match allows, out of tags of ours; null when it allows any. What is no tag of ours allows none.</summary>
    public IReadOnlyCollection<int>? Versions => match is null || match.Contains(EntityTagHeaderValue.Any)
        ? null
        : [.. match.Where(tag => !tag.IsWeak).Select(tag => VersionOf(tag.Tag)).OfType<int>()];

    /// <summary>Whether all that is asked is if the caller's tag still holds, and it does; so that a read need not be carried out.</summary>
    public bool AreMetBy(string tag) => match is null && noneMatch?.Contains(EntityTagHeaderValue.Any) == false && Holds(noneMatch, tag, isStrong: false);

    /// <summary>304 or 412 when a condition says so, null to go on.</summary>
    /// <param name="tag">Tag of what is there now; null where the address gives none.</param>
    /// <param name="version">For a write: its version, which is all that If-Match looks at then, because stock and ratings are not what is written.</param>
    public IResult? Evaluate(string? tag, int? version = null)
    {
        var isMatched = version is { } present ? Versions?.Contains(present) != false : match is null || Holds(match, tag, isStrong: true);
        if (isMatched && (noneMatch is null || !Holds(noneMatch, tag, isStrong: false)))
        {
            return null;
        }

        return isMatched && HttpMethods.IsGet(request.Method)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Problem(statusCode: StatusCodes.Status412PreconditionFailed, detail: ApiText.ConditionFails);
    }

    /// <summary>
    /// For every endpoint. A read is carried out first, because its refusals come before its conditions. A write that knows tags evaluates them itself, when
    /// it knows who may and what is there. Where no tag is given there is none to be held: whoever brings one from elsewhere must not believe that it was
    /// looked at.
    /// </summary>
    public static async ValueTask<object?> EvaluateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var conditions = new Preconditions(http.Request);
        if (!conditions.AreGiven)
        {
            return await next(context);
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            var answer = await next(context);
            var isFound = answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK };
            return isFound ? conditions.Evaluate(http.Response.Headers.ETag) ?? answer : answer;
        }

        var knowsTags = http.GetEndpoint()?.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Any(answer => answer.StatusCode == StatusCodes.Status412PreconditionFailed);
        return knowsTags == true ? await next(context) : conditions.Evaluate(tag: null) ?? await next(context);
    }

    /// <summary>What cannot be read holds no tag. A star is the whole of a condition or none.</summary>
    private static IList<EntityTagHeaderValue>? Read(StringValues header)
    {
        if (header.Count == 0)
        {
            return null;
        }

        if (EntityTagHeaderValue.TryParseStrictList(header, out var tags) && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any)))
        {
            return tags;
        }

        return [];
    }

    private static bool Holds(IList<EntityTagHeaderValue> tags, string? present, bool isStrong) =>
        tags.Contains(EntityTagHeaderValue.Any) || (present is not null && tags.Any(tag => tag.Compare(new(present), isStrong)));

    private static int? VersionOf(StringSegment tag) =>
        tag.AsSpan().Trim('"').ToString().Split('.') is [var version, _, _]
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
