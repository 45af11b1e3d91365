using System.Globalization;

namespace HybridShop;

/// <summary>A field of the product editor: how it is typed, and how what stands in the shop would be typed.</summary>
/// <param name="Name">Its name in <see cref="ProductEdit"/> and <see cref="ProductInput"/>, by which errors and conflicts speak of it.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Read">What is typed.</param>
/// <param name="Write">Types.</param>
/// <param name="InShop">The shop's value as it would be typed.</param>
internal sealed record ProductField(
    string Name, Func<string> Label, Func<ProductForm, string> Read, Action<ProductForm, string> Write, Func<ProductFields, Currency, string> InShop)
{
    /// <summary>All fields that an edit may touch, in the order of the form.</summary>
    public static IReadOnlyList<ProductField> All { get; } =
    [
        new(nameof(ProductEdit.Name), () => ProductDeskText.Name, form => form.Name, (form, text) => form.Name = text, (fields, _) => fields.Name),
        new(nameof(ProductEdit.CategoryId), () => ProductDeskText.Category, form => form.CategoryId, (form, text) => form.CategoryId = text,
            (fields, _) => fields.CategoryId.ToString(CultureInfo.InvariantCulture)),
        new(nameof(ProductEdit.PriceMinor), () => ProductDeskText.Price, form => form.Price, (form, text) => form.Price = text,
            (fields, currency) => currency.Plain(fields.PriceMinor)),
        new(nameof(ProductEdit.Sku), () => ProductDeskText.Number, form => form.Sku, (form, text) => form.Sku = text, (fields, _) => fields.Sku ?? ""),
        new(nameof(ProductEdit.LowStockThreshold), () => ProductDeskText.LowAt, form => form.LowStockThreshold,
            (form, text) => form.LowStockThreshold = text, (fields, _) => fields.LowStockThreshold.ToString(CultureInfo.InvariantCulture)),
        new(nameof(ProductEdit.Slug), () => ProductDeskText.Address, form => form.Slug, (form, text) => form.Slug = text, (fields, _) => fields.Slug),

        // A browser's text area knows one kind of line end.
        new(nameof(ProductEdit.Description), () => ProductDeskText.Description, form => form.Description, (form, text) => form.Description = text,
            (fields, _) => fields.Description.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')),
    ];
}
