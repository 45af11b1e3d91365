using System.ComponentModel.DataAnnotations;

namespace HybridShop.Components.Shared;

/// <summary>The rules that the attributes of an input class say.</summary>
public static class InputRules
{
    /// <summary>
    /// The attributes of an input class, checked in the service so that pages, panels and the API all have them; null when all hold.
    /// </summary>
    public static Refusal? Check(object input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(input, new(input), results, validateAllProperties: true);
        var errors = results.SelectMany(r => r.MemberNames.DefaultIfEmpty(""), (r, field) => new OutcomeError(field, r.ErrorMessage ?? ""))
            .Concat(UnreadableFields(input).Select(field => new OutcomeError(field, SharedText.UnreadableSign))).ToList();
        return errors.Count == 0 ? null : Outcome.Invalid(errors);
    }

    /// <summary>PostgreSQL keeps no text with a NUL or half a surrogate pair in it, and no person means one.</summary>
    private static IEnumerable<string> UnreadableFields(object input) => input.GetType().GetProperties()
        .Where(p => p.PropertyType == typeof(string) && p.GetValue(input) is string text && !CanonicalText.IsReadable(text))
        .Select(p => p.Name);
}
