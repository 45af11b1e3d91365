namespace HybridShop.Components.Catalog.Products;

/// <summary>
/// What is typed into a product's editor, as typed: all that would be lost with the page. It can be put away as JSON and taken out again.
/// </summary>
public sealed class ProductForm : IEditorForm
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The part of its address; not asked for a new product.</summary>
    public string Slug { get; set; } = "";

    /// <summary>Stock keeping unit; empty for none.</summary>
    public string Sku { get; set; } = "";

    /// <summary>Id of the chosen category; empty before one is chosen.</summary>
    public string CategoryId { get; set; } = "";

    /// <summary>Price in major units, as in "12.50".</summary>
    public string Price { get; set; } = "";

    /// <summary>At or below it is "few left".</summary>
    public string LowStockThreshold { get; set; } = "5";

    /// <summary>Pieces at the start; asked for a new product alone.</summary>
    public string InitialStock { get; set; } = "0";

    /// <summary>Description in Markdown.</summary>
    public string Description { get; set; } = "";

    /// <inheritdoc />
    public Dictionary<string, string> Seen { get; set; } = [];

    /// <summary>The form as it is now, for a save during which it is typed on.</summary>
    public ProductForm Copy()
    {
        var copy = (ProductForm)MemberwiseClone();
        copy.Seen = new(Seen);
        return copy;
    }
}
