using System.Globalization;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>Fields that name a category.</summary>
internal static class CategoryKinds
{
    /// <summary>Id of a category; 0 is none yet.</summary>
    public static FieldKind<int> Category { get; } = new()
    {
        Format = id => id == 0 ? "" : id.ToString(CultureInfo.InvariantCulture),
        TryParse = IsId,
        Unclear = () => CatalogText.CategoryMissing,
        Say = NameOf,
    };

    /// <summary>Id of the category above, or null for the top.</summary>
    public static FieldKind<int?> Parent { get; } = new()
    {
        Format = id => id?.ToString(CultureInfo.InvariantCulture) ?? "",
        TryParse = (string text, out int? id) =>
        {
            var isId = IsId(text, out var number);
            id = isId ? number : null;
            return isId || text.Length == 0;
        },
        Unclear = () => CatalogText.CategoryMissing,
        Say = (id, nameOfCategory) => id is { } known ? NameOf(known, nameOfCategory) : CatalogText.TopLevel,
    };

    private static bool IsId(string text, out int id) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static string NameOf(int id, Func<int, string?> nameOfCategory) =>
        nameOfCategory(id) ?? Texts.Format(CatalogText.CategoryGone, id);
}
