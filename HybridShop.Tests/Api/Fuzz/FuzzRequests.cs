using System.Text;
using System.Text.Json.Nodes;
using HybridShop.Tests.Api.Contract;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api.Fuzz;

/// <summary>One request of the fuzzing, to be sent as it is, and to be shown when it breaks something.</summary>
internal sealed record FuzzRequest(string Verb, string Address, byte[]? Body, string? ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"{Verb} {Address} [{string.Join(" | ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] {ContentType} {(body.Length > 400 ? $"{body[..400]}… ({Body!.Length} bytes)" : body)}";
    }
}

/// <summary>Makes requests out of the document: most nearly right, so that they get past the first look, each with something wrong, and some quite wrong.</summary>
internal sealed class FuzzRequests(ApiContract contract, Random random)
{
    private const string Hole = "@@hole@@";
    private const int SmallIds = 8;
    private static readonly string[] OddVerbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get"];

    private readonly IReadOnlyList<ApiOperation> operations = contract.Operations;

    public FuzzRequest Next()
    {
        var operation = Any(operations);
        var verb = IsOne(30) ? Any(OddVerbs) : operation.Verb;
        var (body, type) = operation.Body is { } known ? BodyOf(known.Type, known.Schema) : IsOne(20) ? (Encoding.UTF8.GetBytes(Any(NastyValues.Json)), Any(NastyValues.ContentTypes)) : (null, null);
        var headers = Enumerable.Range(0, IsOne(4) ? random.Next(1, 4) : 0).Select(_ => Any(NastyValues.Headers)).Select(header => (header.Name, Any(header.Values))).ToList();
        return new(verb, AddressOf(operation), body, type, headers);
    }

    private string AddressOf(ApiOperation operation)
    {
        var parts = operation.Path.Split('/').Select(part => !part.StartsWith('{') ? part : IsOne(5) ? OddPart() : $"{random.Next(1, SmallIds)}").ToList();
        if (IsOne(25))
        {
            parts.Insert(random.Next(2, parts.Count + 1), OddPart());
        }

        var query = operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "query" && IsOne(4)).Select(parameter =>
            $"{parameter["name"]}={(IsOne(3) ? Any(NastyValues.Words) : Fitting(parameter["schema"]!.AsObject()))}").ToList();
        if (IsOne(20))
        {
            query.AddRange([$"{Any(NastyValues.Words)}={Any(NastyValues.Words)}", query.FirstOrDefault() ?? "page=1"]);
        }

        return string.Join('/', parts) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    /// <summary>No NUL, which neither Kestrel nor the test server lets through to the shop, and no way out of the API.</summary>
    private string OddPart() => Any(NastyValues.Words).Replace("%00", "%01", StringComparison.Ordinal).Replace("%2e%2e", "%2e", StringComparison.Ordinal);

    private string Fitting(JsonObject schema)
    {
        var rule = schema["items"]?.AsObject() ?? schema;
        return rule["enum"]?.AsArray() is { } words ? Any([.. words.Select(word => word!.ToString())])
            : rule["type"]?.ToString() is "integer" or "number" ? $"{random.Next((int)(rule["minimum"]?.GetValue<decimal>() ?? 0), 40)}"
            : Any(["lamp", "kitchen", "id", "name"]);
    }

    private (byte[] Body, string Type) BodyOf(string type, JsonNode schema)
    {
        if (type.StartsWith("multipart", StringComparison.Ordinal))
        {
            return (FormOf(schema), "multipart/form-data; boundary=x");
        }

        var text = Samples.Whole(contract, schema, random)?.ToJsonString() ?? "null";
        var bytes = random.Next(12) switch
        {
            0 => Encoding.UTF8.GetBytes(Any(NastyValues.Json)),
            1 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]),
            2 => [.. Encoding.UTF8.GetBytes(text[..(text.Length / 2)]), 0xFF, 0xC0, 0x00, .. Encoding.UTF8.GetBytes(text[(text.Length / 2)..])],
            < 6 => Encoding.UTF8.GetBytes(Mutated(text)),
            _ => Encoding.UTF8.GetBytes(text),
        };
        return (bytes, IsOne(20) ? Any(NastyValues.ContentTypes) : type);
    }

    /// <summary>A form with some of its fields, files among them, whole or cut off.</summary>
    private byte[] FormOf(JsonNode schema)
    {
        var names = Parts(schema).SelectMany(part => part["properties"]!.AsObject()).Select(field => field.Key).Append("none").ToList();
        var form = names.Where(_ => !IsOne(3)).SelectMany(name => (byte[])
        [
            .. Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"{name}\"{(IsOne(3) ? "" : "; filename=\"a.png\"")}\r\n\r\n"),
            .. IsOne(2) ? SamplePictures.Png(2, 2) : Encoding.UTF8.GetBytes(Any(NastyValues.Json)), .. "\r\n"u8,
        ]).Concat("--x--\r\n"u8.ToArray()).ToArray();
        return IsOne(4) ? form[..random.Next(form.Length)] : form;

        IEnumerable<JsonObject> Parts(JsonNode node) => contract.Follow(node) is var own && own["allOf"] is JsonArray parts ? parts.SelectMany(part => Parts(part!)) : own.ContainsKey("properties") ? [own] : [];
    }

    /// <summary>The same with something else in one or two places, a member more or a member less.</summary>
    private string Mutated(string text)
    {
        var root = JsonNode.Parse(text);
        var places = Objects(root).ToList();
        if (places.Count == 0)
        {
            return Any(NastyValues.Json);
        }

        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var place = Any(places);
            var name = place.Count > 0 && !IsOne(8) ? Any([.. place.Select(member => member.Key)]) : Any(["id", "stock", "created_at", "a b", "Name", "", "seen"]);
            if (IsOne(6))
            {
                place.Remove(name);
            }
            else
            {
                place[name] = Hole;
            }
        }

        var mutated = new StringBuilder(root!.ToJsonString());
        var hole = $"\"{Hole}\"";
        for (var at = mutated.ToString().IndexOf(hole, StringComparison.Ordinal); at >= 0; at = mutated.ToString().IndexOf(hole, StringComparison.Ordinal))
        {
            mutated.Remove(at, hole.Length).Insert(at, Any(NastyValues.Json));
        }

        return mutated.ToString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject own => [own, .. own.SelectMany(member => Objects(member.Value))],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private bool IsOne(int among) => random.Next(among) == 0;

    private T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
