using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Pictures;

internal sealed class ProductPictureService(IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, PictureRenderQueue queue, PictureKeeper keeper)
    : IProductPictureService
{
    public async Task<IReadOnlyList<ProductPicture>?> ListAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PictureOrder.OpenAsync(db, productId, actor, ct) is ({ } album, _) ? album.Shown.ConvertAll(Item) : null;
    }

    public async Task<IReadOnlyList<ProductPicture>?> ListShownAsync(int productId, ShopActor? actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var product = await db.Products.Where(p => p.Id == productId).Select(p => new { p.Status, p.CreatedById }).FirstOrDefaultAsync(ct);
        return product?.Status == ProductStatus.Published || (product is not null && actor?.MayChange(product.CreatedById) == true)
            ? (await PictureOrder.Gallery(db, productId).AsNoTracking().Where(i => i.File != null).ToListAsync(ct)).ConvertAll(Item)
            : null;
    }

    public async Task<ProductPicture?> FindAsync(int pictureId, ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.ProductImages.AsNoTracking().Where(i => i.Id == pictureId && i.File != null && i.Role == ProductImageRole.Gallery)
            .Select(i => new { Image = i, i.Product!.CreatedById }).FirstOrDefaultAsync(ct);
        return found is not null && actor.MayChange(found.CreatedById) ? Item(found.Image) : null;
    }

    public async Task<Outcome<ProductPicture>> AddAsync(int productId, PictureInput input, ShopActor actor, CancellationToken ct = default)
    {
        if ((InputRules.Check(input) ?? AltFlaw(input.Alt, input.IsDecorative)) is { } flaw)
        {
            return flaw;
        }

        // A picture is rendered outside the act, which holds up other writers. So the act's questions are asked twice: nobody else is to cost that much.
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await RefusalAsync(db, productId, actor, ct) is { } refusal)
            {
                return refusal;
            }
        }

        var (rendered, unfit) = await queue.RenderAsync(input.File, ct);
        return rendered is null ? unfit! : await keeper.RunAsync<ProductPicture>(rendered, actor, async (write, file) =>
        {
            var (album, refusal) = await PictureOrder.OpenAsync(write.Db, productId, actor, ct);
            if (album is null || album.IsFull)
            {
                return refusal ?? Outcome.Invalid(nameof(input.File), PictureText.TooMany);
            }

            var image = new ProductImage
            {
                ProductId = productId,
                Position = -1,
                File = file,
                Alt = input.Alt.Trim(),
                Caption = Trimmed(input.Caption),
                Width = rendered.Width,
                Height = rendered.Height,
            };
            write.Db.ProductImages.Add(image);
            album.Shown.Add(image);
            await album.SaveAsync(write, ct);
            write.AddAuditEntry("picture.add", productId, album.Product.Name, null, Name(image));
            return Outcome.Done(Item(image));
        }, ct);
    }

    public Task<Outcome<ProductPicture>> EditAsync(int pictureId, IEdit<PicturePatch> edit, ShopActor actor, CancellationToken ct = default) =>
        ChangeAsync(pictureId, actor, async (write, album, image) =>
        {
            var merged = PictureFields.All.Merge(Item(image).ToPatch(), edit, actor);
            if (merged.Value is not { } merge)
            {
                return merged.Refusal!;
            }

            var wanted = merge.Merged;
            if (merge.Changes(nameof(wanted.Alt)) && !merge.Changes(nameof(wanted.IsDecorative)))
            {
                wanted.IsDecorative = false;
            }
            else if (wanted.IsDecorative && !merge.Changes(nameof(wanted.Alt)))
            {
                wanted.Alt = "";
            }

            if ((InputRules.Check(wanted) ?? AltFlaw(wanted.Alt, wanted.IsDecorative)) is { } flaw)
            {
                return flaw;
            }

            var words = new[] { PictureFields.All.Alt, PictureFields.All.Caption }.Where(field => !field.IsSame(merge.Now, wanted)).ToList();
            words.Write(wanted, image);
            var isMoved = merge.Changes(nameof(wanted.Position)) && Move(write, album, image, wanted.Position);
            if (isMoved || words.Count > 0)
            {
                await album.SaveAsync(write, ct);
            }

            if (words.Count > 0)
            {
                var said = merge with { Written = words };
                write.AddAuditEntry("picture.edit", album.Product.Id, album.Product.Name, said.Before, said.After);
            }

            return Outcome.Done(Item(image));
        }, ct);

    public Task<Outcome<ProductPicture>> MoveAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default) =>
        ChangeAsync(pictureId, actor, async (write, album, image) =>
        {
            if (Move(write, album, image, position))
            {
                await album.SaveAsync(write, ct);
            }

            return Outcome.Done(Item(image));
        }, ct);

    public Task<Outcome<ProductPicture>> RemoveAsync(int pictureId, ShopActor actor, CancellationToken ct = default) =>
        ChangeAsync(pictureId, actor, async (write, album, image) =>
        {
            album.Shown.Remove(image);
            (image.Role, image.Position) = (ProductImageRole.Removed, image.Id);
            await album.SaveAsync(write, ct);
            write.AddAuditEntry("picture.remove", album.Product.Id, album.Product.Name, Name(image), null);
            return Outcome.Done(Item(image));
        }, ct);

    public Task<Outcome<ProductPicture>> PutBackAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default) =>
        ChangeAsync(pictureId, actor, async (write, album, image) =>
        {
            if (image.Role == ProductImageRole.Gallery)
            {
                return Outcome.Done(Item(image));
            }

            if (album.IsFull)
            {
                return Outcome.Invalid("", PictureText.TooMany);
            }

            (image.Role, image.Position) = (ProductImageRole.Gallery, -1);
            album.Shown.Insert(Math.Clamp(position, 0, album.Shown.Count), image);
            await album.SaveAsync(write, ct);
            write.AddAuditEntry("picture.restore", album.Product.Id, album.Product.Name, null, Name(image));
            return Outcome.Done(Item(image));
        }, ct, isRemoved: true);

    /// <summary>Runs an act on one picture. Unless <paramref name="isRemoved"/>, a removed one is not there.</summary>
    private Task<Outcome<ProductPicture>> ChangeAsync(
        int pictureId, ShopActor actor, Func<WriteContext, PictureOrder, ProductImage, Task<Outcome<ProductPicture>>> change, CancellationToken ct,
        bool isRemoved = false) => unitOfWork.RunAsync(actor, async write =>
        {
            var image = await write.Db.ProductImages.FirstOrDefaultAsync(
                i => i.Id == pictureId && i.File != null && (i.Role == ProductImageRole.Gallery || (isRemoved && i.Role == ProductImageRole.Removed)), ct);
            if (image is null)
            {
                return Outcome.NotFound(PictureText.PictureNotFound);
            }

            var (album, refusal) = await PictureOrder.OpenAsync(write.Db, image.ProductId, actor, ct);
            return album is null ? refusal! : await change(write, album, image);
        }, ct);

    /// <summary>False when it is there already. The album is to be saved after it.</summary>
    private static bool Move(WriteContext write, PictureOrder album, ProductImage image, int position)
    {
        var before = album.Shown.IndexOf(image);
        var after = Math.Clamp(position, 0, album.Shown.Count - 1);
        if (after == before)
        {
            return false;
        }

        album.Shown.RemoveAt(before);
        album.Shown.Insert(after, image);
        write.AddAuditEntry("picture.move", album.Product.Id, album.Product.Name, Place(before), Place(after));
        return true;
    }

    private static async Task<Refusal?> RefusalAsync(ShopDbContext db, int productId, ShopActor actor, CancellationToken ct)
    {
        var (album, refusal) = await PictureOrder.OpenAsync(db, productId, actor, ct);
        return album is { IsFull: true } ? Outcome.Invalid(nameof(PictureInput.File), PictureText.TooMany) : refusal;
    }

    private static Refusal? AltFlaw(string alt, bool isDecorative) => string.IsNullOrWhiteSpace(alt) == isDecorative
        ? null
        : Outcome.Invalid(nameof(PictureInput.Alt), isDecorative ? PictureText.AltButDecorative : PictureText.AltMissing);

    private static ProductPicture Item(ProductImage image) => new(
        image.Id, image.Position, MediaStore.AddressOf(image.File!), PictureFiles.SmallOf(MediaStore.AddressOf(image.File!)), image.Alt,
        image.Caption, image.Width, image.Height);

    /// <summary>What the activity list calls it.</summary>
    private static string Name(ProductImage image) => image.Alt.Length > 0 ? image.Alt : image.File!;

    private static string Place(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
