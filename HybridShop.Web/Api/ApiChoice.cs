using System.Text.Json;

namespace HybridShop.Web.Api;

/// <summary>Words of an address that stand for one of several values.</summary>
internal static class ApiChoice
{
    /// <summary>The words of an enum, as in the JSON.</summary>
    public static Dictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    /// <summary>The value, or a refusal that names the words there are.</summary>
    public static Outcome<T> Of<T>(string field, string word, IReadOnlyDictionary<string, T> values) => values.TryGetValue(word, out var value)
        ? Outcome.Done(value)
        : Outcome.Invalid(field, Texts.Format(ApiText.ChoiceUnknown, word, string.Join(", ", values.Keys)));
}
