using System.Globalization;

namespace HybridShop.Components.Catalog.Products;

/// <summary>What a form says, once its numbers are numbers.</summary>
/// <param name="Name">Name.</param>
/// <param name="Slug">Slug; empty for a new product.</param>
/// <param name="Sku">Stock keeping unit, or null.</param>
/// <param name="Description">Description in Markdown.</param>
/// <param name="PriceMinor">Price in minor units.</param>
/// <param name="CategoryId">Id of the category.</param>
/// <param name="LowStockThreshold">At or below it is "few left".</param>
/// <param name="InitialStock">Pieces at the start.</param>
public sealed record ProductEntry(
    string Name, string Slug, string? Sku, string Description, long PriceMinor, int CategoryId, int LowStockThreshold, int InitialStock)
{
    /// <summary>
    /// Reads a form. What cannot be understood is in the errors, by field, and the entry is null; whether the rest holds is for the service to say.
    /// </summary>
    public static (ProductEntry? Entry, IReadOnlyList<OutcomeError> Errors) Read(ProductForm form, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(currency);
        var errors = new List<OutcomeError>();
        var name = CanonicalText.Of(form.Name);
        if (name.Length == 0)
        {
            errors.Add(new(nameof(ProductEdit.Name), CatalogText.NameMissing));
        }

        var category = Number(nameof(ProductEdit.CategoryId), form.CategoryId, CatalogText.CategoryMissing);
        var price = currency.Parse(form.Price);
        if (price is null)
        {
            errors.Add(new(nameof(ProductEdit.PriceMinor), string.Format(CultureInfo.CurrentCulture, ProductText.PriceUnclear, currency.Plain(1250))));
        }

        var entry = new ProductEntry(
            name, form.Slug.Trim(), CanonicalText.Of(form.Sku) is { Length: > 0 } sku ? sku : null, form.Description, price ?? 0, category,
            Number(nameof(ProductEdit.LowStockThreshold), form.LowStockThreshold, ProductText.WholeNumber),
            Number(nameof(ProductInput.InitialStock), form.InitialStock, ProductText.WholeNumber));
        return errors.Count == 0 ? (entry, []) : (null, errors);

        int Number(string field, string text, string problem)
        {
            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                errors.Add(new(field, problem));
            }

            return number;
        }
    }

    /// <summary>As a new product.</summary>
    public ProductInput ToInput(ProductStatus status) => new()
    {
        Name = Name,
        Sku = Sku,
        Description = Description,
        PriceMinor = PriceMinor,
        CategoryId = CategoryId,
        InitialStock = InitialStock,
        LowStockThreshold = LowStockThreshold,
        Status = status,
    };
}
