using System.Text;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Imports;
using HybridShop.Web.Catalog;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;

namespace HybridShop.Web.Imports;

/// <summary>
/// Writes one product with its variants. The file wins for the fields that it has; where it says what the shop has already, nothing is
/// written. Slugs, the order of variants and the order of pictures stay as they were first given; nothing is taken away.
/// </summary>
/// <param name="write">The act.</param>
/// <param name="group">What the file says.</param>
/// <param name="index">What the shop has.</param>
/// <param name="results">What becomes of the rows.</param>
/// <param name="stock">What becomes of the stock, once the products are saved.</param>
/// <param name="siblings">The shop's variants of this product in their order, its lead first.</param>
internal sealed class ImportGroupWriter(
    WriteContext write, ImportGroup group, ImportIndex index, ImportResults results, ImportStock stock, List<Product> siblings)
{
    /// <summary>Bytes of a lead's slug, which leaves room for its variants' values and a number.</summary>
    private const int LeadSlugBytes = 150;

    private readonly HashSet<string> addedPictures = [];
    private int? groupId;
    private ProductGroup? newGroup;

    /// <param name="categoryId">The file's category, or null when it does not say.</param>
    /// <param name="newCategoryId">The category of products that are new.</param>
    public void Write(int? categoryId, int newCategoryId)
    {
        var keys = index.OfGroup(group.Key).ToDictionary(known => known.Id, known => known.Key);
        siblings.ForEach(product => product.SourceKey = keys[product.Id]);

        var mentioned = group.Variants.Select(variant => index.Find(variant.Key)).OfType<KnownProduct>().Select(known => known.Id).ToHashSet();
        var missing = siblings.Where(product => !mentioned.Contains(product.Id)).ToList();
        results.NoteMissing(missing.Count);
        if (siblings.Count + group.Variants.Count(variant => index.Find(variant.Key) is null && variant.Price is not null) > 1)
        {
            Bind();
        }

        var lead = siblings.FirstOrDefault();
        foreach (var variant in group.Variants)
        {
            if (index.Find(variant.Key) is { } known)
            {
                var product = siblings.Single(p => p.Id == known.Id);
                Update(product, variant, categoryId, product == lead);
            }
            else if (variant.Price is { } price)
            {
                var product = Create(variant, price, newCategoryId, isLead: lead is null);
                lead ??= product;
                siblings.Add(product);
            }
            else
            {
                results.Say(variant.Row, ImportText.PriceMissing);
            }
        }

        if (lead is not null && missing.Contains(lead) && AddPictures(lead, group.Pictures))
        {
            lead.Version++;
            results.Touch();
        }

        foreach (var (row, address) in group.PictureRows)
        {
            results.Set(row, addedPictures.Contains(address) ? ImportResult.Picture : ImportResult.Unchanged);
        }
    }

    /// <summary>A product with variants has a group; one alone needs none until its second comes.</summary>
    private void Bind()
    {
        groupId = index.FindGroup(group.Key);
        if (groupId is null)
        {
            newGroup = new() { SourceKey = group.Key };
            write.Db.ProductGroups.Add(newGroup);
        }

        foreach (var product in siblings.Where(p => p.GroupId is null))
        {
            (product.GroupId, product.Group) = (groupId, newGroup);
        }
    }

    private Product Create(ImportVariant variant, Money price, int categoryId, bool isLead)
    {
        var product = new Product
        {
            Name = group.Name,
            Slug = index.TakeSlug(isLead ? LeadSlug() : $"{LeadSlug()}-{Slugs.From(variant.OptionValues)}"),
            Sku = Sku(variant, -variant.Row),
            Description = group.Description ?? "",
            Price = price,
            Stock = variant.Stock ?? 0,
            LowStockThreshold = new ProductInput().LowStockThreshold,
            CategoryId = categoryId,
            GroupId = groupId,
            Group = newGroup,
            VariantRank = isLead ? 0 : siblings[^1].VariantRank + 1,
            Options = variant.Options,
            SourceKey = variant.Key,
            CreatedById = write.Actor.Id,
            Status = group.Status ?? group.NewStatus,
        };
        ProductDescription.Apply(product);
        AddPictures(product, PicturesOf(variant, isLead));
        write.Db.Products.Add(product);
        stock.Open(product);
        results.Set(variant.Row, ImportResult.Created);
        return product;
    }

    private void Update(Product product, ImportVariant variant, int? categoryId, bool isLead)
    {
        var changed = new List<string>();
        void Field<T>(string name, T now, T wanted, Action<T> set)
        {
            if (!EqualityComparer<T>.Default.Equals(now, wanted))
            {
                set(wanted);
                changed.Add(name);
            }
        }

        var sku = variant.SaysSku ? Sku(variant, product.Id) : product.Sku;
        Field(nameof(product.Name), product.Name, group.Name, value => product.Name = value);
        Field(nameof(product.Description), product.Description, group.Description ?? product.Description, value => product.Description = value);
        Field(nameof(product.Price), product.Price, variant.Price ?? product.Price, value => product.Price = value);
        Field(nameof(product.CategoryId), product.CategoryId, categoryId ?? product.CategoryId, value => product.CategoryId = value);
        Field(nameof(product.Options), product.Options, variant.Options, value => product.Options = value);
        Field(nameof(product.Sku), index.HasReleasedSku(product.Id) ? "" : product.Sku, sku, value => product.Sku = value);
        Field(nameof(product.Status), product.Status, Status(product, variant), value => product.Status = value);
        if (changed.Count > 0)
        {
            ProductDescription.Apply(product);
        }

        if (AddPictures(product, PicturesOf(variant, isLead)))
        {
            changed.Add(nameof(product.Images));
        }

        product.Version += changed.Count > 0 ? 1 : 0;
        if (variant.Stock is { } wanted && wanted != product.Stock)
        {
            stock.Move(product.Id, wanted - product.Stock);
            changed.Add(ImportSentence.Of(ImportText.StockChange, product.Stock, wanted));
        }

        results.Set(variant.Row, changed.Count > 0 ? ImportResult.Updated : ImportResult.Unchanged);
        if (changed.Count > 0)
        {
            results.Say(variant.Row, ImportSentence.Of(ImportText.Changed, string.Join(", ", changed)));
        }
    }

    private ProductStatus Status(Product product, ImportVariant variant)
    {
        if (product.Status == ProductStatus.Withdrawn && group.Status == ProductStatus.Published)
        {
            results.Say(variant.Row, ImportText.StaysWithdrawn);
        }

        return product.Status == ProductStatus.Withdrawn ? ProductStatus.Withdrawn : group.Status ?? product.Status;
    }

    /// <summary>Numbers may repeat in a file, but not in the shop: the first one keeps it.</summary>
    private string? Sku(ImportVariant variant, int holder)
    {
        if (variant.Sku is null || index.TakeSku(variant.Sku, holder))
        {
            return variant.Sku;
        }

        results.Say(variant.Row, ImportSentence.Of(ImportText.SkuTaken, variant.Sku));
        return null;
    }

    private string LeadSlug() =>
        Slugs.IsValid(group.Handle) && Encoding.UTF8.GetByteCount(group.Handle) <= LeadSlugBytes ? group.Handle : Slugs.From(group.Handle);

    /// <summary>The lead carries the pictures of the whole product, the others only their own.</summary>
    private IEnumerable<ImportPicture> PicturesOf(ImportVariant variant, bool isLead)
    {
        var own = variant.Picture is { } picture ? (ImportPicture[])[picture] : [];
        return isLead ? group.Pictures.Concat(own).DistinctBy(p => p.Address) : own;
    }

    private bool AddPictures(Product product, IEnumerable<ImportPicture> pictures)
    {
        var isChanged = false;
        // What staff took off stays off, so the removed ones count as known.
        var known = product.Images.Where(image => image.Role != ProductImageRole.CutOut).ToList();
        var position = known.Where(image => image.Role == ProductImageRole.Gallery).Select(image => image.Position + 1).DefaultIfEmpty().Max();
        foreach (var picture in pictures)
        {
            var image = known.Find(i => i.SourceAddress == picture.Address);
            if (image is null)
            {
                product.Images.Add(new() { SourceAddress = picture.Address, Alt = picture.Alt, Position = position++ });
                addedPictures.Add(picture.Address);
                isChanged = true;
            }
            else if (picture.Alt.Length > 0 && picture.Alt != image.Alt)
            {
                image.Alt = picture.Alt;
                isChanged = true;
            }
        }

        return isChanged;
    }
}
