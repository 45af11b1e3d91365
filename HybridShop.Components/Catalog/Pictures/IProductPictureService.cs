using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace HybridShop.Components.Catalog.Pictures;

/// <summary>One of a product's pictures, as its editor sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Its place, from 0. Tiles show the one at 0.</param>
/// <param name="Address">Root-relative address of a file that everybody can show, in its full width.</param>
/// <param name="SmallAddress">The same in the size of tiles.</param>
/// <param name="Alt">What it shows, for those who do not see it; empty for a decorative one.</param>
/// <param name="Caption">A line below it, or null.</param>
/// <param name="Width">Full width in pixels.</param>
/// <param name="Height">Height in pixels at the full width.</param>
public sealed record ProductPicture(int Id, int Position, string Address, string SmallAddress, string Alt, string? Caption, int Width, int Height)
{
    /// <summary>All its files, by kind and width. Empty for a picture that is there in one file only.</summary>
    public IReadOnlyList<PictureSource> Sources => PictureFiles.SourcesOf(Address);

    /// <summary>All that an edit may change of it.</summary>
    public PicturePatch ToPatch() => new() { Alt = Alt, IsDecorative = Alt.Length == 0, Caption = Caption, Position = Position };
}

/// <summary>A new picture.</summary>
public sealed class PictureInput
{
    /// <summary>
    /// The whole file: PNG, JPEG, WebP or GIF, at most <see cref="PictureLimits.MaxBytes"/>. The shop turns it upright and makes all sizes of it.
    /// </summary>
    public required ReadOnlyMemory<byte> File { get; init; }

    /// <summary>What it shows, at most 300 characters; empty only when <see cref="IsDecorative"/>.</summary>
    [StringLength(PictureLimits.AltLength, ErrorMessageResourceType = typeof(PictureText), ErrorMessageResourceName = nameof(PictureText.AltTooLong))]
    public string Alt { get; init; } = "";

    /// <summary>Says that it tells nothing that the page does not say in words.</summary>
    public bool IsDecorative { get; init; }

    /// <summary>A line below it, at most 200 characters, or null.</summary>
    [StringLength(PictureLimits.CaptionLength, ErrorMessageResourceType = typeof(PictureText), ErrorMessageResourceName = nameof(PictureText.CaptionTooLong))]
    public string? Caption { get; init; }
}

/// <summary>What a patch of a picture may name.</summary>
/// <remarks>Each property has its line in <see cref="PictureFields"/>.</remarks>
public sealed record PicturePatch : ICopyable<PicturePatch>
{
    /// <summary>What it shows, at most 300 characters; empty only together with `is_decorative`.</summary>
    [StringLength(PictureLimits.AltLength, ErrorMessageResourceType = typeof(PictureText), ErrorMessageResourceName = nameof(PictureText.AltTooLong))]
    public string Alt { get; set => field = value?.Trim() ?? ""; } = "";

    /// <summary>Says that it tells nothing that the page does not say in words; takes the alt text away.</summary>
    public bool IsDecorative { get; set; }

    /// <summary>A line below it, at most 200 characters, or null.</summary>
    [StringLength(PictureLimits.CaptionLength, ErrorMessageResourceType = typeof(PictureText), ErrorMessageResourceName = nameof(PictureText.CaptionTooLong))]
    public string? Caption { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>Its place, from 0; one behind the last means the last.</summary>
    [Range(0, PictureLimits.MaxCount - 1, ErrorMessageResourceType = typeof(PictureText), ErrorMessageResourceName = nameof(PictureText.PlaceOutOfRange))]
    [JsonRequired]
    public int Position { get; set; }

    /// <inheritdoc />
    public PicturePatch Copy() => this with { };
}

/// <summary>The fields of a picture.</summary>
public sealed class PictureFields : FieldTable<PicturePatch>
{
    /// <summary>The one table.</summary>
    public static PictureFields All { get; } = new();

    /// <summary>What it shows.</summary>
    public Field<PicturePatch> Alt { get; } = Of(patch => patch.Alt, "alt", FieldKinds.Text, () => PictureText.Alt);

    /// <summary>Whether there is nothing to say of it.</summary>
    public Field<PicturePatch> IsDecorative { get; } = Of(patch => patch.IsDecorative, "is_decorative", FieldKinds.Flag, () => PictureText.Decorative);

    /// <summary>A line below it.</summary>
    public Field<PicturePatch> Caption { get; } = Of(patch => patch.Caption, "caption", FieldKinds.OptionalText, () => PictureText.Caption);

    /// <summary>Its place.</summary>
    public Field<PicturePatch> Position { get; } = Of(patch => patch.Position, "position", FieldKinds.Number(() => ""), () => PictureText.Place);
}

/// <summary>Pictures of products. Sellers on their own products, staff on all.</summary>
public interface IProductPictureService
{
    /// <summary>In their order; null when the product is not there or not the actor's to change.</summary>
    Task<IReadOnlyList<ProductPicture>?> ListAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>The same as everybody may see them; null when the product is not there or not to be seen by the actor.</summary>
    Task<IReadOnlyList<ProductPicture>?> ListShownAsync(int productId, ShopActor? actor, CancellationToken ct = default);

    /// <summary>One picture; null when it is not there or not the actor's to change.</summary>
    Task<ProductPicture?> FindAsync(int pictureId, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Adds a picture behind the others, once it is rendered in all sizes. Refused unless it is a whole PNG, JPEG, WebP or GIF within the
    /// <see cref="PictureLimits"/>; unavailable while too many are being rendered. Nothing but its pixels is kept, of a moving one the first frame.
    /// </summary>
    Task<Outcome<ProductPicture>> AddAsync(int productId, PictureInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes the touched words and the place; conflict, with both values, when one has changed since it was seen.</summary>
    Task<Outcome<ProductPicture>> EditAsync(int pictureId, IEdit<PicturePatch> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Moves a picture to a place from 0; one behind the last means the last.</summary>
    Task<Outcome<ProductPicture>> MoveAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default);

    /// <summary>Takes a picture off its product. Its file and its words stay, so that it can be put back.</summary>
    Task<Outcome<ProductPicture>> RemoveAsync(int pictureId, ShopActor actor, CancellationToken ct = default);

    /// <summary>Puts a removed picture back at a place; one that is there already stays where it is.</summary>
    Task<Outcome<ProductPicture>> PutBackAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default);
}
