using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridShop.Tests.Api.Contract;

/// <summary>
/// Whether a JSON value is as a schema of the document says. It knows the keywords that the document uses; any other is a fault, so that nothing is
/// passed over in silence.
/// </summary>
/// <param name="document">Where references lead.</param>
/// <param name="isClosed">Members that no schema names are faults too: what the shop answers has to be documented.</param>
internal sealed class SchemaCheck(JsonObject document, bool isClosed)
{
    private static readonly HashSet<string> Annotations = ["description", "title", "default", "example", "examples", "deprecated"];

    /// <summary>The first things that are wrong, each with its place; none when it fits.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string place = "$") =>
        schema.AsObject().SelectMany(keyword => Faults(value, keyword.Key, keyword.Value!, schema.AsObject(), place));

    public JsonNode Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)document, (node, name) => node[name] ?? throw new InvalidOperationException("There is no " + reference));

    private IEnumerable<string> Faults(JsonNode? value, string keyword, JsonNode rule, JsonObject schema, string place) => keyword switch
    {
        _ when Annotations.Contains(keyword) => [],
        "$ref" => Faults(value, Resolve(rule.GetValue<string>()), place),
        "type" => One(place, TypesOf(rule).Any(type => IsOf(type, value)), $"is {Kind(value)} and not {rule.ToJsonString()}"),
        "enum" => One(place, rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)), "is none of " + rule.ToJsonString()),
        "format" => One(place, Text(value) is not { } text || HasFormat(rule.GetValue<string>(), text), $"is no {rule}"),
        "minimum" => One(place, Number(value) is not { } number || number >= rule.GetValue<decimal>(), $"is below {rule}"),
        "maximum" => One(place, Number(value) is not { } number || number <= rule.GetValue<decimal>(), $"is above {rule}"),
        "multipleOf" => One(place, Number(value) is not { } number || number % rule.GetValue<decimal>() == 0, $"is no multiple of {rule}"),
        "minLength" => One(place, Text(value) is not { } text || text.Length >= rule.GetValue<int>(), $"is shorter than {rule}"),
        "maxLength" => One(place, Text(value) is not { } text || text.Length <= rule.GetValue<int>(), $"is longer than {rule}"),
        "minItems" => One(place, value is not JsonArray items || items.Count >= rule.GetValue<int>(), $"has fewer than {rule}"),
        "maxItems" => One(place, value is not JsonArray items || items.Count <= rule.GetValue<int>(), $"has more than {rule}"),
        "required" => value is JsonObject known ? rule.AsArray().Where(name => !known.ContainsKey(name!.GetValue<string>())).Select(name => $"{place} lacks {name}") : [],
        "properties" => value is JsonObject members ? OfMembers(members, rule.AsObject(), schema, place) : [],
        "additionalProperties" => value is JsonObject members ? OfOthers(members, rule, schema, place) : [],
        "items" => value is JsonArray items ? items.SelectMany((item, i) => Faults(item, rule, $"{place}[{i}]")) : [],
        "oneOf" => One(place, rule.AsArray().Count(one => !Faults(value, one!, place).Any()) == 1, "is not exactly one of: " + Reasons(value, rule, place)),
        "anyOf" => One(place, rule.AsArray().Any(one => !Faults(value, one!, place).Any()), "is none of: " + Reasons(value, rule, place)),
        _ => [$"{place}: nobody checks “{keyword}” here"],
    };

    private IEnumerable<string> OfMembers(JsonObject members, JsonObject properties, JsonObject schema, string place) =>
        properties.Where(property => members.ContainsKey(property.Key)).SelectMany(property => Faults(members[property.Key], property.Value!, $"{place}.{property.Key}"))
            .Concat(isClosed && !schema.ContainsKey("additionalProperties") ? members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{place} has the undocumented {member.Key}") : []);

    private IEnumerable<string> OfOthers(JsonObject members, JsonNode rule, JsonObject schema, string place)
    {
        var others = members.Where(member => schema["properties"]?.AsObject().ContainsKey(member.Key) != true);
        return rule.GetValueKind() switch
        {
            JsonValueKind.False => others.Select(member => $"{place} may not have {member.Key}"),
            JsonValueKind.True => [],
            _ => others.SelectMany(member => Faults(member.Value, rule, $"{place}.{member.Key}")),
        };
    }

    private string Reasons(JsonNode? value, JsonNode alternatives, string place) =>
        string.Join("; or ", alternatives.AsArray().Select(one => string.Join(", ", Faults(value, one!, place).Take(2))));

    private static IEnumerable<string> One(string place, bool holds, string fault) => holds ? [] : [$"{place} {fault}"];

    private static IEnumerable<string> TypesOf(JsonNode? rule) => rule is JsonArray several ? several.Select(one => one!.GetValue<string>()) : rule is null ? [] : [rule.GetValue<string>()];

    private static string Kind(JsonNode? value) => value is null ? "null" : value.GetValueKind().ToString();

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Truncate(number),
        _ => throw new InvalidOperationException($"“{type}” is no type."),
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => text.EndsWith('Z') && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        "uri-reference" or "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "uuid" => Guid.TryParse(text, out _),
        _ => throw new InvalidOperationException($"“{format}” is no format of a text."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static decimal? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
