using System.Globalization;

namespace HybridShop;

/// <summary>A field of the category editor: how it is typed, and how what stands in the shop would be typed.</summary>
/// <param name="Name">Its name in <see cref="CategoryEdit"/> and <see cref="CategoryInput"/>, by which errors and conflicts speak of it.</param>
/// <param name="Read">What is typed.</param>
/// <param name="Write">Types.</param>
/// <param name="InShop">The shop's value as it would be typed.</param>
internal sealed record CategoryField(
    string Name, Func<CategoryForm, string> Read, Action<CategoryForm, string> Write, Func<CategoryEntry, string> InShop)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CategoryField> All { get; } =
    [
        new(nameof(CategoryEdit.Name), form => form.Name, (form, text) => form.Name = text, entry => entry.Name),
        new(nameof(CategoryEdit.ParentId), form => form.ParentId, (form, text) => form.ParentId = text,
            entry => entry.ParentId?.ToString(CultureInfo.InvariantCulture) ?? ""),

        // A browser's text area knows one kind of line end.
        new(nameof(CategoryEdit.Description), form => form.Description, (form, text) => form.Description = text,
            entry => entry.Description.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')),
    ];
}
