using System.Globalization;

namespace HybridShop.Components.Catalog.Products;

/// <summary>The fields of the product editor.</summary>
internal static class ProductField
{
    private static readonly Dictionary<string, Func<string>> Labels = new()
    {
        [nameof(ProductEdit.Name)] = () => ProductText.Name,
        [nameof(ProductEdit.CategoryId)] = () => ProductText.Category,
        [nameof(ProductEdit.PriceMinor)] = () => ProductText.Price,
        [nameof(ProductEdit.Sku)] = () => ProductText.Number,
        [nameof(ProductEdit.LowStockThreshold)] = () => ProductText.LowAt,
        [nameof(ProductEdit.Slug)] = () => ProductText.Address,
        [nameof(ProductEdit.Description)] = () => ProductText.Description,
        [nameof(ProductInput.InitialStock)] = () => ProductText.InitialStock,
    };

    /// <summary>All fields that an edit may touch, in the order of the form.</summary>
    public static IReadOnlyList<FormField<ProductForm, ProductFields>> All(Currency currency) =>
    [
        new(nameof(ProductEdit.Name), form => form.Name, (form, text) => form.Name = text, fields => fields.Name),
        new(nameof(ProductEdit.CategoryId), form => form.CategoryId, (form, text) => form.CategoryId = text,
            fields => fields.CategoryId.ToString(CultureInfo.InvariantCulture)),
        new(nameof(ProductEdit.PriceMinor), form => form.Price, (form, text) => form.Price = text, fields => currency.Plain(fields.PriceMinor)),
        new(nameof(ProductEdit.Sku), form => form.Sku, (form, text) => form.Sku = text, fields => fields.Sku ?? ""),
        new(nameof(ProductEdit.LowStockThreshold), form => form.LowStockThreshold, (form, text) => form.LowStockThreshold = text,
            fields => fields.LowStockThreshold.ToString(CultureInfo.InvariantCulture)),
        new(nameof(ProductEdit.Slug), form => form.Slug, (form, text) => form.Slug = text, fields => fields.Slug),
        new(nameof(ProductEdit.Description), form => form.Description, (form, text) => form.Description = text,
            fields => fields.Description.AsTyped()),
    ];

    /// <summary>A field's name for people.</summary>
    public static string LabelOf(string field) => Labels[field]();
}
