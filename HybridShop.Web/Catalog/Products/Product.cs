using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Accounts;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Products;

/// <summary>One sellable thing. Variants are products of one group; lists show the one with <see cref="VariantRank"/> 0.</summary>
internal sealed class Product : ITimestamped
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Slug { get; set; }

    public string? Sku { get; set; }

    /// <summary>Markdown, as typed. The three texts below are made from it when it is saved (<see cref="ProductDescription"/>).</summary>
    public string Description { get; set; } = "";

    public string Summary { get; set; } = "";

    /// <summary>The summary with its links and line ends; null where it has none, or where the lead is too long to be it.</summary>
    public string? LeadHtml { get; set; }

    public string SpecsHtml { get; set; } = "";

    public string BodyHtml { get; set; } = "";

    /// <summary>Folded name, number and summary (<see cref="SearchWords"/>).</summary>
    public string SearchText { get; set; } = "";

    public Money Price { get; set; }

    /// <summary>Moves only by <see cref="Stock.StockLedger"/>, together with a ledger line.</summary>
    public int Stock { get; set; }

    public int LowStockThreshold { get; set; }

    public int CategoryId { get; set; }

    public Category? Category { get; set; }

    public int? GroupId { get; set; }

    public ProductGroup? Group { get; set; }

    /// <summary>Place among the variants; 0 is the lead, and every product without a group is its own.</summary>
    public int VariantRank { get; set; }

    public string? Options { get; set; }

    /// <summary>Where an import found it, so that a second run finds it again; null for products made here.</summary>
    public string? SourceKey { get; set; }

    public int? CreatedById { get; set; }

    public ShopUser? CreatedBy { get; set; }

    public ProductStatus Status { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }

    /// <summary>Rises with edits of fields only, never with stock or ratings, so that neither disturbs an open edit.</summary>
    public int Version { get; set; } = 1;

    public int Stars1 { get; set; }

    public int Stars2 { get; set; }

    public int Stars3 { get; set; }

    public int Stars4 { get; set; }

    public int Stars5 { get; set; }

    /// <summary>Computed by the database from the five counts.</summary>
    public int ReviewCount { get; private set; }

    /// <summary>0 without reviews; computed by the database from the five counts.</summary>
    public Rating AverageRating { get; private set; }

    public List<ProductImage> Images { get; } = [];

    public Availability Availability => ProductSummary.AvailabilityOf(Stock, LowStockThreshold);
}

/// <summary>What binds variants together.</summary>
internal sealed class ProductGroup
{
    public int Id { get; set; }

    public string? SourceKey { get; set; }
}

/// <summary>An earlier slug of a product: its address goes on leading there.</summary>
internal sealed class ProductSlug
{
    public required string Slug { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }
}

internal sealed class ProductImage
{
    public const int SourceLength = 2_000;

    public int Id { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    public int Position { get; set; }

    /// <summary>Gallery pictures fill their frame; a cut-out stands on the home page's shelf; a removed one can be put back.</summary>
    public ProductImageRole Role { get; set; }

    /// <summary>
    /// The file under media/ of the data folder that stands for all of the picture's (<see cref="PictureFiles"/>), named after their content; null while
    /// only <see cref="SourceAddress"/> is known.
    /// </summary>
    public string? File { get; set; }

    public string? SourceAddress { get; set; }

    public string Alt { get; set; } = "";

    public string? Caption { get; set; }

    /// <summary>Full width in pixels.</summary>
    public int Width { get; set; }

    public int Height { get; set; }
}

internal enum ProductImageRole
{
    Gallery = 0,
    CutOut = 1,
    Removed = 2,
}
