using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Components.Reviews;

namespace HybridShop.Components.Catalog;

/// <summary>Where a product stands in its life. Nothing with history is deleted: DELETE means <see cref="Withdrawn"/>.</summary>
public enum ProductStatus
{
    /// <summary>Being prepared; only staff and its creator see it.</summary>
    Draft = 0,

    /// <summary>On the shelves.</summary>
    Published = 1,

    /// <summary>Taken off; its page answers 410.</summary>
    Withdrawn = 2,
}

/// <summary>What lists say of the stock. Lists change when this changes, not at every piece.</summary>
public enum Availability
{
    /// <summary>None left.</summary>
    SoldOut = 0,

    /// <summary>At or below the product's low-stock threshold.</summary>
    FewLeft = 1,

    /// <summary>Above the threshold.</summary>
    InStock = 2,
}

/// <summary>A picture as a page shows it.</summary>
/// <param name="Address">Root-relative address of a file that everybody can show, in its full width, such as /media/3f…-1200.jpg. A drawing's is .svg.</param>
/// <param name="Alt">What it shows, for those who do not see it; may be empty.</param>
/// <param name="Caption">A line below it, or null.</param>
/// <param name="Width">Pixels; 0 when unknown.</param>
/// <param name="Height">Pixels; 0 when unknown.</param>
public sealed record Picture(string Address, string Alt, string? Caption = null, int Width = 0, int Height = 0)
{
    /// <summary>The same in other widths and kinds; a drawing has its bitmap here. Empty for a picture that is there in one file only.</summary>
    public IReadOnlyList<PictureSource> Sources => PictureFiles.SourcesOf(Address);
}

/// <summary>A product as programs read it, with everything that a product's writers set.</summary>
/// <remarks>Lists for people read of it what a tile shows (<see cref="CatalogFilter.IsWhole"/>).</remarks>
[DisplayName("ProductItem")]
public record ProductSummary
{
    /// <summary>Id.</summary>
    public required int Id { get; init; }

    /// <summary>Name, 1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its page is /products/{slug}.</summary>
    public required string Slug { get; init; }

    /// <summary>Stock keeping unit, unique in the shop, or null.</summary>
    public required string? Sku { get; init; }

    /// <summary>First sentences of the description as plain text, at most 500 characters; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Description in Markdown, at most 20,000 characters; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Price in the shop's currency.</summary>
    public required Money Price { get; init; }

    /// <summary>The shop's currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Whole pieces that can be bought, never negative.</summary>
    public required int Stock { get; init; }

    /// <summary>At or below this many pieces lists say "few left".</summary>
    public required int LowStockThreshold { get; init; }

    /// <summary>Coarse availability.</summary>
    public Availability Availability => AvailabilityOf(Stock, LowStockThreshold);

    /// <summary>Its category.</summary>
    public required CategoryLink Category { get; init; }

    /// <summary>Options of this variant ("Color: Red; Size: M"), or null.</summary>
    public required string? Options { get; init; }

    /// <summary>What its variants have in common, or null when it has none.</summary>
    public required int? GroupId { get; init; }

    /// <summary>Draft, published or withdrawn; others than its writers see published ones alone.</summary>
    public required ProductStatus Status { get; init; }

    /// <summary>First picture, or null when it has none.</summary>
    [JsonIgnore]
    public required Picture? Picture { get; init; }

    /// <summary>Address of its first picture from the site's root, or null.</summary>
    [JsonPropertyName("picture")]
    public string? PictureAddress => Picture is null ? null : PictureFiles.SmallOf(Picture.Address);

    /// <summary>Average of the public ratings, 0 without reviews.</summary>
    public required Rating AverageRating { get; init; }

    /// <summary>Public reviews.</summary>
    public required int ReviewCount { get; init; }

    /// <summary>Who made it, or null when that account is gone.</summary>
    public required UserLink? CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>When its fields were changed last, UTC.</summary>
    public required DateTime UpdatedUtc { get; init; }

    /// <summary>Rises with every edit of fields, never with stock or ratings.</summary>
    public required int Version { get; init; }

    /// <summary>The rule of <see cref="Availability"/>; the database's facet query says the same.</summary>
    public static Availability AvailabilityOf(int stock, int lowStockThreshold) =>
        stock == 0 ? Availability.SoldOut : stock <= lowStockThreshold ? Availability.FewLeft : Availability.InStock;
}

/// <summary>A product with what belongs to it.</summary>
[DisplayName("ProductItemDetails")]
public sealed record ProductDetails : ProductSummary
{
    /// <summary>The product itself, to which the rest is added.</summary>
    [SetsRequiredMembers]
    public ProductDetails(ProductSummary product)
        : base(product)
    {
    }

    /// <summary>What tells this state of it from another.</summary>
    [JsonIgnore]
    public ProductETag Stamp { get; init; } = new(0, 0, 0);

    /// <summary>The summary as HTML with its links and line ends; null where the plain text says all.</summary>
    [JsonIgnore]
    public string? LeadHtml { get; init; }

    /// <summary>Clean HTML of the measures, a definition list's rows; may be empty.</summary>
    [JsonIgnore]
    public string SpecsHtml { get; init; } = "";

    /// <summary>Clean HTML of the description without its lead and measures; may be empty.</summary>
    [JsonIgnore]
    public string BodyHtml { get; init; } = "";

    /// <summary>Number of public reviews by rating; index 0 is a rating of one.</summary>
    public required IReadOnlyList<int> ReviewsByRating { get; init; } = [];

    /// <summary>The newest public reviews, at most five.</summary>
    public required IReadOnlyList<ReviewItem> Reviews { get; init; } = [];

    /// <summary>All pictures in order.</summary>
    public required IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>All published variants of its group, itself included; empty without a group.</summary>
    public required IReadOnlyList<ProductVariant> Variants { get; init; } = [];
}

/// <summary>What tells one state of a product's <see cref="ProductDetails"/> from another.</summary>
/// <param name="Version">Rises with every edit of fields.</param>
/// <param name="Stock">Pieces on hand.</param>
/// <param name="Revision">The feed's number of the last change that shows in it.</param>
public sealed record ProductETag(int Version, int Stock, long Revision);

/// <summary>One of a product's variants.</summary>
public sealed record ProductVariant(int Id, string Slug, string Options, int Stock, int LowStockThreshold, Money Price, Picture? Picture);

/// <summary>What is known at a product's address.</summary>
/// <param name="Product">The product, or null.</param>
/// <param name="MovedTo">Its present slug when the address is an old one (301).</param>
/// <param name="WithdrawnName">Its name when it was taken off the shelves (410).</param>
public sealed record ProductLookup(ProductDetails? Product, string? MovedTo = null, string? WithdrawnName = null)
{
    /// <summary>Path from the department down to its category.</summary>
    public IReadOnlyList<CategoryLink> Path { get; init; } = [];

    /// <summary>Up to four neighbors of the same department.</summary>
    public IReadOnlyList<ProductSummary> Neighbors { get; init; } = [];
}

/// <summary>A category's name and address.</summary>
public sealed record CategoryLink(int Id, string Name, string Slug);

/// <summary>A category in the tree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name, unique among its siblings.</param>
/// <param name="Slug">Its page is /categories/{slug}.</param>
/// <param name="Description">May be empty.</param>
/// <param name="ParentId">Null for a department.</param>
/// <param name="ProductCount">Listed products in it and below it.</param>
/// <param name="Children">Ordered by name.</param>
public sealed record CategoryNode(
    int Id, string Name, string Slug, string Description, int? ParentId, int ProductCount, IReadOnlyList<CategoryNode> Children);
