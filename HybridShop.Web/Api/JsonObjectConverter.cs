using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HybridShop.Web.Api;

/// <summary>
/// Reads the bodies that are taken as bare objects as strictly as all others: the framework notices a member that is there twice,
/// or half a character, only when it is used, and not as a fault of the sender.
/// </summary>
internal sealed class JsonObjectConverter : JsonConverter<JsonObject>
{
    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        Check(element, "$");
        return element.ValueKind == JsonValueKind.Object ? JsonObject.Create(element)! : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);

    private static void Check(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            _ = TextOf(place, element.GetString);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, item) in element.EnumerateArray().Index())
            {
                Check(item, $"{place}[{i}]");
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>();
            foreach (var member in element.EnumerateObject())
            {
                var inner = $"{place}.{TextOf(place, () => member.Name)}";
                Check(member.Value, names.Add(inner) ? inner : throw new JsonException("Duplicate property", inner, null, null));
            }
        }
    }

    /// <summary>Half a surrogate pair is a text to the reader of the body, and none to whoever asks for it.</summary>
    private static string TextOf(string place, Func<string?> read)
    {
        try
        {
            return read()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("Half a surrogate pair", place, null, null, e);
        }
    }
}
