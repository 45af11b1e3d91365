using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridShop.Web.Api;

/// <summary>
/// An edit out of a body: a JSON Merge Patch (RFC 7396) upon what stands there, or the whole of it for a PUT. A patch may carry "seen": what the sender saw
/// in the members that it changes, so that two who change different members both win and the second at the same one is told.
/// </summary>
/// <param name="body">The body; it is read once for each attempt at the write.</param>
/// <param name="isWhole">Whether it is the whole input, as of a PUT.</param>
/// <param name="options">How the API reads JSON.</param>
/// <param name="versions">See <see cref="IEdit{T}.Versions"/>.</param>
/// <param name="refuse">Looks at the body before it is read, for members that are not changed in this way; null when it may be read.</param>
internal sealed class MergePatch<T>(
    JsonObject body, bool isWhole, JsonSerializerOptions options, IReadOnlyCollection<int>? versions = null,
    Func<JsonObject, Refusal?>? refuse = null) : IEdit<T>
{
    private const string SeenMember = "seen";

    /// <summary>Names of the members that null says nothing of (<see cref="KeptUnlessSetAttribute"/>).</summary>
    private static readonly string[] Kept = [.. typeof(T).GetProperties()
        .Where(property => property.IsDefined(typeof(KeptUnlessSetAttribute))).Select(property => ApiNames.Policy.ConvertName(property.Name))];

    public IReadOnlyCollection<int>? Versions => versions;

    public Outcome<Edit<T>> On(T now)
    {
        if (refuse?.Invoke(body) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var read = body.DeepClone().AsObject();
            return Outcome.Done(isWhole ? new Edit<T>(now, Whole(read)) : Patch(now, read));
        }
        catch (JsonException e)
        {
            // A value and no exception: after one, the writer would have to prepare its statements anew for everybody.
            return JsonRefusal.Of(e);
        }
    }

    private T Whole(JsonObject whole)
    {
        JsonAliases.Resolve(whole, typeof(T), "$");
        return whole.Deserialize<T>(options)!;
    }

    private Edit<T> Patch(T now, JsonObject patch)
    {
        var seen = patch[SeenMember];
        if (seen is not null and not JsonObject)
        {
            throw new JsonException(null, "$." + SeenMember, null, null);
        }

        patch.Remove(SeenMember);
        return new(seen is JsonObject known ? Apply(now, known, "$." + SeenMember) : now, Apply(now, patch, "$"));
    }

    private T Apply(T now, JsonObject patch, string place)
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
