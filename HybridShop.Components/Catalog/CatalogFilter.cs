namespace HybridShop.Components.Catalog;

/// <summary>Order of a product list. Every order ends with the id, so that pages never overlap.</summary>
public enum CatalogSort
{
    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Cheapest first.</summary>
    PriceUp,

    /// <summary>Dearest first.</summary>
    PriceDown,

    /// <summary>Best average first, more reviews first among equals.</summary>
    Rating,

    /// <summary>By name.</summary>
    Name,
}

/// <summary>What a product list shall show. Unknown category slugs find nothing; numbers are brought into their bounds.</summary>
public sealed record CatalogFilter
{
    /// <summary>Most characters of <see cref="Words"/> that are looked at.</summary>
    public const int MaxWordsLength = 100;

    /// <summary>Slug of the category whose subtree is meant; null for the whole shop.</summary>
    public string? Category { get; init; }

    /// <summary>Slugs of narrower categories; a product in any of them is shown. Empty means all.</summary>
    public IReadOnlyList<string> SubCategories { get; init; } = [];

    /// <summary>Lowest price, inclusive.</summary>
    public Money? MinPrice { get; init; }

    /// <summary>Highest price, inclusive.</summary>
    public Money? MaxPrice { get; init; }

    /// <summary>Lowest average rating, 1 to 5; null for any, reviewed or not.</summary>
    public int? MinRating { get; init; }

    /// <summary>Wanted availabilities; empty means all.</summary>
    public IReadOnlyList<Availability> Availability { get; init; } = [];

    /// <summary>Words that all must occur in name, number or summary; case and accents do not matter.</summary>
    public string? Words { get; init; }

    /// <summary>Order. With <see cref="Words"/> and the default order, matches in the name come first.</summary>
    public CatalogSort Sort { get; init; }

    /// <summary>
    /// Whether each product comes whole, as programs read it. Otherwise only what a tile shows is read of it, and the rest is empty: number, description, names
    /// of category and writer, options, status, times and version.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>Page number, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows on a page, at most <see cref="Paging.MaxSize"/>.</summary>
    public int PageSize { get; init; } = Paging.DefaultSize;
}

/// <summary>A page of a product list with what the filters beside it need.</summary>
/// <param name="Products">The rows.</param>
/// <param name="Category">The chosen category, or null for the whole shop.</param>
/// <param name="Path">From the department down to the category's parent; empty at the top.</param>
/// <param name="Facets">Counts for the filters.</param>
/// <param name="Unfiltered">Products before any filter: "74 of 96".</param>
public sealed record CatalogPage(
    PageOf<ProductSummary> Products, CategoryNode? Category, IReadOnlyList<CategoryLink> Path, CatalogFacets Facets, int Unfiltered);

/// <summary>How many products each further choice would show, the other filters kept.</summary>
/// <param name="SubCategories">Direct children of the category (departments for the whole shop) and their counts.</param>
/// <param name="Ratings">Lowest rating (4, 3) and its count.</param>
/// <param name="Availability">Each availability and its count.</param>
public sealed record CatalogFacets(
    IReadOnlyList<(CategoryLink Category, int Count)> SubCategories,
    IReadOnlyList<(int MinRating, int Count)> Ratings,
    IReadOnlyList<(Availability Availability, int Count)> Availability);

/// <summary>What the home page shows.</summary>
/// <param name="ProductCount">Listed products.</param>
/// <param name="NewThisMonthCount">Listed products that came in the last 30 days.</param>
/// <param name="FewLeftCount">Listed products with few left.</param>
/// <param name="SoldOutCount">Listed products that are sold out.</param>
/// <param name="CountedUtc">When a stock number changed last; null before the first.</param>
/// <param name="Showcase">Products with a cut-out picture for the shelf, at most seven.</param>
/// <param name="Newest">Newest ten.</param>
/// <param name="BestRated">Best five with at least ten reviews.</param>
public sealed record CatalogHome(
    int ProductCount, int NewThisMonthCount, int FewLeftCount, int SoldOutCount, DateTime? CountedUtc,
    IReadOnlyList<ShowcaseItem> Showcase, IReadOnlyList<ProductSummary> Newest, IReadOnlyList<RatedProduct> BestRated);

/// <summary>A product on the home page's shelf.</summary>
/// <param name="Product">The product.</param>
/// <param name="ShortName">Name for the shelf edge.</param>
/// <param name="CutOut">Its picture without a background.</param>
public sealed record ShowcaseItem(ProductSummary Product, string ShortName, Picture CutOut);

/// <summary>A well-rated product with the first sentence of a fitting review.</summary>
/// <param name="Product">The product.</param>
/// <param name="Quote">At most 120 characters; null when no review has words.</param>
public sealed record RatedProduct(ProductSummary Product, string? Quote);
