using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HybridShop.Web.Api;

/// <summary>Ids that are taken by two names (<see cref="JsonAliasAttribute"/>): our own, and the one that programs for Django shops send.</summary>
internal static class JsonAliases
{
    /// <summary>Names of the members that were read, while an object is being read.</summary>
    private static readonly ConditionalWeakTable<object, HashSet<string>> Given = [];

    /// <summary>To bodies that are read as a whole.</summary>
    public static void AddTo(JsonTypeInfo type)
    {
        var twofold = type.Properties.Where(own => NameOf(own.AttributeProvider) is not null && own is { Get: not null, Set: not null }).ToList();
        if (twofold.Count == 0)
        {
            return;
        }

        // The reader knows one name of what is required, and would stop at the first that is missing; so all are asked for at the end.
        string[] required = [.. type.Properties.Where(own => own.IsRequired).Select(own => own.Name)];
        foreach (var own in type.Properties.Where(own => own.IsRequired).Except(twofold))
        {
            var set = own.Set!;
            own.Set = (target, value) => Note(target, own.Name, () => set(target, value));
        }

        twofold.ForEach(own => AddTo(type, own, NameOf(own.AttributeProvider)!));
        type.Properties.ToList().ForEach(own => own.IsRequired = false);
        type.OnDeserialized = target =>
        {
            var missing = required.Except(Given.TryGetValue(target, out var names) ? names : []).ToList();
            Given.Remove(target);
            if (missing.Count > 0)
            {
                throw new JsonException($"The JSON was missing required properties including: {string.Join(", ", missing.Select(name => $"'{name}'"))}.");
            }
        };
    }

    /// <summary>In a body that is read member by member: puts our own name in place of the other.</summary>
    /// <exception cref="JsonException">Both are there and differ.</exception>
    public static void Resolve(JsonObject body, Type input, string place)
    {
        foreach (var property in input.GetProperties())
        {
            if (NameOf(property) is not { } name || !body.TryGetPropertyValue(name, out var value))
            {
                continue;
            }

            var own = ApiNames.Policy.ConvertName(property.Name);
            if (body.TryGetPropertyValue(own, out var known) && !JsonNode.DeepEquals(known, value))
            {
                throw Differs(own, name, $"{place}.{name}");
            }

            body.Remove(name);
            body[own] = value;
        }
    }

    /// <summary>The other name of a member; null when it has none.</summary>
    public static string? NameOf(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(JsonAliasAttribute), inherit: true).OfType<JsonAliasAttribute>().FirstOrDefault()?.Name;

    private static void AddTo(JsonTypeInfo type, JsonPropertyInfo own, string name)
    {
        var (get, set) = (own.Get!, own.Set!);
        var alias = type.CreateJsonPropertyInfo(own.PropertyType, name);
        (alias.AttributeProvider, alias.Order) = (own.AttributeProvider, own.Order);
        own.Set = alias.Set = (target, value) =>
        {
            if (Given.TryGetValue(target, out var names) && names.Contains(own.Name) && !Equals(get(target), value))
            {
                throw Differs(own.Name, name);
            }

            Note(target, own.Name, () => set(target, value));
        };
        type.Properties.Add(alias);
    }

    private static void Note(object target, string name, Action set)
    {
        Given.GetOrCreateValue(target).Add(name);
        set();
    }

    private static ApiJsonException Differs(string own, string alias, string? place = null) =>
        new(Texts.Format(ApiText.AliasDiffers, own, alias), place);
}
