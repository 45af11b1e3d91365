using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace HybridShop.Components.Catalog.Products;

/// <summary>Bounds of a product's fields; the database checks the same.</summary>
public static class ProductLimits
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 255;

    /// <summary>Most characters of a slug.</summary>
    public const int SlugLength = 255;

    /// <summary>Most characters of a stock keeping unit.</summary>
    public const int SkuLength = 64;

    /// <summary>Most characters of a description in Markdown.</summary>
    public const int DescriptionLength = 20_000;

    /// <summary>Most characters of the derived summary.</summary>
    public const int SummaryLength = 500;

    /// <summary>Most characters of a variant's options.</summary>
    public const int OptionsLength = 400;

    /// <summary>Highest price in minor units: 99,999,999.99.</summary>
    public const long MaxPriceMinor = 9_999_999_999;

    /// <summary>Most pieces on hand.</summary>
    public const int MaxStock = 1_000_000_000;
}

/// <summary>A new product.</summary>
public sealed class ProductInput
{
    /// <summary>Name, 1 to 255 characters.</summary>
    [Required(ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameMissing))]
    [StringLength(ProductLimits.NameLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameTooLong))]
    public string Name { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Its address, lower-case letters, digits and dashes; null to make it from the name.</summary>
    [StringLength(ProductLimits.SlugLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.SlugInvalid))]
    [KeptUnlessSet]
    public string? Slug { get; set => field = CanonicalText.Of(value); }

    /// <summary>Stock keeping unit, unique in the shop, or null.</summary>
    [StringLength(ProductLimits.SkuLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.SkuTooLong))]
    public string? Sku { get; set => field = CanonicalText.Of(value) is { Length: > 0 } sku ? sku : null; }

    /// <summary>Description in Markdown; HTML in it is shown as text.</summary>
    [StringLength(ProductLimits.DescriptionLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.DescriptionTooLong))]
    public string Description { get; set; } = "";

    /// <summary>Price in minor units, 0 to 9,999,999,999.</summary>
    [Range(0, ProductLimits.MaxPriceMinor, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.PriceOutOfRange))]
    [JsonRequired]
    public long PriceMinor { get; set; }

    /// <summary>Id of an existing category.</summary>
    [JsonRequired]
    [JsonAlias("category")]
    public int CategoryId { get; set; }

    /// <summary>Pieces on hand at the start; afterwards stock moves only by the stock service.</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.StockNegative))]
    public int InitialStock { get; set; }

    /// <summary>At or below this many pieces lists say "few left".</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.ThresholdOutOfRange))]
    public int LowStockThreshold { get; set; } = 5;

    /// <summary>
    /// Draft or published; withdrawn is not a start. Null when nothing is said of it: a new product is a draft then, and one that is there stays as it is.
    /// </summary>
    [KeptUnlessSet]
    public ProductStatus? Status { get; set; }
}

/// <summary>Changes of a product's fields. Null means: this field was not touched. Stock is never part of it.</summary>
public sealed class ProductEdit
{
    /// <summary>The versions that the whole edit may be about; refused at any other one. Null to look at the touched fields alone.</summary>
    public IReadOnlyCollection<int>? SeenVersions { get; init; }

    /// <summary>Name.</summary>
    public FieldEdit<string>? Name { get; init => field = value?.Canonical(); }

    /// <summary>Slug; the old one keeps leading here (301).</summary>
    public FieldEdit<string>? Slug { get; init => field = value?.Canonical(); }

    /// <summary>Stock keeping unit.</summary>
    public FieldEdit<string?>? Sku { get; init => field = value?.CanonicalOrNull(); }

    /// <summary>Description in Markdown.</summary>
    public FieldEdit<string>? Description { get; init; }

    /// <summary>Price in minor units.</summary>
    public FieldEdit<long>? PriceMinor { get; init; }

    /// <summary>Category.</summary>
    public FieldEdit<int>? CategoryId { get; init; }

    /// <summary>Low-stock threshold.</summary>
    public FieldEdit<int>? LowStockThreshold { get; init; }

    /// <summary>Status: publish, back to draft, withdraw.</summary>
    public FieldEdit<ProductStatus>? Status { get; init; }
}

/// <summary>A product's fields as an editor sees them.</summary>
public sealed record ProductFields(
    int Id, string Name, string Slug, string? Sku, string Description, long PriceMinor, int CategoryId, int LowStockThreshold,
    ProductStatus Status, int Stock, int Version, int? CreatedById);
