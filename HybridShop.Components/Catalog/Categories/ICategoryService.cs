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
public sealed class CategoryInput
{
    /// <summary>Name, 1 to 100 characters, unique among its siblings.</summary>
    [Required(ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameMissing))]
    [StringLength(CategoryLimits.NameLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.CategoryNameTooLong))]
    public string Name { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>A sentence or two for its page; may be empty.</summary>
    [StringLength(CategoryLimits.DescriptionLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.DescriptionTooLong))]
    public string Description { get; set; } = "";

    /// <summary>Its parent, or null for a department.</summary>
    public int? ParentId { get; set; }
}

/// <summary>Changes of a category. Null means: not touched.</summary>
public sealed class CategoryEdit
{
    /// <summary>The versions (<see cref="CategoryItem.Version"/>) that the whole edit may be about; null to look at the touched fields alone.</summary>
    public IReadOnlyCollection<int>? SeenVersions { get; init; }

    /// <summary>Name.</summary>
    public FieldEdit<string>? Name { get; init => field = value?.Canonical(); }

    /// <summary>Description.</summary>
    public FieldEdit<string>? Description { get; init; }

    /// <summary>Parent; null moves it to the top.</summary>
    public FieldEdit<int?>? ParentId { get; init; }
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
    Task<Outcome<CategoryLink>> EditAsync(int categoryId, CategoryEdit edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Deletes an empty category; conflict while it has products or children, and refused when it is none of the versions that were seen (null is any).
    /// </summary>
    Task<Outcome<CategoryLink>> DeleteAsync(int categoryId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default);
}
