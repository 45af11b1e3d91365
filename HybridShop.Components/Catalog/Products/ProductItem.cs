using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HybridShop.Components.Accounts;
using HybridShop.Components.Reviews;

namespace HybridShop.Components.Catalog.Products;

/// <summary>A product as programs read it, with everything that a product's writers set.</summary>
public record ProductItem
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

    /// <summary>Price in minor units; in JSON a decimal number in major units.</summary>
    public required long PriceMinor { get; init; }

    /// <summary>The shop's currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Whole pieces that can be bought, never negative.</summary>
    public required int Stock { get; init; }

    /// <summary>At or below this many pieces lists say "few left".</summary>
    public required int LowStockThreshold { get; init; }

    /// <summary>Coarse availability.</summary>
    public Availability Availability => ProductSummary.AvailabilityOf(Stock, LowStockThreshold);

    /// <summary>Its category.</summary>
    public required CategoryLink Category { get; init; }

    /// <summary>Options of this variant ("Color: Red; Size: M"), or null.</summary>
    public required string? Options { get; init; }

    /// <summary>What its variants have in common, or null when it has none.</summary>
    public required int? GroupId { get; init; }

    /// <summary>Draft, published or withdrawn; others than its writers see published ones alone.</summary>
    public required ProductStatus Status { get; init; }

    /// <summary>Address of its first picture from the site's root, or null.</summary>
    public required string? Picture { get; init; }

    /// <summary>Average of the public ratings, 0 without reviews; in thousandths, in JSON a decimal number.</summary>
    public required int RatingMilli { get; init; }

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
}

/// <summary>A product with what belongs to it.</summary>
public sealed record ProductItemDetails : ProductItem
{
    /// <summary>The product itself, to which the rest is added.</summary>
    [SetsRequiredMembers]
    public ProductItemDetails(ProductItem product)
        : base(product) => (Stamp, ReviewsByRating, Reviews, Pictures, Variants) = (new(product.Version, product.Stock, 0), [], [], [], []);

    /// <summary>Most reviews that come with a product; the others are a list of their own.</summary>
    public const int ReviewsShown = 5;

    /// <summary>What tells this state of it from another.</summary>
    [JsonIgnore]
    public required ProductETag Stamp { get; init; }

    /// <summary>Number of public reviews by rating; index 0 is a rating of one.</summary>
    public required IReadOnlyList<int> ReviewsByRating { get; init; }

    /// <summary>The newest public reviews, at most five.</summary>
    public required IReadOnlyList<ReviewItem> Reviews { get; init; }

    /// <summary>All pictures in order.</summary>
    public required IReadOnlyList<Picture> Pictures { get; init; }

    /// <summary>All published variants of its group, itself included; empty without a group.</summary>
    public required IReadOnlyList<ProductVariant> Variants { get; init; }
}

/// <summary>What tells one state of a product's <see cref="ProductItemDetails"/> from another.</summary>
/// <param name="Version">Rises with every edit of fields.</param>
/// <param name="Stock">Pieces on hand.</param>
/// <param name="Revision">The feed's number of the last change that shows in it.</param>
public sealed record ProductETag(int Version, int Stock, long Revision);
