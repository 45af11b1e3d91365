using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Components.Changes;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// A product's pictures within an act. Those with a file stand before those of an import of which only the address is known, so that the one
/// that tiles show, at 0, can be shown.
/// </summary>
internal sealed class PictureOrder
{
    private readonly List<ProductImage> unfetched;
    private readonly string? first;

    private PictureOrder(Product product, List<ProductImage> gallery)
    {
        Product = product;
        Shown = gallery.FindAll(image => image.File is not null);
        unfetched = gallery.FindAll(image => image.File is null);
        first = Shown.FirstOrDefault()?.File;
    }

    public Product Product { get; }

    /// <summary>In their order; what is changed here is saved by <see cref="SaveAsync"/>.</summary>
    public List<ProductImage> Shown { get; }

    public bool IsFull => Shown.Count >= PictureLimits.MaxCount;

    /// <summary>Opens the album, or says why not.</summary>
    public static async Task<(PictureOrder? Album, Refusal? Refusal)> OpenAsync(ShopDbContext db, int productId, ShopActor actor, CancellationToken ct)
    {
        if (await db.Products.FirstOrDefaultAsync(p => p.Id == productId, ct) is not { } product)
        {
            return (null, Outcome.NotFound(CatalogText.ProductNotFound));
        }

        return actor.MayChange(product.CreatedById)
            ? (new(product, await Gallery(db, productId).ToListAsync(ct)), null)
            : (null, Outcome.Forbidden(CatalogText.NotYours));
    }

    public static IQueryable<ProductImage> Gallery(ShopDbContext db, int productId) =>
        db.ProductImages.Where(i => i.ProductId == productId && i.Role == ProductImageRole.Gallery).OrderBy(i => i.Position);

    /// <summary>
    /// Gives every picture its place, and raises the product's version: its page looks different now, and of two acts at once the later begins anew.
    /// </summary>
    public async Task SaveAsync(WriteContext write, CancellationToken ct)
    {
        Product.Version++;
        var moved = Shown.Concat(unfetched).Index().Where(place => place.Item.Position != place.Index).ToList();
        foreach (var (index, image) in moved)
        {
            // No two pictures have one position, not even on the way.
            image.Position = -1 - index;
        }

        await write.Db.SaveChangesAsync(ct);
        foreach (var (index, image) in moved)
        {
            image.Position = index;
        }

        await write.Db.SaveChangesAsync(ct);
        var isListed = Product.Status == ProductStatus.Published && first != Shown.FirstOrDefault()?.File;
        write.AddChange(ChangeKind.Product, Product.Id, Product.Id, isListed);
    }
}
