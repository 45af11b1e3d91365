using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Shared;

/// <summary>What a list says behind its last page: where it ends, and the way back.</summary>
/// <param name="Page">Number that was asked for.</param>
/// <param name="PageCount">Number of the last page.</param>
/// <param name="First">Address of the first page, with the same filters.</param>
/// <param name="Last">Address of the last page.</param>
internal sealed record NoSuchPage(int Page, int PageCount, string First, string Last);

internal static class PageStatus
{
    /// <summary>404 where a list has no such page: nothing is there, for people as for programs, and a search engine that was led there forgets it.</summary>
    public static void SetStatusOf<T>(this PageModel page, PageOf<T> list)
    {
        if (list.IsBehindLast)
        {
            page.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
