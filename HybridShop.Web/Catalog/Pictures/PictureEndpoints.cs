using System.Text.Json.Nodes;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>Pictures of products for programs.</summary>
internal static class PictureEndpoints
{
    /// <summary>The file and the words; what is longer is not even read.</summary>
    private const int MaxUploadBytes = PictureLimits.MaxBytes + (64 * 1024);

    public static void MapPictures(this IEndpointRouteBuilder api)
    {
        var pictures = api.MapGroup("").WithTags("Pictures");
        pictures.MapGet("/products/{id:int}/pictures", ListAsync).Produces<PageOf<ProductPicture>>(StatusCodes.Status200OK).ProducesProblems(400, 404);

        // The token of forms is not asked for: what guards the API's other writes by cookie guards this one too.
        pictures.MapPost("/products/{id:int}/pictures", AddAsync).RequireAuthorization().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MaxUploadBytes))
            .Produces<ProductPicture>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 413, 415, 503);
        pictures.MapPatch("/pictures/{id:int}", PatchAsync).RequireAuthorization().Accepts<PicturePatch>("application/merge-patch+json", "application/json")
            .Produces<ProductPicture>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409);
        pictures.MapDelete("/pictures/{id:int}", RemoveAsync).RequireAuthorization().Produces(StatusCodes.Status204NoContent).ProducesProblems(401, 403, 404);
    }

    /// <summary>The pictures of a product in their order, at most twelve.</summary>
    private static async Task<IResult> ListAsync(
        int id, [AsParameters] ListRequest asked, HttpContext http, IProductPictureService pictures, CancellationToken ct) =>
        await pictures.ListShownAsync(id, http.User.ToShopActor(), ct) is { } shown
            ? ApiLists.Page(http, shown, asked)
            : OutcomeResults.NotFound(CatalogText.ProductNotFound);

    /// <summary>Adds a picture behind the others. The product's own seller, staff and admins may.</summary>
    /// <remarks>
    /// `file` is a whole PNG, JPEG, WebP or GIF of at most 20 MB and 25 million pixels. The shop turns it upright and makes AVIF, WebP and JPEG (PNG where
    /// it is transparent) in all sizes of it, which `sources` lists; nothing but its pixels is kept, of a moving picture the first frame.
    /// `alt` says what it shows; only with `is_decorative` it may be left out. 503 while too many pictures are being taken in.
    /// </remarks>
    private static async Task<IResult> AddAsync(
        int id, IFormFile file, [FromForm] string? alt, [FromForm(Name = "is_decorative")] bool? isDecorative, [FromForm] string? caption,
        HttpContext http, IProductPictureService pictures, CancellationToken ct)
    {
        if (file.Length > PictureLimits.MaxBytes)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status413PayloadTooLarge,
                detail: Texts.Format(ApiText.PictureTooLarge, PictureLimits.MaxBytes));
        }

        var input = new PictureInput
        {
            File = await ReadAsync(file, ct),
            Alt = alt ?? "",
            IsDecorative = isDecorative == true,
            Caption = caption,
        };
        return (await pictures.AddAsync(id, input, http.User.RequireShopActor(), ct))
            .ToHttpResult(added => TypedResults.Created($"{http.Request.PathBase}/api/products/{id}/pictures", added));
    }

    /// <summary>Changes the words or the place of a picture by what the patch names (RFC 7396).</summary>
    /// <remarks>With a member `seen` the changed words have to be as they were seen; a 409 says what stands there now.</remarks>
    private static async Task<IResult> PatchAsync(
        int id, JsonObject body, HttpContext http, IProductPictureService pictures, IOptions<JsonOptions> json, CancellationToken ct)
    {
        var edit = new MergePatch<PicturePatch>(body, isWhole: false, json.Value.SerializerOptions);
        return (await pictures.EditAsync(id, edit, http.User.RequireShopActor(), ct)).ToHttpResult(TypedResults.Ok);
    }

    /// <summary>Takes a picture off its product.</summary>
    private static async Task<IResult> RemoveAsync(int id, HttpContext http, IProductPictureService pictures, CancellationToken ct) =>
        (await pictures.RemoveAsync(id, http.User.RequireShopActor(), ct)).ToHttpResult(_ => TypedResults.NoContent());

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
