using System.ComponentModel.DataAnnotations;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>Bounds of categories.</summary>
public static class CategoryLimits
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 100;

    /// <summary>Most characters of a slug.</summary>
    public const int SlugLength = 150;

    /// <summary>Most characters of a description.</summary>
    public const int DescriptionLength = 2_000;

    /// <summary>Most levels from a department down.</summary>
    public const int MaxDepth = 6;
}

/// <summary>A new category.</summary>
/// <remarks>Also one that is there, with what an edit wants of it: the same rules hold. Each property has its line in <see cref="CategoryFields"/>.</remarks>
public sealed record CategoryInput : ICopyable<CategoryInput>
{
    /// <summary>Name, 1 to 100 characters, unique among its siblings.</summary>
    [Required(ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameMissing))]
    [StringLength(CategoryLimits.NameLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.CategoryNameTooLong))]
    public string Name { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>A sentence or two for its page; may be empty.</summary>
    [StringLength(CategoryLimits.DescriptionLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.DescriptionTooLong))]
    public string Description { get; set => field = value?.Trim() ?? ""; } = "";

    /// <summary>Its parent, or null for a department.</summary>
    public int? ParentId { get; set; }

    /// <inheritdoc />
    public CategoryInput Copy() => this with { };
}

/// <summary>The fields of a category, in the order of its editor.</summary>
public sealed class CategoryFields : FieldTable<CategoryInput>
{
    /// <summary>The one table.</summary>
    public static CategoryFields All { get; } = new();

    /// <summary>Name.</summary>
    public Field<CategoryInput> Name { get; } = Of(input => input.Name, "name", FieldKinds.Text, () => CategoryText.Name);

    /// <summary>The category that it lies in.</summary>
    public Field<CategoryInput> Parent { get; } = Of(input => input.ParentId, "parent", CategoryKinds.Parent, () => CategoryText.LiesIn);

    /// <summary>Description.</summary>
    public Field<CategoryInput> Description { get; } = Of(input => input.Description, "description", FieldKinds.Lines, () => CategoryText.Description);
}

/// <summary>Looking after categories. Staff only.</summary>
public interface ICategoryService
{
    /// <summary>All categories, siblings by name, with all their products counted, drafts and withdrawn ones too.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<IReadOnlyList<CategoryEntry>> ListForStaffAsync(ShopActor actor, CancellationToken ct = default);

    /// <summary>Creates a category; its slug is made from its name.</summary>
    Task<Outcome<CategoryLink>> CreateAsync(CategoryInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes or moves a category. Never deeper than <see cref="CategoryLimits.MaxDepth"/>, never below itself.</summary>
    Task<Outcome<CategoryLink>> EditAsync(int categoryId, IEdit<CategoryInput> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Deletes an empty category; conflict while it has products or children, and refused when it is none of the versions that were seen (null is any).
    /// </summary>
    Task<Outcome<CategoryLink>> DeleteAsync(int categoryId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default);
}
