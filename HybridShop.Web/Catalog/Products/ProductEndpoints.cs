using System.Globalization;
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
        products.MapGet("", ListAsync).Produces<PageOf<ProductItem>>(StatusCodes.Status200OK).ProducesProblems(304, 400, 401, 403, 404, 412);
        products.MapGet("/{id:int}", FindAsync).WithName("product").Produces<ProductItemDetails>(StatusCodes.Status200OK).ProducesProblems(304, 404, 412);
        products.MapPost("", CreateAsync).RequireAuthorization().Produces<ProductItemDetails>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403);
        products.MapPut("/{id:int}", ReplaceAsync).RequireAuthorization().Accepts<ProductInput>("application/json")
            .Produces<ProductItemDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        products.MapPatch("/{id:int}", PatchAsync).RequireAuthorization().Accepts<ProductInput>("application/merge-patch+json", "application/json")
            .Produces<ProductItemDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
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
            return actor is null ? TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: ApiText.SignInNeeded)
                : !actor.IsSeller ? TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, detail: CatalogText.SellersOnly)
                : await asked.ToQuery().ToHttpResultAsync(async query => ApiLists.Page(http, await products.ListItemsAsync(query, actor, ct), asked));
        }

        return asked.After is { } after
            ? ApiLists.CursorPage(http, await catalog.ListItemsAfterAsync(after, asked.SizeOrDefault, ct), product => product.Id, asked)
            : await asked.ToFilter(currency).ToHttpResultAsync(async filter => await catalog.ListItemsAsync(filter, ct) is { } page
                ? ApiLists.Page(http, page, asked)
                : OutcomeResults.Invalid(new OutcomeError(
                    nameof(filter.Category), string.Format(CultureInfo.CurrentCulture, ApiText.CategoryUnknown, asked.Category))));
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

        if (await catalog.FindItemAsync(id, actor, ct) is not { } product)
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
    private static async Task<IResult> ReplaceAsync(
        int id, JsonObject body, HttpContext http, IProductService products, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        await EditAsync(id, body, http, products, catalog, now => MergePatch<ProductInput>.Whole(now, body, json.Value.SerializerOptions), ct);

    /// <summary>Changes the fields that the patch names (RFC 7396).</summary>
    /// <remarks>
    /// With `If-Match` the whole product has to be as it was. With a member `seen` the changed fields have to be: two who change different fields both
    /// win, and a 409 says what stands there now.
    /// </remarks>
    private static async Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, IProductService products, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        await EditAsync(id, body, http, products, catalog, now => MergePatch<ProductInput>.On(now, body, json.Value.SerializerOptions), ct);

    /// <summary>Takes a product off the shelves. Its history stays, and `status` puts it back.</summary>
    private static async Task<IResult> WithdrawAsync(int id, HttpContext http, IProductService products, ICatalogService catalog, CancellationToken ct)
    {
        var actor = http.User.RequireShopActor();
        if (await products.FindFieldsAsync(id, actor, ct) is not { } now)
        {
            return (await products.WithdrawAsync(id, actor, ct)).ToHttpResult(_ => TypedResults.NoContent());
        }

        var conditions = new Preconditions(http.Request);
        if (await CompareAsync(conditions, now, catalog, actor, ct) is { } settled)
        {
            return settled;
        }

        var edit = new ProductEdit { SeenVersions = conditions.Versions, Status = new(now.Status, ProductStatus.Withdrawn) };
        return (await products.EditAsync(id, edit, actor, ct)).ToHttpResult(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> EditAsync(
        int id, JsonObject body, HttpContext http, IProductService products, ICatalogService catalog, Func<ProductInput, MergePatch<ProductInput>> read,
        CancellationToken ct)
    {
        var actor = http.User.RequireShopActor();
        var conditions = new Preconditions(http.Request);

        // Who may not see its fields is told why by the edit itself.
        var edit = new ProductEdit();
        if (await products.FindFieldsAsync(id, actor, ct) is { } now)
        {
            if (await CompareAsync(conditions, now, catalog, actor, ct) is { } settled)
            {
                return settled;
            }

            if (body.ContainsKey(StockMember))
            {
                return OutcomeResults.Invalid(new OutcomeError(StockMember, string.Format(CultureInfo.CurrentCulture, ApiText.StockNotHere, id)));
            }

            edit = EditOf(read(InputOf(now)), conditions.Versions);
        }

        var outcome = await products.EditAsync(id, edit, actor, ct);
        return await outcome.ToHttpResultAsync(async saved => TypedResults.Ok(await ShownAsync(saved.Id, http, catalog, actor, ct)));
    }

    /// <summary>Before the body is looked into; whether the version still holds is asked again within the act.</summary>
    private static async Task<IResult?> CompareAsync(
        Preconditions conditions, ProductFields now, ICatalogService catalog, ShopActor actor, CancellationToken ct) =>
        conditions.AreGiven && await catalog.FindStampAsync(now.Id, actor, ct) is { } stamp ? conditions.Evaluate(EntityTags.Of(stamp), stamp.Version) : null;

    private static async Task<ProductItemDetails?> ShownAsync(int id, HttpContext http, ICatalogService catalog, ShopActor actor, CancellationToken ct)
    {
        var product = await catalog.FindItemAsync(id, actor, ct);
        if (product is not null)
        {
            http.Response.Headers.ETag = EntityTags.Of(product.Stamp);
        }

        return product;
    }

    private static ProductInput InputOf(ProductFields now) => new()
    {
        Name = now.Name,
        Slug = now.Slug,
        Sku = now.Sku,
        Description = now.Description,
        PriceMinor = now.PriceMinor,
        CategoryId = now.CategoryId,
        LowStockThreshold = now.LowStockThreshold,
        Status = now.Status,
    };

    private static ProductEdit EditOf(MergePatch<ProductInput> patch, IReadOnlyCollection<int>? seenVersions) => new()
    {
        SeenVersions = seenVersions,
        Name = patch.Edit(nameof(ProductInput.Name), input => input.Name),
        Slug = patch.Edit(nameof(ProductInput.Slug), input => input.Slug!),
        Sku = patch.Edit(nameof(ProductInput.Sku), input => input.Sku),
        Description = patch.Edit(nameof(ProductInput.Description), input => input.Description),
        PriceMinor = patch.Edit(nameof(ProductInput.PriceMinor), input => input.PriceMinor),
        CategoryId = patch.Edit(nameof(ProductInput.CategoryId), input => input.CategoryId),
        LowStockThreshold = patch.Edit(nameof(ProductInput.LowStockThreshold), input => input.LowStockThreshold),
        Status = patch.Edit(nameof(ProductInput.Status), input => input.Status!.Value),
    };
}
