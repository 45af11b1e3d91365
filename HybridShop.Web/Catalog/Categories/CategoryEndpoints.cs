using System.Text.Json.Nodes;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Api;
using HybridShop.Web.Changes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Catalog.Categories;

/// <summary>What the list of categories may be asked for.</summary>
internal sealed class CategoryListRequest : ListRequest
{
    /// <summary>Departments with their `children`, in place of one flat list by name.</summary>
    [FromQuery(Name = "tree")]
    public bool? Tree { get; set; }
}

/// <summary>Categories for programs.</summary>
internal static class CategoryEndpoints
{
    public static void MapCategories(this IEndpointRouteBuilder api)
    {
        var categories = api.MapGroup("/categories").WithTags("Categories");
        categories.MapGet("", ListAsync).Produces<PageOf<CategoryItem>>(StatusCodes.Status200OK).ProducesProblems(304, 400, 404, 412);
        categories.MapGet("/{id:int}", FindAsync).WithName("category").Produces<CategoryItem>(StatusCodes.Status200OK).ProducesProblems(304, 404, 412);
        categories.MapPost("", CreateAsync).RequireAuthorization().Produces<CategoryItem>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403);
        categories.MapPut("/{id:int}", ReplaceAsync).RequireAuthorization().Accepts<CategoryInput>("application/json")
            .Produces<CategoryItem>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        categories.MapPatch("/{id:int}", PatchAsync).RequireAuthorization().Accepts<CategoryInput>("application/merge-patch+json", "application/json")
            .Produces<CategoryItem>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        categories.MapDelete("/{id:int}", DeleteAsync).RequireAuthorization().Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(401, 403, 404, 409, 412);
    }

    /// <summary>All categories by name, or with `tree=true` the departments with what lies below them.</summary>
    /// <remarks>`product_count` counts the listed products of the whole subtree.</remarks>
    private static async Task<IResult> ListAsync(
        [AsParameters] CategoryListRequest asked, HttpContext http, ICatalogService catalog, CacheVersions revisions, CancellationToken ct) =>
        EntityTags.GiveAndCompare(http, EntityTags.OfList(http, revisions.Sequence))
            ?? ApiLists.Page(http, await catalog.ListCategoryItemsAsync(asked.Tree == true, ct), asked);

    /// <summary>One category with all below it.</summary>
    private static async Task<IResult> FindAsync(int id, HttpContext http, ICatalogService catalog, CacheVersions revisions, CancellationToken ct)
    {
        var (tag, category) = await ReadAsync(id, catalog, revisions, ct);
        return category is null ? OutcomeResults.NotFound(CatalogText.CategoryNotFound) : EntityTags.GiveAndCompare(http, tag) ?? TypedResults.Ok(category);
    }

    /// <summary>Creates a category. Staff and admins may; its slug is made from its name.</summary>
    private static async Task<IResult> CreateAsync(
        CategoryInput input, HttpContext http, ICategoryService categories, ICatalogService catalog, CacheVersions revisions, CancellationToken ct)
    {
        var outcome = await categories.CreateAsync(input, http.User.RequireShopActor(), ct);
        return await outcome.ToHttpResultAsync(async created => TypedResults.Created(
            $"{http.Request.PathBase}/api/categories/{created.Id}", await ShownAsync(created.Id, http, catalog, revisions, ct)));
    }

    /// <summary>Replaces name, description and parent of a category.</summary>
    /// <remarks>It is never moved below itself, and the tree is at most six levels deep.</remarks>
    private static Task<IResult> ReplaceAsync(
        int id, JsonObject body, HttpContext http, ICategoryService categories, ICatalogService catalog, CacheVersions revisions, IOptions<JsonOptions> json,
        CancellationToken ct) =>
        EditAsync(id, EditOf(body, isWhole: true, http, json), http, categories, catalog, revisions, ct);

    /// <summary>Changes or moves a category by what the patch names (RFC 7396); `parent_id` null makes it a department.</summary>
    /// <remarks>
    /// With `If-Match` all its fields have to be as they were, with a member `seen` the changed ones have to be; a 409 says what stands there now.
    /// </remarks>
    private static Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, ICategoryService categories, ICatalogService catalog, CacheVersions revisions, IOptions<JsonOptions> json,
        CancellationToken ct) =>
        EditAsync(id, EditOf(body, isWhole: false, http, json), http, categories, catalog, revisions, ct);

    /// <summary>Deletes an empty category. While it has products or categories in it, that is a conflict.</summary>
    private static async Task<IResult> DeleteAsync(
        int id, HttpContext http, ICategoryService categories, ICatalogService catalog, CacheVersions revisions, CancellationToken ct)
    {
        var (actor, conditions) = (http.User.RequireShopActor(), new Preconditions(http.Request));
        var (tag, now) = await ReadAsync(id, catalog, revisions, ct);
        return actor.IsStaff && now is not null && conditions.Evaluate(tag, now.Version) is { } settled
            ? settled
            : (await categories.DeleteAsync(id, actor, conditions.Versions, ct)).ToHttpResult(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> EditAsync(
        int id, IEdit<CategoryInput> edit, HttpContext http, ICategoryService categories, ICatalogService catalog, CacheVersions revisions,
        CancellationToken ct)
    {
        // The versions of If-Match are the edit's own and are looked at within its transaction.
        var (actor, conditions) = (http.User.RequireShopActor(), new Preconditions(http.Request));
        if (conditions.ExcludeTags && actor.IsStaff && await ReadAsync(id, catalog, revisions, ct) is (var tag, { } now)
            && conditions.Evaluate(tag, now.Version) is { } settled)
        {
            return settled;
        }

        var outcome = await categories.EditAsync(id, edit, actor, ct);
        return await outcome.ToHttpResultAsync(async saved => TypedResults.Ok(await ShownAsync(saved.Id, http, catalog, revisions, ct)));
    }

    private static MergePatch<CategoryInput> EditOf(JsonObject body, bool isWhole, HttpContext http, IOptions<JsonOptions> json) =>
        new(body, isWhole, json.Value.SerializerOptions, new Preconditions(http.Request).Versions);

    private static async Task<CategoryItem?> ShownAsync(int id, HttpContext http, ICatalogService catalog, CacheVersions revisions, CancellationToken ct)
    {
        var (tag, category) = await ReadAsync(id, catalog, revisions, ct);
        http.Response.Headers.ETag = tag;
        return category;
    }

    /// <summary>A category and its tag: beside the version of its fields the feed's number, for what lies below it and how many products it has.</summary>
    private static async Task<(string Tag, CategoryItem? Category)> ReadAsync(int id, ICatalogService catalog, CacheVersions revisions, CancellationToken ct)
    {
        var sequence = revisions.Sequence;
        var category = await catalog.FindCategoryAsync(id, ct);
        return (EntityTags.Of(category?.Version, sequence, reader: null), category);
    }
}
