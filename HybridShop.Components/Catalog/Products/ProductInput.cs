using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HybridShop.Components.Catalog.Categories;

namespace HybridShop.Components.Catalog.Products;

/// <summary>Bounds of a product's fields; the database checks the same.</summary>
public static class ProductLimits
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 255;

    /// <summary>Most characters of a slug.</summary>
    public const int SlugLength = 255;

    /// <summary>Most characters of a stock keeping unit.</summary>
    public const int SkuLength = 64;

    /// <summary>Most characters of a description in Markdown.</summary>
    public const int DescriptionLength = 20_000;

    /// <summary>Most characters of the derived summary.</summary>
    public const int SummaryLength = 500;

    /// <summary>Most characters of a variant's options.</summary>
    public const int OptionsLength = 400;

    /// <summary>Highest price in minor units: 99,999,999.99.</summary>
    public const long MaxPriceMinor = 9_999_999_999;

    /// <summary>Most pieces on hand.</summary>
    public const int MaxStock = 1_000_000_000;
}

/// <summary>A new product.</summary>
/// <remarks>Also one that is there, with what an edit wants of it: the same rules hold. Each property has its line in <see cref="ProductFields"/>.</remarks>
public sealed record ProductInput : ICopyable<ProductInput>
{
    /// <summary>Name, 1 to 255 characters.</summary>
    [Required(ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameMissing))]
    [StringLength(ProductLimits.NameLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.NameTooLong))]
    public string Name { get; set => field = CanonicalText.Of(value); } = "";

    /// <summary>Its address, lower-case letters, digits and dashes; null to make it from the name.</summary>
    [StringLength(ProductLimits.SlugLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.SlugInvalid))]
    [KeptUnlessSet]
    public string? Slug { get; set => field = CanonicalText.Of(value); }

    /// <summary>Stock keeping unit, unique in the shop, or null.</summary>
    [StringLength(ProductLimits.SkuLength, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.SkuTooLong))]
    public string? Sku { get; set => field = CanonicalText.Of(value) is { Length: > 0 } sku ? sku : null; }

    /// <summary>Description in Markdown; HTML in it is shown as text.</summary>
    [StringLength(ProductLimits.DescriptionLength, ErrorMessageResourceType = typeof(CatalogText),
        ErrorMessageResourceName = nameof(CatalogText.DescriptionTooLong))]
    public string Description { get; set; } = "";

    /// <summary>Price in the shop's currency, 0 to 99,999,999.99.</summary>
    [MoneyRange(0, ProductLimits.MaxPriceMinor, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.PriceOutOfRange))]
    [JsonRequired]
    public Money Price { get; set; }

    /// <summary>Id of an existing category.</summary>
    [JsonRequired]
    [JsonAlias("category")]
    public int CategoryId { get; set; }

    /// <summary>Pieces on hand at the start; afterwards stock moves only by the stock service.</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.StockNegative))]
    public int InitialStock { get; set; }

    /// <summary>At or below this many pieces lists say "few left".</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(CatalogText), ErrorMessageResourceName = nameof(CatalogText.ThresholdOutOfRange))]
    public int LowStockThreshold { get; set; } = 5;

    /// <summary>
    /// Draft or published; withdrawn is not a start. Null when nothing is said of it: a new product is a draft then, and one that is there stays as it is.
    /// </summary>
    [KeptUnlessSet]
    public ProductStatus? Status { get; set; }

    /// <inheritdoc />
    public ProductInput Copy() => this with { };
}

/// <summary>The fields of a product, in the order of its editor.</summary>
/// <param name="currency">The shop's.</param>
public sealed class ProductFields(Currency currency) : FieldTable<ProductInput>
{
    private static readonly Func<string> WholeNumber = () => ProductText.WholeNumber;

    /// <summary>Name.</summary>
    public Field<ProductInput> Name { get; } = Of(input => input.Name, "name", FieldKinds.Text, () => ProductText.Name);

    /// <summary>Category.</summary>
    public Field<ProductInput> Category { get; } = Of(input => input.CategoryId, "category", CategoryKinds.Category, () => ProductText.Category);

    /// <summary>Price.</summary>
    public Field<ProductInput> Price { get; } = Of(input => input.Price, "price", PriceIn(currency), () => ProductText.Price);

    /// <summary>Stock keeping unit.</summary>
    public Field<ProductInput> Sku { get; } = Of(input => input.Sku, "sku", FieldKinds.OptionalText, () => ProductText.Number);

    /// <summary>At or below it is "few left".</summary>
    public Field<ProductInput> LowStockThreshold { get; } =
        Of(input => input.LowStockThreshold, "low_stock_threshold", FieldKinds.Number(WholeNumber), () => ProductText.LowAt);

    /// <summary>The part of its address; an old one keeps leading here (301).</summary>
    public Field<ProductInput> Slug { get; } = Of(input => input.Slug, "slug", FieldKinds.TextOrNull, () => ProductText.Address);

    /// <summary>Pieces at the start; afterwards stock moves only by the stock service.</summary>
    public Field<ProductInput> InitialStock { get; } =
        Of(input => input.InitialStock, "initial_stock", FieldKinds.Number(WholeNumber), () => ProductText.InitialStock, Nobody);

    /// <summary>Description in Markdown.</summary>
    public Field<ProductInput> Description { get; } = Of(input => input.Description, "description", FieldKinds.Lines, () => ProductText.Description);

    /// <summary>Draft, published or withdrawn.</summary>
    public Field<ProductInput> Status { get; } = Of(input => input.Status, "status", FieldKinds.Choice<ProductStatus>(Say), () => ProductText.Status);

    private static FieldKind<Money> PriceIn(Currency currency) => new()
    {
        Format = currency.Plain,
        TryParse = (string text, out Money amount) =>
        {
            var price = currency.Parse(text);
            amount = price ?? default;
            return price is not null;
        },
        Unclear = () => Texts.Format(ProductText.PriceUnclear, currency.Plain(new(1250))),
        Say = (amount, _) => currency.Format(amount),
    };

    private static string Say(ProductStatus status) => status switch
    {
        ProductStatus.Draft => CatalogText.StatusDraft,
        ProductStatus.Published => CatalogText.StatusPublished,
        _ => CatalogText.StatusWithdrawn,
    };
}

/// <summary>A product as an editor reads it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fields">All that its writers set; its initial stock is history and 0.</param>
/// <param name="Version">Rises with every edit of fields.</param>
/// <param name="Stock">Pieces on hand.</param>
public sealed record EditableProduct(int Id, ProductInput Fields, int Version, int Stock);
