using HybridShop.Components.Accounts;
using HybridShop.Components.Stock;
using HybridShop.Web.Api;

namespace HybridShop.Web.Stock;

/// <summary>Stock and its ledger for programs.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder api)
    {
        var stock = api.MapGroup("").WithTags("Stock").RequireAuthorization();
        stock.MapGet("/stock", ListAsync).RequireAuthorization(ShopPolicies.Staff).Produces<PageOf<StockLevel>>(StatusCodes.Status200OK)
            .ProducesProblems(400, 401, 403, 404);
        stock.MapGet("/products/{id:int}/stock-movements", ListMovementsAsync)
            .Produces<PageOf<StockMovementItem>>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404);
        stock.MapPost("/products/{id:int}/stock-adjustments", AdjustAsync)
            .Produces<StockChanged>(StatusCodes.Status201Created).Produces<StockChanged>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409);

        // A row that breaks a rule is to be told in its place, and to hold up no other.
        stock.MapPost("/stock-adjustments", AdjustManyAsync).DisableValidation().Produces<StockBatchAnswer>(StatusCodes.Status200OK)
            .ProducesProblems(400, 401, 403);
        stock.MapPost("/stock-movements/{id:long}/undo", UndoAsync).Produces<StockChanged>(StatusCodes.Status201Created)
            .ProducesProblems(400, 401, 403, 404, 409);
    }

    /// <summary>The stock of all products that are not withdrawn, a page at a time. Staff and admins only.</summary>
    private static async Task<IResult> ListAsync([AsParameters] StockListRequest asked, HttpContext http, IStockService stock, CancellationToken ct) =>
        await asked.ToQuery().ToHttpResultAsync(async query =>
        {
            var page = await stock.ListLevelsAsync(query, http.User.RequireShopActor(), ct);
            return query.Category is { } slug && page.Categories.All(category => category.Slug != slug)
                ? OutcomeResults.Invalid(new OutcomeError(nameof(query.Category), Texts.Format(ApiText.CategoryUnknown, slug)))
                : ApiLists.Page(http, page.Levels, asked);
        });

    /// <summary>The ledger of a product, newest first. Its own seller, staff and admins may read it.</summary>
    private static async Task<IResult> ListMovementsAsync(
        int id, [AsParameters] ListRequest asked, HttpContext http, IStockService stock, CancellationToken ct) =>
        (await stock.ListMovementsAsync(id, asked.PageOrFirst, asked.SizeOrDefault, http.User.RequireShopActor(), ct))
        .ToHttpResult(page => ApiLists.Page(http, page, asked));

    /// <summary>Moves the stock of a product. Its own seller, staff and admins may.</summary>
    /// <remarks>
    /// Either `delta`, or `set_to` with the number that was `seen`: that becomes the delta between the two, so that what was sold meanwhile stays sold.
    /// 200 when there is nothing to change. Never below zero: a 409 has the present stock in `current`.
    /// </remarks>
    private static async Task<IResult> AdjustAsync(int id, StockAdjustment adjustment, HttpContext http, IStockService stock, CancellationToken ct)
    {
        if (adjustment.ProductId != 0 && adjustment.ProductId != id)
        {
            return OutcomeResults.Invalid(new OutcomeError(nameof(adjustment.ProductId), ApiText.DiffersFromAddress));
        }

        adjustment.ProductId = id;
        return (await stock.AdjustAsync(adjustment, http.User.RequireShopActor(), ct)).ToHttpResult(Changed);
    }

    /// <summary>Up to 500 stock acts at once, each for itself: a refused one holds no other up.</summary>
    /// <remarks>200 says that each was tried; `status` of each row says how it ended.</remarks>
    private static async Task<IResult> AdjustManyAsync(StockBatchRequest batch, HttpContext http, IStockService stock, CancellationToken ct)
    {
        if (batch.Validate() is { } refusal)
        {
            return OutcomeResults.Invalid(refusal.Errors);
        }

        var outcome = await stock.AdjustManyAsync(batch.Rows, http.User.RequireShopActor(), ct);
        return outcome.ToHttpResult(done => TypedResults.Ok(
            new StockBatchAnswer(done.Batch, [.. batch.Rows.Zip(done.Rows, (row, result) => StockBatchItem.Of(row.ProductId, result))])));
    }

    /// <summary>Takes a movement back by the opposite one, once. First counts, imports and undos cannot be taken back.</summary>
    private static async Task<IResult> UndoAsync(long id, HttpContext http, IStockService stock, CancellationToken ct) =>
        (await stock.UndoAsync(id, http.User.RequireShopActor(), ct)).ToHttpResult(Changed);

    private static IResult Changed(StockChanged changed) =>
        StockBatchItem.StatusOf(changed) == StatusCodes.Status201Created ? TypedResults.Created((string?)null, changed) : TypedResults.Ok(changed);
}
