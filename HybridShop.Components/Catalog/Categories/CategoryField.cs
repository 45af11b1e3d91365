using System.Globalization;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>The fields of the category editor.</summary>
internal static class CategoryField
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FormField<CategoryForm, CategoryEntry>> All { get; } =
    [
        new(nameof(CategoryEdit.Name), form => form.Name, (form, text) => form.Name = text, entry => entry.Name),
        new(nameof(CategoryEdit.ParentId), form => form.ParentId, (form, text) => form.ParentId = text,
            entry => entry.ParentId?.ToString(CultureInfo.InvariantCulture) ?? ""),
        new(nameof(CategoryEdit.Description), form => form.Description, (form, text) => form.Description = text,
            entry => entry.Description.AsTyped()),
    ];
}
