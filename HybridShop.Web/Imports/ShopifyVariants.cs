using System.Globalization;
using HybridShop.Components.Catalog.Products;

namespace HybridShop.Web.Imports;

/// <summary>Turns the rows of one handle into its variants. Rows that cannot be one are skipped with a reason.</summary>
internal sealed class ShopifyVariants(ShopifyColumns columns, ShopifyNumbers numbers, PlannedRow[] rows, ShopifyRow head, string groupKey)
{
    private static readonly (ShopifyField Name, ShopifyField Value)[] Axes =
    [
        (ShopifyField.Option1Name, ShopifyField.Option1Value),
        (ShopifyField.Option2Name, ShopifyField.Option2Value),
        (ShopifyField.Option3Name, ShopifyField.Option3Value),
    ];

    private readonly Dictionary<string, List<ShopifyRow>> rowsByKey = [];

    public IReadOnlyList<ImportVariant> Plan(IReadOnlyList<ShopifyRow> members) => [.. members.Select(Plan).OfType<ImportVariant>()];

    private ImportVariant? Plan(ShopifyRow row)
    {
        var planned = rows[row.Number - 1];
        var options = OptionsOf(row, head);
        var values = options.Select(option => option.Value).ToList();

        // No cell has a tab in it, so tabs keep the values apart.
        var key = string.Join('\t', values.Prepend(groupKey));
        var text = string.Join("; ", options.Select(option => $"{option.Name}: {option.Value}"));
        if (!rowsByKey.TryGetValue(key, out var same))
        {
            rowsByKey[key] = same = [];
        }

        if (same.Find(row.SaysTheSame) is { } twin)
        {
            planned.Skip(ImportSentence.Of(ImportText.SameRow, twin.Number));
            return null;
        }

        same.Add(row);
        if (same.Count > 1)
        {
            // Not a text of ours but the shop's data: it must read the same at the next import, whatever the language.
            text = string.Create(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? text : "Variant")} ({same.Count})");
            key = string.Create(CultureInfo.InvariantCulture, $"{key}\t#{same.Count}");
            planned.Why.Add(ImportSentence.Of(ImportText.SameOptions, same[0].Number, text));
        }

        var (price, noPrice) = columns.Has(ShopifyField.Price) ? numbers.Price(row[ShopifyField.Price]) : (null, null);
        var (stock, noStock, remark) = numbers.Quantity(row[ShopifyField.Quantity]);
        var sku = ShopifyCells.Sku(row[ShopifyField.Sku]);
        var flaw = row != head && values.Count == 0 && !row.Says(ShopifyField.Price) ? ImportText.NeitherVariantNorPicture
            : noPrice ?? noStock
            ?? (sku?.Length > ProductLimits.SkuLength ? CatalogText.SkuTooLong : null)
            ?? (text.Length > ProductLimits.OptionsLength ? ImportText.OptionsTooLong : null);
        if (flaw is not null)
        {
            planned.Skip(flaw);
            return null;
        }

        if (remark is not null)
        {
            planned.Why.Add(remark);
        }

        return new()
        {
            Row = row.Number,
            Key = key,
            Options = text.Length > 0 ? text : null,
            OptionValues = string.Join(' ', values),
            SaysSku = columns.Has(ShopifyField.Sku),
            Sku = sku,
            Price = price,
            Stock = stock,
            Picture = Picture(row, planned),
        };
    }

    /// <summary>Option names may stand in the first row only. "Title: Default Title" is Shopify's way to say that there is nothing to choose.</summary>
    public static List<(string Name, string Value)> OptionsOf(ShopifyRow row, ShopifyRow head)
    {
        var options = Axes.Where(axis => row.Says(axis.Value))
            .Select(axis => (Name: NameOf(axis.Name), Value: row[axis.Value])).ToList();
        return options is [{ Name: var name, Value: var value }]
            && name.Equals("Title", StringComparison.OrdinalIgnoreCase) && value.Equals("Default Title", StringComparison.OrdinalIgnoreCase) ? [] : options;

        string NameOf(ShopifyField name)
        {
            if (row.Says(name))
            {
                return row[name];
            }

            return head.Says(name) ? head[name] : "Option";
        }
    }

    private static ImportPicture? Picture(ShopifyRow row, PlannedRow planned)
    {
        if (!row.Says(ShopifyField.VariantImage))
        {
            return null;
        }

        var picture = ShopifyCells.Picture(row[ShopifyField.VariantImage], "");
        if (picture is null)
        {
            planned.Why.Add(ImportSentence.Of(ImportText.AddressRefused, row[ShopifyField.VariantImage]));
        }

        return picture;
    }
}
