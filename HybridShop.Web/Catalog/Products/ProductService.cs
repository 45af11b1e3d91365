using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Changes;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Products;

internal sealed class ProductService(
    IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, IInitialStock initialStock, ProductLists lists, ProductFields fields) : IProductService
{
    public Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default) => actor.IsSeller
        ? lists.ListAsync(query, actor, ct)
        : throw new UnauthorizedAccessException($"{actor.Name} sells nothing.");

    public async Task<EditableProduct?> FindAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId, ct);
        return product is not null && actor.MayChange(product.CreatedById) ? Editable(product) : null;
    }

    public Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct = default) =>
        actor.IsSeller ? lists.ListVariantsAsync(productId, actor, ct) : Task.FromResult<IReadOnlyList<ProductListItem>>([]);

    public DescriptionPreview PreviewDescription(string markdown)
    {
        var (summary, specs, body, lead) = ProductDescription.From(markdown.Cut(ProductLimits.DescriptionLength));
        return new(summary, specs, body, lead);
    }

    public Task<Outcome<EditableProduct>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, async write =>
        {
            if (!actor.IsSeller)
            {
                return Outcome.Forbidden(CatalogText.SellersOnly);
            }

            if (await CheckAsync(write, input, productId: 0, ct) is { } refusal)
            {
                return refusal;
            }

            var product = new Product
            {
                Name = input.Name,
                Slug = input.Slug ?? await Slugs.FreeForProductAsync(write.Db, Slugs.From(input.Name), ct),
                Stock = input.InitialStock,
                CreatedById = actor.Id,
            };
            fields.Write(input, product);
            ProductDescription.Apply(product);
            write.Db.Products.Add(product);
            await write.Db.SaveChangesAsync(ct);
            await initialStock.OpenAsync(write, product.Id, product.Stock, ct);
            write.AddChange(ChangeKind.Product, product.Id, product.Id, isListed: product.Status == ProductStatus.Published);
            write.AddAuditEntry("product.create", product.Id, product.Name, null, product.Name);
            return Outcome.Done(Editable(product));
        }, ct);

    public Task<Outcome<EditableProduct>> EditAsync(int productId, IEdit<ProductInput> edit, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, async write =>
        {
            if (await write.Db.Products.FirstOrDefaultAsync(p => p.Id == productId, ct) is not { } product)
            {
                return Outcome.NotFound(CatalogText.ProductNotFound);
            }

            if (!actor.MayChange(product.CreatedById))
            {
                return Outcome.Forbidden(CatalogText.NotYours);
            }

            if (edit.Versions?.Contains(product.Version) == false)
            {
                return Outcome.OtherVersion(CatalogText.ProductChangedMeanwhile);
            }

            var merged = fields.Merge(fields.Read(product), edit, actor);
            if (merged.Value is not { } merge)
            {
                return merged.Refusal!;
            }

            if (merge.Written.Count == 0)
            {
                return Outcome.Done(Editable(product));
            }

            if (await CheckAsync(write, merge.Merged, product.Id, ct, merge) is { } refusal)
            {
                return refusal;
            }

            if (merge.Changes(nameof(ProductInput.Slug)))
            {
                await MoveSlugAsync(write, product, merge.Merged.Slug!, ct);
            }

            var wasListed = product.Status == ProductStatus.Published;
            merge.Written.Write(merge.Merged, product);
            product.Version++;
            if (merge.Changes(nameof(ProductInput.Description)))
            {
                ProductDescription.Apply(product);
            }

            product.SearchText = SearchWords.Of(product);
            write.AddChange(ChangeKind.Product, product.Id, product.Id, isListed: wasListed || product.Status == ProductStatus.Published);
            write.AddAuditEntry("product.edit", product.Id, product.Name, merge.Before, merge.After);
            return Outcome.Done(Editable(product));
        }, ct);

    /// <summary>
    /// The rules of the fields, for a new product and an edited one alike. Only what an edit changes is looked up in the database, whose own keys hold for the
    /// rest.
    /// </summary>
    private static async Task<Refusal?> CheckAsync(
        WriteContext write, ProductInput input, int productId, CancellationToken ct, FieldMerge<ProductInput>? edit = null)
    {
        if (InputRules.Check(input) is { } refusal)
        {
            return refusal;
        }

        if (input.Status is { } status && (!Enum.IsDefined(status) || (edit is null && status == ProductStatus.Withdrawn)))
        {
            return Outcome.Invalid(nameof(input.Status), CatalogText.StatusUnknown);
        }

        if (IsLookedUp(nameof(input.CategoryId)) && !await write.Db.Categories.AnyAsync(c => c.Id == input.CategoryId, ct))
        {
            return Outcome.Invalid(nameof(input.CategoryId), CatalogText.CategoryMissing);
        }

        if (IsLookedUp(nameof(input.Sku)) && input.Sku is { } sku
            && await write.Db.Products.Where(p => p.Sku == sku && p.Id != productId).Select(p => p.Name).FirstOrDefaultAsync(ct) is { } taker)
        {
            return Outcome.Invalid(nameof(input.Sku), Texts.Format(CatalogText.SkuTaken, sku, taker));
        }

        return IsLookedUp(nameof(input.Slug)) && input.Slug is { } slug ? await CheckSlugAsync(write, slug, productId, ct) : null;

        bool IsLookedUp(string property) => edit?.Changes(property) != false;
    }

    /// <summary>An address is one product's for ever: old ones keep leading to it.</summary>
    private static async Task<Refusal?> CheckSlugAsync(WriteContext write, string slug, int productId, CancellationToken ct)
    {
        if (!Slugs.IsValid(slug))
        {
            return Outcome.Invalid(nameof(ProductInput.Slug), CatalogText.SlugInvalid);
        }

        return await write.Db.ProductSlugs.AnyAsync(s => s.Slug == slug && s.ProductId != productId, ct)
            || await write.Db.Products.AnyAsync(p => p.Slug == slug && p.Id != productId, ct)
            ? Outcome.Invalid(nameof(ProductInput.Slug), Texts.Format(CatalogText.SlugTaken, slug))
            : null;
    }

    /// <summary>The present address becomes an old one; a new one that was an old one of this product is not any more.</summary>
    private static async Task MoveSlugAsync(WriteContext write, Product product, string slug, CancellationToken ct)
    {
        if (await write.Db.ProductSlugs.FirstOrDefaultAsync(s => s.Slug == slug, ct) is { } mine)
        {
            write.Db.ProductSlugs.Remove(mine);
        }

        write.Db.ProductSlugs.Add(new() { Slug = product.Slug, ProductId = product.Id });
    }

    private EditableProduct Editable(Product product) => new(product.Id, fields.Read(product), product.Version, product.Stock);
}
