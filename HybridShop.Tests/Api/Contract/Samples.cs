using System.Text.Json.Nodes;

namespace HybridShop.Tests.Api.Contract;

/// <summary>Values that fit a schema, made out of what the document shows as examples.</summary>
internal static class Samples
{
    /// <summary>A value with the members that have to be there; of a patch, what its example shows.</summary>
    public static JsonNode? Of(ApiContract contract, JsonNode schema, string name = "")
    {
        var rule = contract.Follow(schema);
        if ((rule["examples"]?[0] ?? rule["example"]) is { } example)
        {
            return example.DeepClone();
        }

        if (!rule.ContainsKey("properties") && (rule["oneOf"] ?? rule["anyOf"])?.AsArray() is { } alternatives)
        {
            return Of(contract, alternatives[^1]!, name);
        }

        return rule["enum"]?[0]?.DeepClone() ?? TypeOf(rule) switch
        {
            "object" => Object(contract, rule),
            "array" => new JsonArray(rule["items"] is { } items ? Of(contract, items) : null),
            "string" => "Sample",
            "boolean" => true,
            "integer" or "number" => Math.Max(1, rule["minimum"]?.GetValue<decimal>() ?? 1) is var number ? JsonNode.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null,
            _ => null,
        };
    }

    /// <summary>A value with any of its members and numbers that change, so that many of them do something.</summary>
    public static JsonNode? Whole(ApiContract contract, JsonNode schema, Random random)
    {
        var rule = contract.Follow(schema);
        if (rule["properties"] is JsonObject properties)
        {
            var required = RequiredIn(rule, random).ToHashSet();
            var shown = properties.Where(property => required.Contains(property.Key) || random.Next(3) == 0)
                .Select(property => KeyValuePair.Create(property.Key, Whole(contract, property.Value!, random)));
            return new JsonObject(shown);
        }

        return rule["enum"] is JsonArray words ? words[random.Next(words.Count)]?.DeepClone()
            : rule["oneOf"] is JsonArray alternatives ? Whole(contract, alternatives[random.Next(alternatives.Count)]!, random)
            : TypeOf(rule) switch
            {
                "integer" => random.Next((int)Math.Max(-3, rule["minimum"]?.GetValue<decimal>() ?? 1), 6),
                "number" => random.Next(10_000) / 100m,
                "boolean" => random.Next(2) == 0,
                "string" when random.Next(3) == 0 => $"Sample {random.Next(1_000)}",
                "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Whole(contract, rule["items"]!, random))]),
                _ => Of(contract, schema),
            };
    }

    private static JsonObject Object(ApiContract contract, JsonObject rule)
    {
        return new(RequiredIn(rule).Select(name => KeyValuePair.Create(name, Of(contract, rule["properties"]![name]!, name))));
    }

    /// <summary>What has to be there; of members with two names one, the first or any.</summary>
    private static IEnumerable<string> RequiredIn(JsonObject rule, Random? random = null)
    {
        var either = rule["anyOf"] is JsonArray names ? names[random?.Next(names.Count) ?? 0]!["required"]!.AsArray() : [];
        return (rule["required"]?.AsArray() ?? []).Concat(either).Select(name => name!.GetValue<string>());
    }

    private static string? TypeOf(JsonObject rule) =>
        rule["type"] is JsonArray several ? several.Select(one => one!.GetValue<string>()).First(one => one != "null") : rule["type"]?.GetValue<string>();
}
