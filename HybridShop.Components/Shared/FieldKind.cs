using System.Globalization;

namespace HybridShop.Components.Shared;

/// <summary>Reads a typed text; false when it cannot be understood.</summary>
internal delegate bool TryParse<TValue>(string text, out TValue value);

/// <summary>How values of one kind are typed, read and said.</summary>
internal sealed class FieldKind<TValue>
{
    /// <summary>As it is typed, whatever the language.</summary>
    public required Func<TValue, string> Format { get; init; }

    public required TryParse<TValue> TryParse { get; init; }

    /// <summary>The sentence about what cannot be understood.</summary>
    public Func<string> Unclear { get; init; } = () => "";

    /// <summary>As people read it; the second argument names categories.</summary>
    public Func<TValue, Func<int, string?>, string> Say { get => field ?? ((value, _) => Format(value)); init; }

    public IEqualityComparer<TValue> Comparer { get; init; } = EqualityComparer<TValue>.Default;
}

/// <summary>The kinds of fields.</summary>
internal static class FieldKinds
{
    public static FieldKind<string> Text { get; } = new() { Format = text => text, TryParse = Read };

    /// <summary>Text that may be null, which is not the same as empty.</summary>
    public static FieldKind<string?> TextOrNull { get; } = new() { Format = text => text ?? "", TryParse = Read };

    /// <summary>Text where nothing typed is null.</summary>
    public static FieldKind<string?> OptionalText { get; } = new()
    {
        Format = text => text ?? "",
        TryParse = (string text, out string? value) => Read(string.IsNullOrWhiteSpace(text) ? null : text, out value),
    };

    /// <summary>Text of several lines. A browser's text area gives it back with one kind of line end, which is no change.</summary>
    public static FieldKind<string> Lines { get; } = new() { Format = text => text.ReplaceLineEndings("\n"), TryParse = Read };

    public static FieldKind<bool> Flag { get; } = new() { Format = value => value ? "true" : "false", TryParse = bool.TryParse };

    /// <summary>Words whose order does not matter.</summary>
    public static FieldKind<IReadOnlyList<string>> Words { get; } = new()
    {
        Format = words => string.Join(", ", words),
        TryParse = (string text, out IReadOnlyList<string> words) =>
        {
            words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return true;
        },
        Comparer = EqualityComparer<IReadOnlyList<string>>.Create((one, other) => one!.ToHashSet().SetEquals(other!), words => words.Count),
    };

    /// <summary>A whole number that may be null.</summary>
    public static FieldKind<int?> OptionalNumber { get; } = new()
    {
        Format = number => number?.ToString(CultureInfo.InvariantCulture) ?? "",
        TryParse = (string text, out int? number) =>
        {
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known);
            number = isNumber ? known : null;
            return isNumber || text.Length == 0;
        },
    };

    public static FieldKind<int> Number(Func<string> unclear) => new()
    {
        Format = number => number.ToString(CultureInfo.InvariantCulture),
        TryParse = (string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number),
        Unclear = unclear,
    };

    /// <summary>One of a few words, which <paramref name="say"/> says to people.</summary>
    public static FieldKind<TChoice?> Choice<TChoice>(Func<TChoice, string> say)
        where TChoice : struct, Enum => new()
        {
            Format = choice => choice?.ToString() ?? "",
            TryParse = (string text, out TChoice? choice) =>
            {
                var isKnown = Enum.TryParse<TChoice>(text, out var known);
                choice = isKnown ? known : null;
                return isKnown || text.Length == 0;
            },
            Say = (choice, _) => choice is { } known ? say(known) : "",
        };

    private static bool Read<T>(T text, out T value)
    {
        value = text;
        return true;
    }
}
