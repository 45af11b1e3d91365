using System.Text.Json;
using System.Text.RegularExpressions;

namespace HybridShop.Web.Api;

/// <summary>What is wrong with JSON that does not fit, member by member, for whole bodies and for patches alike.</summary>
internal static partial class JsonRefusal
{
    public static Refusal Of(JsonException json)
    {
        // The reader's own exception inside means that it is no JSON at all.
        if (json.InnerException is JsonException)
        {
            return Outcome.Invalid(
                "", Texts.Format(ApiText.JsonUnreadable, (json.LineNumber ?? 0) + 1, (json.BytePositionInLine ?? 0) + 1));
        }

        var place = (json.Path ?? "").TrimStart('$').TrimStart('.');
        var missing = Missing().Match(json.Message);
        if (missing.Success)
        {
            return Outcome.Invalid([.. Quoted().Matches(missing.Groups["names"].Value)
                .Select(name => new OutcomeError(place.Length == 0 ? name.Groups[1].Value : $"{place}.{name.Groups[1].Value}", ApiText.ValueMissing))]);
        }

        var unknown = Unknown().Match(json.Message);
        var field = unknown.Success && !place.EndsWith(unknown.Groups["name"].Value, StringComparison.Ordinal)
            ? (place.Length == 0 ? "" : place + ".") + unknown.Groups["name"].Value
            : place;
        return Outcome.Invalid(field, SentenceOf(json, unknown, place));
    }

    private static string SentenceOf(JsonException json, Match unknown, string place)
    {
        if (json is ApiJsonException)
        {
            return json.Message;
        }

        if (unknown.Success)
        {
            return Texts.Format(ApiText.MemberUnknown, unknown.Groups["name"].Value);
        }

        if (json.Message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return ApiText.MemberTwice;
        }

        return place.Length == 0 ? ApiText.MemberIsNot : ApiText.ValueOfWrongKind;
    }

    // The framework gives these facts in its messages alone; ApiProblemTests holds every one of them.
    [GeneratedRegex("was missing required properties including: (?<names>.*)")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("The JSON property '(?<name>.*)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unknown();
}
