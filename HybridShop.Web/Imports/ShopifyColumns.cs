using System.Collections.Frozen;

namespace HybridShop.Web.Imports;

/// <summary>The columns of Shopify's product file that the shop has a use for.</summary>
internal enum ShopifyField
{
    Handle,
    Title,
    Body,
    ProductCategory,
    GoogleCategory,
    Type,
    Published,
    Status,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Sku,
    Price,
    Tracker,
    Quantity,
    ImageSource,
    ImagePosition,
    ImageAlt,
    VariantImage,
}

/// <summary>
/// Where each field stands in one file. Names changed over the years and between tools, so each field has several; case and outer
/// spaces do not matter, unknown columns are passed over.
/// </summary>
internal sealed class ShopifyColumns
{
    public static readonly int FieldCount = Enum.GetValues<ShopifyField>().Length;

    private static readonly FrozenDictionary<string, ShopifyField> Names = new Dictionary<string, ShopifyField>
    {
        ["Handle"] = ShopifyField.Handle,
        ["URL handle"] = ShopifyField.Handle,
        ["Title"] = ShopifyField.Title,
        ["Body (HTML)"] = ShopifyField.Body,
        ["Body HTML"] = ShopifyField.Body,
        ["Body"] = ShopifyField.Body,
        ["Description"] = ShopifyField.Body,
        ["Product Category"] = ShopifyField.ProductCategory,
        ["Google product category"] = ShopifyField.GoogleCategory,
        ["Google Shopping / Google Product Category"] = ShopifyField.GoogleCategory,
        ["Google shopping google product category"] = ShopifyField.GoogleCategory,
        ["Type"] = ShopifyField.Type,
        ["Product type"] = ShopifyField.Type,
        ["Published"] = ShopifyField.Published,
        ["Published on online store"] = ShopifyField.Published,
        ["Status"] = ShopifyField.Status,
        ["Option1 Name"] = ShopifyField.Option1Name,
        ["Option1 Value"] = ShopifyField.Option1Value,
        ["Option2 Name"] = ShopifyField.Option2Name,
        ["Option2 Value"] = ShopifyField.Option2Value,
        ["Option3 Name"] = ShopifyField.Option3Name,
        ["Option3 Value"] = ShopifyField.Option3Value,
        ["Variant SKU"] = ShopifyField.Sku,
        ["SKU"] = ShopifyField.Sku,
        ["Variant Price"] = ShopifyField.Price,
        ["Price"] = ShopifyField.Price,
        ["Variant Inventory Tracker"] = ShopifyField.Tracker,
        ["Inventory tracker"] = ShopifyField.Tracker,
        ["Variant Inventory Qty"] = ShopifyField.Quantity,
        ["Variant Inventory Quantity"] = ShopifyField.Quantity,
        ["Inventory quantity"] = ShopifyField.Quantity,
        ["Image Src"] = ShopifyField.ImageSource,
        ["Product image URL"] = ShopifyField.ImageSource,
        ["Image Position"] = ShopifyField.ImagePosition,
        ["Image Alt Text"] = ShopifyField.ImageAlt,
        ["Variant Image"] = ShopifyField.VariantImage,
        ["Variant image URL"] = ShopifyField.VariantImage,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly int[] places = [.. Enumerable.Repeat(-1, FieldCount)];

    public ShopifyColumns(IReadOnlyList<string> header)
    {
        Count = header.Count;
        for (var place = 0; place < header.Count; place++)
        {
            if (!Names.TryGetValue(header[place].Trim(), out var field))
            {
                continue;
            }

            if (Has(field))
            {
                Repeated.Add(header[place].Trim());
                continue;
            }

            places[(int)field] = place;
        }
    }

    /// <summary>Columns of the header, known or not.</summary>
    public int Count { get; }

    public int KnownCount => places.Count(place => place >= 0);

    /// <summary>Names of the columns that were passed over because one further left says the same.</summary>
    public List<string> Repeated { get; } = [];

    public bool Has(ShopifyField field) => places[(int)field] >= 0;

    /// <summary>Place of the column from 0, or -1 where the file does not have it.</summary>
    public int PlaceOf(ShopifyField field) => places[(int)field];
}
