using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Products;

internal sealed class ProductService(
    IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, IInitialStock initialStock, ProductLists lists,
    ProductItemReader items, Currency currency)
    : IProductService
{
    public Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default) => actor.IsSeller
        ? lists.ListAsync(query, actor, ct)
        : throw new UnauthorizedAccessException($"{actor.Name} sells nothing.");

    public async Task<PageOf<ProductItem>> ListItemsAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default)
    {
        var page = (await ListAsync(query, actor, ct)).Products;
        return new(await items.FindManyAsync([.. page.Items.Select(row => row.Id)], ct), page.Page, page.PageSize, page.Total);
    }

    public async Task<ProductFields?> FindFieldsAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId, ct);
        return product is not null && actor.MayChange(product.CreatedById) ? Fields(product) : null;
    }

    public Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct = default) =>
        actor.IsSeller ? lists.ListVariantsAsync(productId, actor, ct) : Task.FromResult<IReadOnlyList<ProductListItem>>([]);

    public DescriptionPreview PreviewDescription(string markdown)
    {
        var (summary, specs, body, lead) = ProductDescription.From(markdown.Cut(ProductLimits.DescriptionLength));
        return new(summary, specs, body, lead);
    }

    public Task<Outcome<ProductFields>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, async write =>
        {
            if (!actor.IsSeller)
            {
                return Outcome.Forbidden(CatalogText.SellersOnly);
            }

            if (InputRules.Check(input) is { } broken)
            {
                return broken;
            }

            if (input.Status == ProductStatus.Withdrawn)
            {
                return Outcome.Invalid(nameof(input.Status), CatalogText.StatusUnknown);
            }

            var product = new Product
            {
                Name = input.Name,
                Slug = input.Slug ?? await Slugs.FreeForProductAsync(write.Db, Slugs.From(input.Name), ct),
                Sku = input.Sku,
                Description = input.Description,
                PriceMinor = input.PriceMinor,
                CategoryId = input.CategoryId,
                Stock = input.InitialStock,
                LowStockThreshold = input.LowStockThreshold,
                Status = input.Status ?? ProductStatus.Draft,
                CreatedById = actor.Id,
            };
            if ((await CheckAsync(write, product, ct) ?? (input.Slug is null ? null : await CheckSlugAsync(write, product, ct))) is { } refusal)
            {
                return refusal;
            }

            ProductDescription.Apply(product);
            write.Db.Products.Add(product);
            await write.Db.SaveChangesAsync(ct);
            await initialStock.OpenAsync(write, product.Id, product.Stock, ct);
            write.AddChange(ChangeKind.Product, product.Id, product.Id, isListed: product.Status == ProductStatus.Published);
            write.AddAuditEntry("product.create", product.Id, product.Name, null, product.Name);
            return Outcome.Done(Fields(product));
        }, ct);

    public Task<Outcome<ProductFields>> EditAsync(int productId, ProductEdit edit, ShopActor actor, CancellationToken ct = default) =>
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

            if (edit.SeenVersions?.Contains(product.Version) == false)
            {
                return Outcome.OtherVersion(CatalogText.ProductChangedMeanwhile);
            }

            var (wasListed, oldSlug) = (product.Status == ProductStatus.Published, product.Slug);
            var merge = Merge(product, edit);
            if (merge.Refusal is { } conflict)
            {
                return conflict;
            }

            if (merge.Written.Count == 0)
            {
                return Outcome.Done(Fields(product));
            }

            if (await CheckAsync(write, product, ct) is { } refusal)
            {
                return refusal;
            }

            if (product.Slug != oldSlug && await MoveSlugAsync(write, product, oldSlug, ct) is { } taken)
            {
                return taken;
            }

            product.Version++;
            ProductDescription.Apply(product);
            write.AddChange(ChangeKind.Product, product.Id, product.Id, isListed: wasListed || product.Status == ProductStatus.Published);
            write.AddAuditEntry("product.edit", product.Id, product.Name, merge.BeforeText, merge.AfterText);
            return Outcome.Done(Fields(product));
        }, ct);

    public async Task<Outcome<ProductFields>> WithdrawAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        var fields = await FindFieldsAsync(productId, actor, ct);
        return fields is null
            ? await WhyHiddenAsync(productId, ct)
            : await EditAsync(productId, new() { Status = new(fields.Status, ProductStatus.Withdrawn) }, actor, ct);
    }

    private async Task<Refusal> WhyHiddenAsync(int productId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.AnyAsync(p => p.Id == productId, ct)
            ? Outcome.Forbidden(CatalogText.NotYours)
            : Outcome.NotFound(CatalogText.ProductNotFound);
    }

    private FieldMerge Merge(Product product, ProductEdit edit)
    {
        var merge = new FieldMerge();
        merge.Field(nameof(edit.Name), edit.Name, product.Name, value => product.Name = value);
        merge.Field(nameof(edit.Slug), edit.Slug, product.Slug, value => product.Slug = value);
        merge.Field(nameof(edit.Sku), edit.Sku, product.Sku, value => product.Sku = value);
        merge.Field(nameof(edit.Description), edit.Description, product.Description, value => product.Description = value);
        merge.Field(nameof(edit.PriceMinor), edit.PriceMinor, product.PriceMinor, value => product.PriceMinor = value, currency.Plain);
        merge.Field(nameof(edit.CategoryId), edit.CategoryId, product.CategoryId, value => product.CategoryId = value);
        merge.Field(nameof(edit.LowStockThreshold), edit.LowStockThreshold, product.LowStockThreshold, value => product.LowStockThreshold = value);
        merge.Field(nameof(edit.Status), edit.Status, product.Status, value => product.Status = value);
        return merge;
    }

    /// <summary>The rules of the fields, for a new product and an edited one alike.</summary>
    private static async Task<Refusal?> CheckAsync(WriteContext write, Product product, CancellationToken ct)
    {
        if (InputRules.Check(new ProductInput
        {
            Name = product.Name,
            Sku = product.Sku,
            Description = product.Description,
            PriceMinor = product.PriceMinor,
            LowStockThreshold = product.LowStockThreshold,
        }) is { } refusal)
        {
            return refusal;
        }

        if (!Enum.IsDefined(product.Status))
        {
            return Outcome.Invalid(nameof(ProductEdit.Status), CatalogText.StatusUnknown);
        }

        if (!await write.Db.Categories.AnyAsync(c => c.Id == product.CategoryId, ct))
        {
            return Outcome.Invalid(nameof(ProductEdit.CategoryId), CatalogText.CategoryMissing);
        }

        var taker = product.Sku is null ? null
            : await write.Db.Products.Where(p => p.Sku == product.Sku && p.Id != product.Id).Select(p => p.Name).FirstOrDefaultAsync(ct);
        return taker is null ? null : Outcome.Invalid(nameof(ProductEdit.Sku), Text(CatalogText.SkuTaken, product.Sku!, taker));
    }

    /// <summary>An address is one product's for ever: old ones keep leading to it.</summary>
    private static async Task<Refusal?> CheckSlugAsync(WriteContext write, Product product, CancellationToken ct) =>
        !Slugs.IsValid(product.Slug) ? Outcome.Invalid(nameof(ProductEdit.Slug), CatalogText.SlugInvalid)
        : await write.Db.ProductSlugs.AnyAsync(s => s.Slug == product.Slug && s.ProductId != product.Id, ct)
            || await write.Db.Products.AnyAsync(p => p.Slug == product.Slug && p.Id != product.Id, ct)
            ? Outcome.Invalid(nameof(ProductEdit.Slug), Text(CatalogText.SlugTaken, product.Slug))
        : null;

    private static async Task<Refusal?> MoveSlugAsync(WriteContext write, Product product, string oldSlug, CancellationToken ct)
    {
        if (await CheckSlugAsync(write, product, ct) is { } refusal)
        {
            return refusal;
        }

        if (await write.Db.ProductSlugs.FirstOrDefaultAsync(s => s.Slug == product.Slug, ct) is { } mine)
        {
            write.Db.ProductSlugs.Remove(mine);
        }

        write.Db.ProductSlugs.Add(new() { Slug = oldSlug, ProductId = product.Id });
        return null;
    }

    private static ProductFields Fields(Product p) => new(
        p.Id, p.Name, p.Slug, p.Sku, p.Description, p.PriceMinor, p.CategoryId, p.LowStockThreshold, p.Status, p.Stock, p.Version, p.CreatedById);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
