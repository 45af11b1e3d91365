using System.Globalization;

namespace HybridShop.Components.Shared;

/// <summary>How a person is shown in small: initials on a color, the same everywhere.</summary>
internal static class PersonMark
{
    /// <summary>Classes of dashboard.css.</summary>
    private static readonly string[] Colors = ["a", "b", "c"];

    public static string InitialsOf(string name) => string
        .Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => StringInfo.GetNextTextElement(word)))
        .ToUpper(CultureInfo.CurrentCulture);

    public static string ColorOf(string name) => Colors[name.Sum(letter => letter) % Colors.Length];
}
