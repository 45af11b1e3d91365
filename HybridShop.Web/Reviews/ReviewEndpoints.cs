using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Api;
using HybridShop.Web.Changes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Reviews;

/// <summary>Reviews for programs. What waits to be read is there for its writer and staff alone.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        var reviews = api.MapGroup("").WithTags("Reviews");
        reviews.MapGet("/products/{id:int}/reviews", ListOfProductAsync).Produces<PageOf<ReviewItem>>(StatusCodes.Status200OK)
            .ProducesProblems(304, 400, 404, 412);
        reviews.MapPost("/products/{id:int}/reviews", PostAsync).RequireAuthorization()
            .Produces<ReviewItem>(StatusCodes.Status201Created).ProducesProblems(400, 401, 404);
        reviews.MapPost("/products/{id:int}/add_review", PostAsync).RequireAuthorization()
            .Produces<ReviewItem>(StatusCodes.Status201Created).ProducesProblems(400, 401, 404);
        reviews.MapGet("/reviews", ListAsync).Produces<PageOf<ReviewItem>>(StatusCodes.Status200OK).ProducesProblems(304, 400, 401, 403, 404, 412);
        reviews.MapPost("/reviews", PostByQueryAsync).RequireAuthorization().Produces<ReviewItem>(StatusCodes.Status201Created).ProducesProblems(400, 401, 404);
        reviews.MapGet("/reviews/{id:int}", FindAsync).WithName("review").Produces<ReviewItem>(StatusCodes.Status200OK).ProducesProblems(304, 404, 412);
        reviews.MapPut("/reviews/{id:int}", ReplaceAsync).RequireAuthorization().Accepts<ReviewInput>("application/json")
            .Produces<ReviewItem>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        reviews.MapPatch("/reviews/{id:int}", PatchAsync).RequireAuthorization().Accepts<ReviewInput>("application/merge-patch+json", "application/json")
            .Produces<ReviewItem>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409, 412);
        reviews.MapDelete("/reviews/{id:int}", DeleteAsync).RequireAuthorization().Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(401, 403, 404, 412);
        reviews.MapPost("/reviews/{id:int}/moderation", ModerateAsync).RequireAuthorization()
            .Produces<ReviewItem>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409);
        reviews.MapGet("/users/me/reviews", ListOwnAsync).RequireAuthorization().Produces<PageOf<ReviewItem>>(StatusCodes.Status200OK)
            .ProducesProblems(400, 401, 404);
    }

    /// <summary>Public reviews of a product, newest first.</summary>
    private static async Task<IResult> ListOfProductAsync(
        int id, [AsParameters] ReviewListRequest asked, HttpContext http, IReviewService reviews, ICatalogService catalog, CancellationToken ct) =>
        await asked.ToSort().ToHttpResultAsync(async sort =>
        {
            // Who may not see the product is not told of its reviews.
            if (await catalog.FindStampAsync(id, http.User.ToShopActor(), ct) is not { } stamp)
            {
                return OutcomeResults.NotFound(CatalogText.ProductNotFound);
            }

            return EntityTags.GiveAndCompare(http, EntityTags.OfList(http, stamp.Revision))
                ?? ApiLists.Page(http, await reviews.ListPublicAsync(id, sort, asked.Rating, asked.PageOrFirst, asked.SizeOrDefault, ct), asked);
        });

    /// <summary>Public reviews of all products, or with `product` of one, newest first. With `status` staff get what stands there.</summary>
    /// <remarks>
    /// With `after` it is a walk over all by id in place of pages: it has no total, and answers `items` and, until the end, `after`, the id to go on from.
    /// </remarks>
    private static async Task<IResult> ListAsync(
        [AsParameters] AllReviewsRequest asked, HttpContext http, IReviewService reviews, ICatalogService catalog, CacheVersions revisions,
        CancellationToken ct)
    {
        if (asked.Validate() is { } refusal)
        {
            return OutcomeResults.Invalid(refusal.Errors);
        }

        if (asked.Status is not null)
        {
            var actor = http.User.ToShopActor();
            if (actor is null)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: ApiText.SignInNeeded);
            }

            if (!actor.IsStaff)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, detail: CatalogText.StaffOnly);
            }

            return await asked.ToQueue().ToHttpResultAsync(async queue =>
                ApiLists.Page(http, await reviews.ListItemsForStaffAsync(queue, asked.Product, asked.PageOrFirst, asked.SizeOrDefault, actor, ct), asked));
        }

        if (asked.Product is { } product)
        {
            return await ListOfProductAsync(product, asked, http, reviews, catalog, ct);
        }

        if (EntityTags.GiveAndCompare(http, EntityTags.OfList(http, revisions.Sequence)) is { } settled)
        {
            return settled;
        }

        return asked.After is { } after
            ? ApiLists.CursorPage(http, await reviews.ListItemsAfterAsync(after, asked.SizeOrDefault, ct), review => review.Id, asked)
            : await asked.ToSort().ToHttpResultAsync(async sort =>
                ApiLists.Page(http, await reviews.ListAllPublicAsync(sort, asked.Rating, asked.PageOrFirst, asked.SizeOrDefault, ct), asked));
    }

    /// <summary>The caller's own reviews with where they stand, newest first.</summary>
    private static async Task<IResult> ListOwnAsync([AsParameters] ListRequest asked, HttpContext http, IReviewService reviews, CancellationToken ct) =>
        ApiLists.Page(http, await reviews.ListOwnItemsAsync(asked.PageOrFirst, asked.SizeOrDefault, http.User.RequireShopActor(), ct), asked);

    /// <summary>One review. Until it is approved its writer and staff alone can read it.</summary>
    /// <remarks>They are told more: `status`, why it was refused, and an edit that waits while the earlier words are public.</remarks>
    private static async Task<IResult> FindAsync(int id, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var (tag, review) = await ReadAsync(id, http, reviews, feed, ct);
        return review is null ? OutcomeResults.NotFound(ReviewText.ReviewNotFound) : EntityTags.GiveAndCompare(http, tag) ?? TypedResults.Ok(review);
    }

    /// <summary>Posts the caller's review of a product. It is public once staff have read it.</summary>
    /// <remarks>One for each user and product: a second one is refused with `You have already reviewed this product`.</remarks>
    private static async Task<IResult> PostAsync(int id, ReviewInput input, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var outcome = await reviews.PostAsync(id, input, http.User.RequireShopActor(), ct);
        return await outcome.ToHttpResultAsync(async posted => TypedResults.Created(
            $"{http.Request.PathBase}/api/reviews/{posted.Id}", await ShownAsync(posted.Id, http, reviews, feed, ct)));
    }

    /// <summary>Posts the caller's review of the product that `product` names, in the address or in the body. It is public once staff have read it.</summary>
    private static async Task<IResult> PostByQueryAsync(
        [FromQuery] int? product, ReviewInput input, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct) =>
        (product ?? input.ProductId) is { } id
            ? await PostAsync(id, input, http, reviews, feed, ct)
            : OutcomeResults.Invalid(new OutcomeError(nameof(product), ApiText.ValueMissing));

    /// <summary>Replaces rating and words of the caller's own review.</summary>
    /// <remarks>Public words stay up until staff have read the new ones.</remarks>
    private static Task<IResult> ReplaceAsync(
        int id, JsonObject body, HttpContext http, IReviewService reviews, ShopFeed feed, IOptions<JsonOptions> json, CancellationToken ct) =>
        EditAsync(id, body, isWhole: true, http, reviews, feed, json, ct);

    /// <summary>Changes what the patch names (RFC 7396) of the caller's own review.</summary>
    /// <remarks>With `If-Match` the review has to be as it was, with a member `seen` the changed members have to be.</remarks>
    private static Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, IReviewService reviews, ShopFeed feed, IOptions<JsonOptions> json, CancellationToken ct) =>
        EditAsync(id, body, isWhole: false, http, reviews, feed, json, ct);

    /// <summary>Deletes a review: its writer may, staff and admins too.</summary>
    private static async Task<IResult> DeleteAsync(int id, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var (actor, conditions) = (http.User.RequireShopActor(), new Preconditions(http.Request));
        var (tag, now) = await ReadAsync(id, http, reviews, feed, ct);
        return IsWhole(now) && conditions.Evaluate(tag, now.Version) is { } settled
            ? settled
            : (await reviews.DeleteAsync(id, actor, conditions.Versions, ct)).ToHttpResult(_ => TypedResults.NoContent());
    }

    /// <summary>Publishes or refuses a review that was read, with a public reply. Staff and admins only.</summary>
    /// <remarks>`seen_version` is the `version` that was read: words that changed meanwhile are not published unread, that is a 409.</remarks>
    private static async Task<IResult> ModerateAsync(
        int id, ModerationInput input, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var outcome = await reviews.ModerateAsync(id, input, http.User.RequireShopActor(), ct);
        return await outcome.ToHttpResultAsync(async _ => TypedResults.Ok(await ShownAsync(id, http, reviews, feed, ct)));
    }

    private static async Task<IResult> EditAsync(
        int id, JsonObject body, bool isWhole, HttpContext http, IReviewService reviews, ShopFeed feed, IOptions<JsonOptions> json, CancellationToken ct)
    {
        // The versions of If-Match are the edit's own and are looked at within its transaction.
        var (actor, conditions) = (http.User.RequireShopActor(), new Preconditions(http.Request));
        if (conditions.ExcludeTags && await ReadAsync(id, http, reviews, feed, ct) is (var tag, { } now) && now.User?.Id == actor.Id && IsWhole(now)
            && conditions.Evaluate(tag, now.Version) is { } settled)
        {
            return settled;
        }

        var edit = new MergePatch<ReviewInput>(body, isWhole, json.Value.SerializerOptions, conditions.Versions);
        var outcome = await reviews.EditAsync(id, edit, actor, ct);
        return await outcome.ToHttpResultAsync(async _ => TypedResults.Ok(await ShownAsync(id, http, reviews, feed, ct)));
    }

    /// <summary>Whether the caller was told where it stands, as its writer and staff are.</summary>
    private static bool IsWhole([NotNullWhen(true)] ReviewItem? review) => review?.Status is not null;

    private static async Task<ReviewItem?> ShownAsync(int id, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var (tag, review) = await ReadAsync(id, http, reviews, feed, ct);
        http.Response.Headers.ETag = tag;
        return review;
    }

    /// <summary>
    /// A review and its tag: beside the version the feed's number, for its writer's name and product, and who reads it, for they are told
    /// different things.
    /// </summary>
    private static async Task<(string Tag, ReviewItem? Review)> ReadAsync(int id, HttpContext http, IReviewService reviews, ShopFeed feed, CancellationToken ct)
    {
        var (actor, sequence) = (http.User.ToShopActor(), feed.LatestSequence);
        var review = await reviews.FindItemAsync(id, actor, ct);
        return (EntityTags.Of(review?.Version, sequence, actor?.Id), review);
    }
}
