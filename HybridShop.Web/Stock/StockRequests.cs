using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Stock;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace HybridShop.Web.Stock;

/// <summary>What the stock list may be asked for: as the stock board's address has it.</summary>
internal sealed class StockListRequest : ListRequest
{
    private static readonly Dictionary<string, StockView> Views = new(StockAddress.Views) { ["all"] = StockView.All };

    private static readonly Dictionary<string, (StockSort Sort, bool IsDescending)> Sorts = StockAddress.Sorts
        .SelectMany(sort => new[] { KeyValuePair.Create(sort.Key, (sort.Value, false)),
            KeyValuePair.Create("-" + sort.Key, (sort.Value, true)) }).ToDictionary();

    /// <summary>Words that all must occur in name, number, options or summary.</summary>
    [FromQuery(Name = "q"),
        StringLength(CatalogFilter.MaxWordsLength, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.TooLong))]
    public string? Q { get; set; }

    /// <summary>Slug of a category; its whole subtree is meant.</summary>
    [FromQuery(Name = "category"),
        StringLength(CategoryLimits.SlugLength, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.TooLong))]
    public string? Category { get; set; }

    /// <summary>all (the default), low (few left or sold out), today (moved since midnight) or new (created this month).</summary>
    [FromQuery(Name = "view"), AllowedKeys(nameof(Views))]
    public string? View { get; set; }

    /// <summary>name (the default), number, category, on-hand or low-at; with a minus in front turned round.</summary>
    [FromQuery(Name = "sort"), AllowedKeys(nameof(Sorts))]
    public string? Sort { get; set; }

    public Outcome<StockQuery> ToQuery()
    {
        var view = ApiChoice.Of(nameof(View), View ?? "all", Views);
        var sort = ApiChoice.Of(nameof(Sort), Sort ?? "name", Sorts);
        if (!view.IsDone || !sort.IsDone)
        {
            return Outcome.Invalid(view.IsDone ? sort.Errors : view.Errors);
        }

        return Outcome.Done(new StockQuery
        {
            Words = Q, Category = Category, View = view.Value, Sort = sort.Value.Sort, IsDescending = sort.Value.IsDescending,
            Page = PageOrFirst, PageSize = SizeOrDefault,
        });
    }
}

/// <summary>Several stock acts at once.</summary>
/// <param name="Rows">1 to 500 acts, each with its `product_id`.</param>
internal sealed record StockBatchRequest(IReadOnlyList<StockAdjustment> Rows)
{
    /// <summary>JSON may have null where an act is to be.</summary>
    public Refusal? Validate() => Rows.Index().Where(row => row.Item is null)
        .Select(row => Outcome.Invalid($"{nameof(Rows)}[{row.Index}]", ApiText.MemberIsNot)).FirstOrDefault();
}

/// <summary>How several stock acts ended.</summary>
/// <param name="Batch">What their ledger lines have in common.</param>
/// <param name="Rows">One for each act, in the order of the request.</param>
internal sealed record StockBatchAnswer(Guid Batch, IReadOnlyList<StockBatchItem> Rows);

/// <summary>How one of several stock acts ended.</summary>
/// <param name="Status">What it alone would have been answered with: 201, 200 when nothing changed, or 400, 403, 404, 409.</param>
/// <param name="ProductId">The product of its row.</param>
/// <param name="Stock">Pieces on hand after it, or null.</param>
/// <param name="Delta">What it changed, or null.</param>
/// <param name="MovementId">Its line in the ledger, or null.</param>
/// <param name="Detail">Why it was refused, or null.</param>
/// <param name="Errors">What is wrong, by field, or null.</param>
/// <param name="Current">On a conflict what stands in the shop now, or null.</param>
[DisplayName("StockRow")]
internal sealed record StockBatchItem(
    int Status, int ProductId, int? Stock, int? Delta, long? MovementId, string? Detail = null, IReadOnlyDictionary<string, string[]>? Errors = null,
    IReadOnlyDictionary<string, string?>? Current = null)
{
    public static StockBatchItem Of(int productId, Outcome<StockChanged> outcome) => outcome.Value is { } changed
        ? new(StatusOf(changed), productId, changed.Stock, changed.Delta, changed.MovementId)
        : new(OutcomeResults.StatusOf(outcome.Kind), productId, null, null, null, outcome.Message, OutcomeResults.ErrorsOf(outcome),
            OutcomeResults.CurrentOf(outcome));

    public static int StatusOf(StockChanged changed) => changed.MovementId is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;
}
