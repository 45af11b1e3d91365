using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Http;

internal static class OutcomePages
{
    /// <summary>
    /// Translates an outcome for a page: true when done, else its errors stand at the fields of the form, which keeps what was typed.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="outcome">What the service said.</param>
    /// <param name="prefix">Name of the bound property that holds the input.</param>
    public static bool Accept(this PageModel page, Outcome outcome, string prefix)
    {
        if (outcome.Kind == OutcomeKind.Unavailable)
        {
            FaultLog.MarkUnavailable(page.HttpContext, outcome.Message);
        }

        foreach (var error in outcome.Errors)
        {
            page.ModelState.AddModelError(error.Field.Length == 0 ? "" : $"{prefix}.{error.Field}", error.Message);
        }

        return outcome.IsDone;
    }
}
