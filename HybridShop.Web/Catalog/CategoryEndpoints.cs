using System.Text.Json.Nodes;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Catalog;

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
        categories.MapGet("", ListAsync).Answers<PageOf<CategoryItem>>(StatusCodes.Status200OK).Refuses(400);
        categories.MapGet("/{id:int}", FindAsync).WithName("category").Answers<CategoryItem>(StatusCodes.Status200OK).Refuses(404);
        categories.MapPost("", CreateAsync).RequireAuthorization().Answers<CategoryItem>(StatusCodes.Status201Created).Refuses(400, 401, 403);
        categories.MapPut("/{id:int}", ReplaceAsync).RequireAuthorization().Accepts<CategoryInput>("application/json")
            .Answers<CategoryItem>(StatusCodes.Status200OK).Refuses(400, 401, 403, 404, 409);
        categories.MapPatch("/{id:int}", PatchAsync).RequireAuthorization().Accepts<CategoryInput>("application/merge-patch+json", "application/json")
            .Answers<CategoryItem>(StatusCodes.Status200OK).Refuses(400, 401, 403, 404, 409);
        categories.MapDelete("/{id:int}", DeleteAsync).RequireAuthorization().Answers(StatusCodes.Status204NoContent).Refuses(401, 403, 404, 409);
    }

    /// <summary>All categories by name, or with `tree=true` the departments with what lies below them.</summary>
    /// <remarks>`product_count` counts the listed products of the whole subtree.</remarks>
    private static async Task<IResult> ListAsync([AsParameters] CategoryListRequest asked, HttpContext http, ICatalogService catalog, CancellationToken ct) =>
        ApiLists.Page(http, await catalog.ListCategoryItemsAsync(asked.Tree == true, ct), asked);

    /// <summary>One category with all below it.</summary>
    private static async Task<IResult> FindAsync(int id, ICatalogService catalog, CancellationToken ct) =>
        await catalog.FindCategoryAsync(id, ct) is { } category ? TypedResults.Ok(category) : ApiAnswers.NotFound(CatalogText.CategoryNotFound);

    /// <summary>Creates a category. Staff and admins may; its slug is made from its name.</summary>
    private static async Task<IResult> CreateAsync(CategoryInput input, HttpContext http, ICategoryService categories, ICatalogService catalog, CancellationToken ct)
    {
        var outcome = await categories.CreateAsync(input, http.User.RequireShopActor(), ct);
        return await outcome.ToAnswerAsync(async created => TypedResults.Created(
            $"{http.Request.PathBase}/api/categories/{created.Id}", await catalog.FindCategoryAsync(created.Id, ct)));
    }

    /// <summary>Replaces name, description and parent of a category.</summary>
    /// <remarks>It is never moved below itself, and the tree is at most six levels deep.</remarks>
    private static async Task<IResult> ReplaceAsync(
        int id, JsonObject body, HttpContext http, ICategoryService categories, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        await EditAsync(id, http, categories, catalog, now => MergePatch<CategoryInput>.Whole(now, body, json.Value.SerializerOptions), ct);

    /// <summary>Changes or moves a category by what the patch names (RFC 7396); `parent_id` null makes it a department.</summary>
    /// <remarks>With a member `seen` the changed fields have to be as they were seen; a 409 says what stands there now.</remarks>
    private static async Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, ICategoryService categories, ICatalogService catalog, IOptions<JsonOptions> json, CancellationToken ct) =>
        await EditAsync(id, http, categories, catalog, now => MergePatch<CategoryInput>.On(now, body, json.Value.SerializerOptions), ct);

    /// <summary>Deletes an empty category. While it has products or categories in it, that is a conflict.</summary>
    private static async Task<IResult> DeleteAsync(int id, HttpContext http, ICategoryService categories, CancellationToken ct) =>
        (await categories.DeleteAsync(id, http.User.RequireShopActor(), ct)).ToAnswer(_ => TypedResults.NoContent());

    private static async Task<IResult> EditAsync(
        int id, HttpContext http, ICategoryService categories, ICatalogService catalog, Func<CategoryInput, MergePatch<CategoryInput>> read, CancellationToken ct)
    {
        var now = await catalog.FindCategoryAsync(id, ct);
        var edit = now is null ? new() : EditOf(read(new() { Name = now.Name, Description = now.Description, ParentId = now.ParentId }));
        var outcome = await categories.EditAsync(id, edit, http.User.RequireShopActor(), ct);
        return await outcome.ToAnswerAsync(async saved => TypedResults.Ok(await catalog.FindCategoryAsync(saved.Id, ct)));
    }

    private static CategoryEdit EditOf(MergePatch<CategoryInput> patch) => new()
    {
        Name = patch.Edit(nameof(CategoryInput.Name), input => input.Name),
        Description = patch.Edit(nameof(CategoryInput.Description), input => input.Description),
        ParentId = patch.Edit(nameof(CategoryInput.ParentId), input => input.ParentId),
    };
}
