using System.ComponentModel;
using System.Reflection;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>Names of schemas; generated clients call their types so.</summary>
internal static class SchemaNames
{
    public const string Problem = "Problem";

    private static readonly string[] Endings = ["Input", "Patch"];

    /// <summary>Ours, or null where the framework's is good. A type that programs know by another name says it by <see cref="DisplayNameAttribute"/>.</summary>
    public static string? Of(Type type)
    {
        if (type == typeof(IFormFile))
        {
            return "File";
        }

        if (!type.IsGenericType)
        {
            return Known(type);
        }

        var kind = type.GetGenericTypeDefinition();
        if (kind == typeof(PageOf<>))
        {
            return NameOf(type.GetGenericArguments()[0]) + "Page";
        }

        return kind == typeof(CursorPage<>) ? NameOf(type.GetGenericArguments()[0]) + "Walk" : null;
    }

    /// <summary>A number with bounds, which stands where it is used.</summary>
    public static bool IsPlain(Type type) => type == typeof(Money) || type == typeof(Rating);

    /// <summary>Of a type that is not generic.</summary>
    public static string NameOf(Type row) => Known(row) ?? row.Name;

    /// <summary>What a PATCH takes of this input.</summary>
    public static string PatchOf(Type input) => Stem(input) + "Patch";

    /// <summary>What a sender of a patch has seen.</summary>
    public static string SeenOf(Type input) => Stem(input) + "Seen";

    /// <summary>What a PUT takes of this input, where it is not the whole of it.</summary>
    public static string ReplacementOf(Type input) => Stem(input) + "Replacement";

    private static string? Known(Type type) => type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName;

    private static string Stem(Type input) =>
        Endings.FirstOrDefault(end => input.Name.EndsWith(end, StringComparison.Ordinal)) is { } ending ? input.Name[..^ending.Length] : input.Name;
}
