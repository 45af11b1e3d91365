using System.Text.Json.Nodes;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Api;
using HybridShop.Web.Changes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Catalog.Products;

/// <summary>Products for programs.</summary>
internal static class ProductEndpoints
{
    private const string StockMember = "stock";

    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products.MapGet("", ListAsync).Produces<PageOf<ProductSummary>>(StatusCodes.Status200OK).ProducesProblems(304, 400, 401, 403, 404, 412);
        products.MapGet("/{id:int}", FindAsync).WithName("product").Produces<ProductDetails>(StatusCodes.Status200OK).ProducesProblems(304, 404, 412);
        products.MapPost("", CreateAsync).RequireAuthorization().Produces<ProductDetails>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403);
        products.MapPut("/{id:int}", ReplaceAsync).RequireAuthorization().Accepts<ProductInput>("application/json")
            .Produces<ProductDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        products.MapPatch("/{id:int}", PatchAsync).RequireAuthorization().Accepts<ProductInput>("application/merge-patch+json", "application/json")
            .Produces<ProductDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        products.MapDelete("/{id:int}", WithdrawAsync).RequireAuthorization().Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(401, 403, 404, 409, 412);
    }

    /// <summary>Products that are listed, a page at a time, or all published ones in a walk.</summary>
    /// <remarks>Variants of one product are listed once, by their lead. With `status` sellers and staff get what they may change.</remarks>
    private static async Task<IResult> ListAsync(
        [AsParameters] ProductListRequest asked, HttpContext http, ICatalogService catalog, IProductService products,
        CacheVersions revisions, Currency currency, CancellationToken ct)
    {
        if (asked.Validate() is { } refusal)
        {
            return OutcomeResults.Invalid(refusal.Errors);
        }

        var actor = http.User.ToShopActor();
        if (EntityTags.GiveAndCompare(http, EntityTags.OfList(http, revisions.Sequence)) is { } settled)
        {
            return settled;
        }

        if (asked.Status is not null)
        {
            if (actor is null)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: ApiText.SignInNeeded);
            }

            if (!actor.IsSeller)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, detail: CatalogText.SellersOnly);
            }

            return await asked.ToQuery().ToHttpResultAsync(
                async query => ApiLists.Page(http, await WholeAsync((await products.ListAsync(query, actor, ct)).Products), asked));
        }

        return asked.After is { } after
            ? ApiLists.CursorPage(http, await catalog.ListProductsAfterAsync(after, asked.SizeOrDefault, ct), product => product.Id, asked)
            : await asked.ToFilter(currency).ToHttpResultAsync(async filter => await catalog.ListAsync(filter with { IsWhole = true }, ct) is { } page
                ? ApiLists.Page(http, page.Products, asked)
                : OutcomeResults.Invalid(
                    new OutcomeError(nameof(filter.Category), Texts.Format(ApiText.CategoryUnknown, asked.Category))));

        async Task<PageOf<ProductSummary>> WholeAsync(PageOf<ProductListItem> page) =>
            new(await catalog.ListProductsAsync([.. page.Items.Select(row => row.Id)], actor, ct), page.Page, page.PageSize, page.Total);
    }

    /// <summary>One product with its pictures, variants and newest reviews.</summary>
    private static async Task<IResult> FindAsync(int id, HttpContext http, ICatalogService catalog, CancellationToken ct)
    {
        var actor = http.User.ToShopActor();
        if (new Preconditions(http.Request).AreGiven && await catalog.FindStampAsync(id, actor, ct) is { } stamp
            && EntityTags.GiveAndCompare(http, EntityTags.Of(stamp)) is { } settled)
        {
            return settled;
        }

        if (await catalog.FindProductAsync(id, actor, ct) is not { } product)
        {
            return OutcomeResults.NotFound(CatalogText.ProductNotFound);
        }

        EntityTags.Give(http, EntityTags.Of(product.Stamp));
        return TypedResults.Ok(product);
    }

    /// <summary>Creates a product. Sellers, staff and admins may; `stock` is its initial stock.</summary>
    private static async Task<IResult> CreateAsync(
        ProductInput input, HttpContext http, IProductService products, ICatalogService catalog, CancellationToken ct)
    {
        var actor = http.User.RequireShopActor();
        var outcome = await products.CreateAsync(input, actor, ct);
        return await outcome.ToHttpResultAsync(async created => TypedResults.Created(
            $"{http.Request.PathBase}/api/products/{created.Id}", await ShownAsync(created.Id, http, catalog, actor, ct)));
    }

    /// <summary>Replaces all fields of a product. Stock is not one of them.</summary>
    private static Task<IResult> ReplaceAsync(
        int id, JsonObject body, HttpContext http, IProductService products, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        EditAsync(id, EditOf(id, body, isWhole: true, http, json), http, products, catalog, ct);

    /// <summary>Changes the fields that the patch names (RFC 7396).</summary>
    /// <remarks>
    /// With `If-Match` the whole product has to be as it was. With a member `seen` the changed fields have to be: two who change different fields both
    /// win, and a 409 says what stands there now.
    /// </remarks>
    private static Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, IProductService products, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        EditAsync(id, EditOf(id, body, isWhole: false, http, json), http, products, catalog, ct);

    /// <summary>Takes a product off the shelves. Its history stays, and `status` puts it back.</summary>
    private static async Task<IResult> WithdrawAsync(int id, HttpContext http, IProductService products, ICatalogService catalog, CancellationToken ct)
    {
        var (actor, conditions) = (http.User.RequireShopActor(), new Preconditions(http.Request));
        if (await CompareAsync(id, conditions, products, catalog, actor, ct) is { } settled)
        {
            return settled;
        }

        var withdrawal = Edit.To<ProductInput>(product => product.Status = ProductStatus.Withdrawn, conditions.Versions);
        return (await products.EditAsync(id, withdrawal, actor, ct)).ToHttpResult(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> EditAsync(
        int id, IEdit<ProductInput> edit, HttpContext http, IProductService products, ICatalogService catalog, CancellationToken ct)
    {
        var actor = http.User.RequireShopActor();
        if (await CompareAsync(id, new(http.Request), products, catalog, actor, ct) is { } settled)
        {
            return settled;
        }

        var outcome = await products.EditAsync(id, edit, actor, ct);
        return await outcome.ToHttpResultAsync(async saved => TypedResults.Ok(await ShownAsync(saved.Id, http, catalog, actor, ct)));
    }

    private static MergePatch<ProductInput> EditOf(int id, JsonObject body, bool isWhole, HttpContext http, IOptions<JsonOptions> json) => new(
        body, isWhole, json.Value.SerializerOptions, new Preconditions(http.Request).Versions,
        given => given.ContainsKey(StockMember) ? Outcome.Invalid(StockMember, Texts.Format(ApiText.StockNotHere, id)) : null);

    /// <summary>
    /// If-None-Match, which looks at stock and reviews too, is compared before the write, for whoever may change the product. The versions of If-Match are the
    /// edit's own and are looked at within its transaction.
    /// </summary>
    private static async Task<IResult?> CompareAsync(
        int id, Preconditions conditions, IProductService products, ICatalogService catalog, ShopActor actor, CancellationToken ct) =>
        conditions.ExcludeTags && await products.FindAsync(id, actor, ct) is not null && await catalog.FindStampAsync(id, actor, ct) is { } stamp
            ? conditions.Evaluate(EntityTags.Of(stamp), stamp.Version)
            : null;

    private static async Task<ProductDetails?> ShownAsync(int id, HttpContext http, ICatalogService catalog, ShopActor actor, CancellationToken ct)
    {
        var product = await catalog.FindProductAsync(id, actor, ct);
        if (product is not null)
        {
            http.Response.Headers.ETag = EntityTags.Of(product.Stamp);
        }

        return product;
    }
}
