namespace HybridShop.Components.Catalog.Products;

/// <summary>Order of the product list. Every order ends with name and id, so that pages never overlap.</summary>
public enum ProductSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By number; products without one come last in either direction.</summary>
    Number,

    /// <summary>By the category's name.</summary>
    Category,

    /// <summary>By price.</summary>
    Price,

    /// <summary>By pieces on hand.</summary>
    Stock,

    /// <summary>By when its fields were changed last; sales do not count.</summary>
    Changed,
}

/// <summary>What the product list shall show. An unknown category finds nothing; numbers are brought into their bounds.</summary>
public sealed record ProductQuery
{
    /// <summary>Words that all must occur in name, number, options or summary; case and accents do not matter.</summary>
    public string? Words { get; init; }

    /// <summary>Only products of this status; null for all.</summary>
    public ProductStatus? Status { get; init; }

    /// <summary>Slug of the category whose subtree is meant; null for the whole shop.</summary>
    public string? Category { get; init; }

    /// <summary>Order.</summary>
    public ProductSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Page number, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows on a page, at most <see cref="Paging.MaxSize"/>.</summary>
    public int PageSize { get; init; } = 50;
}

/// <summary>How many products stand where, words and category kept.</summary>
/// <param name="Draft">Being prepared.</param>
/// <param name="Published">On the shelves.</param>
/// <param name="Withdrawn">Taken off.</param>
public sealed record ProductCounts(int Draft, int Published, int Withdrawn)
{
    /// <summary>The count of one status, or of all for null.</summary>
    public int Of(ProductStatus? status) => status switch
    {
        ProductStatus.Draft => Draft,
        ProductStatus.Published => Published,
        ProductStatus.Withdrawn => Withdrawn,
        _ => Draft + Published + Withdrawn,
    };
}

/// <summary>A product as those who look after it see it in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name with its options, as in "Work jacket (Size: M)".</param>
/// <param name="Sku">Stock keeping unit, or null.</param>
/// <param name="Category">Name of its category.</param>
/// <param name="Price">Price.</param>
/// <param name="Stock">Whole pieces on hand, never negative.</param>
/// <param name="LowStockThreshold">At or below it is "few left".</param>
/// <param name="Status">Draft, published, withdrawn.</param>
/// <param name="UpdatedUtc">When its fields were changed last, UTC.</param>
/// <param name="Sequence">The feed's number up to which this row is known; older changes are to be dropped.</param>
/// <param name="Picture">Address of its first picture from the site's root, or null.</param>
public sealed record ProductListItem(
    int Id, string Name, string? Sku, string Category, Money Price, int Stock, int LowStockThreshold, ProductStatus Status, DateTime UpdatedUtc,
    long Sequence, string? Picture = null);

/// <summary>A page of the product list.</summary>
/// <param name="Products">The rows.</param>
/// <param name="Counts">Count of each status.</param>
public sealed record ProductListResult(PageOf<ProductListItem> Products, ProductCounts Counts);

/// <summary>A description as the product's page shows it.</summary>
/// <param name="Summary">The lead as plain text; may be empty.</param>
/// <param name="SpecsHtml">Clean HTML of the measures, a definition list's rows; may be empty.</param>
/// <param name="BodyHtml">Clean HTML of the rest; may be empty.</param>
/// <param name="LeadHtml">The lead as clean HTML with its links and line ends; null where the plain text says all.</param>
public sealed record DescriptionPreview(string Summary, string SpecsHtml, string BodyHtml, string? LeadHtml = null);
