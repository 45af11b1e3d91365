using HybridShop.Components.Catalog.Pictures;

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

/// <summary>A product as a tile shows it.</summary>
public record ProductSummary
{
    /// <summary>Id, also of its page's marked nodes.</summary>
    public required int Id { get; init; }

    /// <summary>Its page is /products/{slug}.</summary>
    public required string Slug { get; init; }

    /// <summary>Name, at most 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>First sentences of the description as plain text, at most 500 characters; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Price in minor units of the shop's currency.</summary>
    public required long PriceMinor { get; init; }

    /// <summary>Whole pieces that can be bought, never negative.</summary>
    public required int Stock { get; init; }

    /// <summary>At or below this many pieces lists say "few left".</summary>
    public required int LowStockThreshold { get; init; }

    /// <summary>Public reviews.</summary>
    public required int ReviewCount { get; init; }

    /// <summary>Average of the public ratings in thousandths (4600 is 4.6); 0 without reviews.</summary>
    public required int RatingMilli { get; init; }

    /// <summary>First picture, or null when it has none.</summary>
    public required Picture? Picture { get; init; }

    /// <summary>Id of its category.</summary>
    public required int CategoryId { get; init; }

    /// <summary>Coarse availability.</summary>
    public Availability Availability => AvailabilityOf(Stock, LowStockThreshold);

    /// <summary>The rule itself; the database's facet query says the same.</summary>
    public static Availability AvailabilityOf(int stock, int lowStockThreshold)
    {
        if (stock == 0)
        {
            return Availability.SoldOut;
        }

        return stock <= lowStockThreshold ? Availability.FewLeft : Availability.InStock;
    }
}

/// <summary>A product as its own page shows it.</summary>
public sealed record ProductDetails : ProductSummary
{
    /// <summary>Stock keeping unit, or null.</summary>
    public required string? Sku { get; init; }

    /// <summary>The summary as HTML with its links and line ends; null where the plain text says all.</summary>
    public string? LeadHtml { get; init; }

    /// <summary>Clean HTML of the measures, a definition list's rows; may be empty.</summary>
    public required string SpecsHtml { get; init; }

    /// <summary>Clean HTML of the description without its lead and measures; may be empty.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>Options of this variant ("Color: Red; Size: M"), or null.</summary>
    public required string? Options { get; init; }

    /// <summary>All variants of its group, itself included; empty without a group.</summary>
    public required IReadOnlyList<ProductVariant> Variants { get; init; }

    /// <summary>All pictures in order.</summary>
    public required IReadOnlyList<Picture> Pictures { get; init; }

    /// <summary>Number of public reviews by rating; index 0 is one stroke, index 4 is five.</summary>
    public required IReadOnlyList<int> ReviewsByRating { get; init; }

    /// <summary>Rises with every edit of fields, never with stock or ratings.</summary>
    public required int Version { get; init; }

    /// <summary>Who made it, or null when that user is gone.</summary>
    public required int? CreatedById { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>Path from the department down to its category.</summary>
    public required IReadOnlyList<CategoryLink> Path { get; init; }

    /// <summary>Up to four neighbors of the same department.</summary>
    public required IReadOnlyList<ProductSummary> Neighbors { get; init; }
}

/// <summary>One of a product's variants.</summary>
public sealed record ProductVariant(int Id, string Slug, string Options, int Stock, int LowStockThreshold, long PriceMinor, Picture? Picture);

/// <summary>What is known at a product's address.</summary>
/// <param name="Product">The product, or null.</param>
/// <param name="MovedTo">Its present slug when the address is an old one (301).</param>
/// <param name="WithdrawnName">Its name when it was taken off the shelves (410).</param>
public sealed record ProductLookup(ProductDetails? Product, string? MovedTo = null, string? WithdrawnName = null);

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
