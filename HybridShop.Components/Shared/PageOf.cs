using System.Text.Json.Serialization;

namespace HybridShop.Components.Shared;

/// <summary>One page of a longer list.</summary>
/// <param name="Items">The rows of this page, in order.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="PageSize">Rows on a full page.</param>
/// <param name="Total">Rows of the whole list.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total)
{
    /// <summary>Number of pages, at least 1.</summary>
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Whether the list ends before this page, which so does not exist. The first page always does.</summary>
    [JsonIgnore]
    public bool IsBehindLast => Page > PageCount;
}

/// <summary>Bounds that every paged list shares.</summary>
public static class Paging
{
    /// <summary>Rows on a page when nothing is asked for.</summary>
    public const int DefaultSize = 24;

    /// <summary>Most rows on one page, whatever is asked for.</summary>
    public const int MaxSize = 200;

    /// <summary>Highest page number that is looked up; beyond it lists are empty.</summary>
    public const int MaxPage = 100_000;

    /// <summary>Brings what was asked for into the bounds.</summary>
    public static (int Page, int Size) Clamp(int page, int size) => (Math.Clamp(page, 1, MaxPage), Math.Clamp(size, 1, MaxSize));
}
