using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Shared;

/// <summary>A sentence for the page that follows a redirect: partial _Note.</summary>
internal static class AccountNote
{
    public const string Key = "Note";

    public static void LeaveNote(this PageModel page, string note) => page.TempData[Key] = note;
}
