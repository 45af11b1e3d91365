using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HybridShop.Web.Http;

internal static class OutcomePages
{
    /// <summary>Translates an outcome for a page: true when done, else its errors stand at the fields of the form.</summary>
    /// <param name="modelState">The page's.</param>
    /// <param name="outcome">What the service said.</param>
    /// <param name="prefix">Name of the bound property that holds the input.</param>
    public static bool Accept(this ModelStateDictionary modelState, Outcome outcome, string prefix)
    {
        foreach (var error in outcome.Errors)
        {
            modelState.AddModelError(error.Field.Length == 0 ? "" : $"{prefix}.{error.Field}", error.Message);
        }

        return outcome.IsDone;
    }
}
