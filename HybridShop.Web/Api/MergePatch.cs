using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridShop.Web.Api;

/// <summary>
/// JSON Merge Patch (RFC 7396) upon an input as it is now. A patch may carry "seen": what the sender saw in the members that it changes, so that two who
/// change different members both win and the second at the same one is told.
/// </summary>
/// <param name="Wanted">The input with the patch in it.</param>
/// <param name="Seen">The input as the sender saw it.</param>
/// <param name="Touched">Names of the members in the patch, as in the JSON.</param>
internal sealed record MergePatch<T>(T Wanted, T Seen, IReadOnlySet<string> Touched)
{
    private const string SeenMember = "seen";

    /// <summary>Names of the members that null says nothing of (<see cref="KeptUnlessSetAttribute"/>).</summary>
    private static readonly string[] Kept = [.. typeof(T).GetProperties()
        .Where(property => property.IsDefined(typeof(KeptUnlessSetAttribute))).Select(property => ApiNames.Policy.ConvertName(property.Name))];

    /// <exception cref="BadHttpRequestException">A member that does not fit, with its place, as when a whole body does not bind.</exception>
    public static MergePatch<T> On(T now, JsonObject patch, JsonSerializerOptions options) => Read(() =>
    {
        var seen = patch[SeenMember];
        if (seen is not null and not JsonObject)
        {
            throw new JsonException(null, "$." + SeenMember, null, null);
        }

        patch.Remove(SeenMember);
        var wanted = Apply(now, patch, "$", options);
        return new(wanted, seen is JsonObject known ? Apply(now, known, "$." + SeenMember, options) : now, patch.Select(member => member.Key).ToHashSet());
    });

    /// <summary>
    /// A whole input in place of the present one: every member is touched, those that are not in the body too, but for what is kept unless
    /// it is set.
    /// </summary>
    /// <exception cref="BadHttpRequestException">As in <see cref="On"/>.</exception>
    public static MergePatch<T> Whole(T now, JsonObject body, JsonSerializerOptions options) => Read(() =>
    {
        JsonAliases.Resolve(body, typeof(T), "$");
        var left = Kept.Where(name => body[name] is null);
        return new(body.Deserialize<T>(options)!, now, options.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name).Except(left).ToHashSet());
    });

    /// <summary>A change of one field, or null when the patch leaves it alone.</summary>
    public FieldEdit<TField>? Edit<TField>(string property, Func<T, TField> read) =>
        Touched.Contains(ApiNames.Policy.ConvertName(property)) ? new(read(Seen), read(Wanted)) : null;

    private static MergePatch<T> Read(Func<MergePatch<T>> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status400BadRequest, e);
        }
    }

    private static T Apply(T now, JsonObject patch, string place, JsonSerializerOptions options)
    {
        JsonAliases.Resolve(patch, typeof(T), place);
        var json = JsonSerializer.SerializeToNode(now, options)!.AsObject();
        foreach (var (name, value) in patch)
        {
            if (value is null && Kept.Contains(name))
            {
                throw new ApiJsonException(ApiText.ValueMissing, $"{place}.{name}");
            }

            // A member that is not there cannot be taken back: it stays in, and is refused as any other unknown one.
            if (value is not null || !json.Remove(name))
            {
                json[name] = value?.DeepClone();
            }
        }

        return json.Deserialize<T>(options)!;
    }
}
