using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Api;

/// <summary>What every list takes.</summary>
internal class ListRequest
{
    private const int MaxFieldsLength = 500;

    /// <summary>Number of the page, from 1.</summary>
    [FromQuery(Name = "page"), DefaultValue(1),
        Range(1, Paging.MaxPage, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? Page { get; set; }

    /// <summary>Rows on a page.</summary>
    [FromQuery(Name = "page_size"), DefaultValue(Paging.DefaultSize),
        Range(1, Paging.MaxSize, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? PageSize { get; set; }

    /// <summary>Only these members of each row, with commas between them.</summary>
    [FromQuery(Name = "fields"), StringLength(MaxFieldsLength, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.TooLong))]
    public string? Fields { get; set; }

    public int PageOrFirst => Page ?? 1;

    public int SizeOrDefault => PageSize ?? Paging.DefaultSize;
}

/// <summary>Rows of a walk over everything.</summary>
/// <param name="Items">The rows, by id.</param>
/// <param name="After">What to ask for next; null at the end.</param>
internal sealed record CursorPage<T>(IReadOnlyList<T> Items, int? After);

/// <summary>Lists as answers: the rows in a body with their total, and where the neighbors are in the Link header (RFC 8288).</summary>
internal static class ApiLists
{
    public static IResult Page<T>(HttpContext http, PageOf<T> page, ListRequest asked)
    {
        var links = new List<string> { Link(http, "first", 1), Link(http, "last", page.PageCount) };
        if (page.Page > 1)
        {
            links.Add(Link(http, "prev", Math.Min(page.Page - 1, page.PageCount)));
        }

        if (page.Page < page.PageCount)
        {
            links.Add(Link(http, "next", page.Page + 1));
        }

        http.Response.Headers.Link = string.Join(", ", links);
        return page.IsBehindLast
            ? OutcomeResults.NotFound(Texts.Format(ApiText.PageBehindLast, page.Page, page.PageCount))
            : Narrow(http, page, asked.Fields);

        static string Link(HttpContext http, string relation, int number) => $"<{Address(http, "page", number)}>; rel=\"{relation}\"";
    }

    /// <summary>A list that is at hand as a whole.</summary>
    public static IResult Page<T>(HttpContext http, IReadOnlyList<T> all, ListRequest asked) => Page(
        http, new PageOf<T>([.. all.Skip((asked.PageOrFirst - 1) * asked.SizeOrDefault).Take(asked.SizeOrDefault)], asked.PageOrFirst,
            asked.SizeOrDefault, all.Count), asked);

    public static IResult CursorPage<T>(HttpContext http, IReadOnlyList<T> items, Func<T, int> id, ListRequest asked)
    {
        var after = items.Count == asked.SizeOrDefault ? id(items[^1]) : (int?)null;
        if (after is { } next)
        {
            http.Response.Headers.Link = $"<{Address(http, "after", next)}>; rel=\"next\"";
        }

        return Narrow(http, new CursorPage<T>(items, after), asked.Fields);
    }

    /// <summary>This request's own address with another value, so that every filter is kept.</summary>
    private static string Address(HttpContext http, string key, int value)
    {
        var query = QueryHelpers.ParseQuery(http.Request.QueryString.Value);
        query[key] = value.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(http.Request.PathBase + http.Request.Path.ToUriComponent(), query);
    }

    private static IResult Narrow<T>(HttpContext http, T body, string? fields)
    {
        if (fields is null)
        {
            return TypedResults.Ok(body);
        }

        var options = http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        var known = NamesOf(options.GetTypeInfo(typeof(T)).Properties.Single(one => one.Name == "items").PropertyType.GetGenericArguments()[0], options);
        var wanted = fields.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        if (wanted.Except(known).FirstOrDefault() is { } unknown)
        {
            return OutcomeResults.Invalid(new OutcomeError(
                "fields", Texts.Format(ApiText.FieldUnknown, unknown, string.Join(", ", known))));
        }

        var json = JsonSerializer.SerializeToNode(body, options)!.AsObject();
        foreach (var row in json["items"]!.AsArray().Select(row => row!.AsObject()))
        {
            row.Select(member => member.Key).Except(wanted).ToList().ForEach(name => row.Remove(name));
        }

        return TypedResults.Ok<JsonNode>(json);
    }

    private static IReadOnlyList<string> NamesOf(Type row, JsonSerializerOptions options) =>
        [.. options.GetTypeInfo(row).Properties.Select(property => property.Name)];
}
