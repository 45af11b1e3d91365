using System.Globalization;
using System.Text.Json.Serialization;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>
/// What is typed into the category editor, as typed: all that would be lost with the page. It can be put away as JSON and taken out again.
/// </summary>
public sealed class CategoryForm : IEditorForm
{
    /// <summary>The category, or null for a new one.</summary>
    public int? CategoryId { get; set; }

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Description.</summary>
    public string Description { get; set; } = "";

    /// <summary>Id of the category that it lies in; empty for a department.</summary>
    public string ParentId { get; set; } = "";

    /// <inheritdoc />
    public Dictionary<string, string> Seen { get; set; } = [];

    /// <summary>What it is kept by: one form for each category, and one for a new one.</summary>
    [JsonIgnore]
    public string Key => KeyOf(CategoryId);

    /// <summary>Whether it holds anything that would be missed.</summary>
    [JsonIgnore]
    public bool IsTouched => Seen.Count > 0 || (CategoryId is null && (Name.Length > 0 || Description.Length > 0));

    /// <summary>See <see cref="Key"/>.</summary>
    public static string KeyOf(int? categoryId) => "category:" + (categoryId?.ToString(CultureInfo.InvariantCulture) ?? "new");

    /// <summary>The category that is typed to be its parent; null for the top.</summary>
    public static int? ParentOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The form as it is now, for a save during which it is typed on.</summary>
    public CategoryForm Copy()
    {
        var copy = (CategoryForm)MemberwiseClone();
        copy.Seen = new(Seen);
        return copy;
    }
}
