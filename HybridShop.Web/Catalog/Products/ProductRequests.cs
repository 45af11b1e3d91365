using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace HybridShop.Web.Catalog.Products;

/// <summary>What a list of products may be asked for.</summary>
internal sealed class ProductListRequest : ListRequest
{
    /// <summary>The orders, by the words of the address.</summary>
    public static readonly IReadOnlyDictionary<string, CatalogSort> Sorts = new Dictionary<string, CatalogSort>
    {
        ["-created_at"] = CatalogSort.Newest,
        ["price"] = CatalogSort.PriceUp,
        ["-price"] = CatalogSort.PriceDown,
        ["-average_rating"] = CatalogSort.Rating,
        ["name"] = CatalogSort.Name,
    };

    private const double PriceBound = ProductLimits.MaxPriceMinor / 100d;

    /// <summary>Words that all must occur in name, number or summary.</summary>
    [FromQuery(Name = "q"),
        StringLength(CatalogFilter.MaxWordsLength, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.TooLong))]
    public string? Q { get; set; }

    /// <summary>Slug of a category; its whole subtree is meant.</summary>
    [FromQuery(Name = "category"),
        StringLength(CategoryLimits.SlugLength, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.TooLong))]
    public string? Category { get; set; }

    /// <summary>Lowest price in major units, inclusive.</summary>
    [FromQuery(Name = "min_price"), Range(0, PriceBound, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public decimal? MinPrice { get; set; }

    /// <summary>Highest price in major units, inclusive.</summary>
    [FromQuery(Name = "max_price"), Range(0, PriceBound, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public decimal? MaxPrice { get; set; }

    /// <summary>Lowest average rating.</summary>
    [FromQuery(Name = "min_rating"), Range(1, 5, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? MinRating { get; set; }

    /// <summary>sold_out, few_left or in_stock; may be given several times.</summary>
    [FromQuery(Name = "availability"), AllowedKeys(nameof(Availabilities))]
    public string[]? Availability { get; set; }

    /// <summary>
    /// draft, published, withdrawn or all: of the products that the caller may change. Goes with q, category, sort, page, page_size and
    /// fields. Without it, what
    /// visitors see.
    /// </summary>
    [FromQuery(Name = "status"), AllowedKeys(nameof(Statuses))]
    public string? Status { get; set; }

    /// <summary>-created_at (the default), price, -price, -average_rating or name; with status name, price, -price or -updated_at.</summary>
    [FromQuery(Name = "sort"), AllowedKeys(nameof(Sorts), nameof(OwnSorts))]
    public string? Sort { get; set; }

    /// <summary>Walks over all published products by id, variants too, from behind this one; 0 begins. Goes with page_size and fields alone.</summary>
    [FromQuery(Name = "after"), Range(0, int.MaxValue, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? After { get; set; }

    /// <summary>Names what the kind of list does not know; it is not left aside in silence.</summary>
    public Refusal? Validate()
    {
        var (isOwn, isCursorPage) = (Status is not null, After is not null);
        var isForVisitors = !isOwn && !isCursorPage;
        (string Name, bool IsGiven, bool Fits)[] parameters =
        [
            (nameof(After), isCursorPage, !isOwn), (nameof(Page), Page is not null, !isCursorPage), (nameof(Sort), Sort is not null, !isCursorPage),
            (nameof(Q), Q is not null, !isCursorPage), (nameof(Category), Category is not null, !isCursorPage),
            (nameof(MinPrice), MinPrice is not null, isForVisitors), (nameof(MaxPrice), MaxPrice is not null, isForVisitors),
            (nameof(MinRating), MinRating is not null, isForVisitors), (nameof(Availability), Availability is { Length: > 0 }, isForVisitors),
        ];
        var misplaced = parameters.FirstOrDefault(parameter => parameter.IsGiven && !parameter.Fits).Name;
        return misplaced is null ? null : Outcome.Invalid(misplaced, ApiText.ParameterMisplaced);
    }

    /// <summary>For visitors.</summary>
    public Outcome<CatalogFilter> ToFilter(Currency currency)
    {
        var sort = ApiChoice.Of(nameof(Sort), Sort ?? "-created_at", Sorts);
        var availability = (Availability ?? []).Select(word => ApiChoice.Of(nameof(Availability), word, Availabilities)).ToList();
        if (availability.Append<Outcome>(sort).FirstOrDefault(choice => !choice.IsDone) is { } refusal)
        {
            return Outcome.Invalid(refusal.Errors);
        }

        return Outcome.Done(new CatalogFilter
        {
            Words = Q,
            Category = Category,
            MinPrice = Within(MinPrice, currency, decimal.Ceiling),
            MaxPrice = Within(MaxPrice, currency, decimal.Floor),
            MinRating = MinRating,
            Availability = [.. availability.Select(choice => choice.Value)],
            Sort = sort.Value,
            Page = PageOrFirst,
            PageSize = SizeOrDefault,
        });
    }

    /// <summary>For those who look after products.</summary>
    public Outcome<ProductQuery> ToQuery()
    {
        var status = ApiChoice.Of(nameof(Status), Status!, Statuses);
        var sort = ApiChoice.Of(nameof(Sort), Sort ?? "name", OwnSorts);
        if (!status.IsDone || !sort.IsDone)
        {
            return Outcome.Invalid(status.IsDone ? sort.Errors : status.Errors);
        }

        return Outcome.Done(new ProductQuery
        {
            Words = Q, Category = Category, Status = status.Value, Sort = sort.Value.Sort, IsDescending = sort.Value.IsDescending,
            Page = PageOrFirst, PageSize = SizeOrDefault,
        });
    }

    private static readonly Dictionary<string, Availability> Availabilities = ApiChoice.Words<Availability>();

    private static readonly Dictionary<string, ProductStatus?> Statuses =
        new(ApiChoice.Words<ProductStatus>().Select(word => KeyValuePair.Create(word.Key, (ProductStatus?)word.Value))) { ["all"] = null };

    private static readonly Dictionary<string, (ProductSort Sort, bool IsDescending)> OwnSorts = new()
    {
        ["name"] = (ProductSort.Name, false),
        ["price"] = (ProductSort.Price, false),
        ["-price"] = (ProductSort.Price, true),
        ["-updated_at"] = (ProductSort.Changed, true),
    };

    /// <summary>A bound that is finer than the currency goes to the next amount within it.</summary>
    private static Money? Within(decimal? major, Currency currency, Func<decimal, decimal> round) =>
        major is { } value ? new((long)round(value / currency.ToMajor(new(1)))) : null;
}
