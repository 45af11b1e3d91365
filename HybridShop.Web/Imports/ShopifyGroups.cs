using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog;

namespace HybridShop.Web.Imports;

/// <summary>The rows of one product.</summary>
/// <param name="Key">How the product is found again at the next import.</param>
/// <param name="IsGuess">The rows have no handle; the key is made of what they do have.</param>
/// <param name="Handle">The rows' own, or one made of the title.</param>
/// <param name="Rows">In the order of the file.</param>
internal sealed record ShopifyGroup(string Key, bool IsGuess, string Handle, List<ShopifyRow> Rows);

/// <summary>
/// Which rows are one product. All rows of one handle are, wherever they stand (Shopify's rule). Rows without a handle are told apart by the
/// whole title, and those of one title by their numbers, unless they are variants: options of one title belong together.
/// </summary>
internal static class ShopifyGroups
{
    public const string Source = "shopify:";
    public const string GuessSource = "shopify?";

    public static string HandleOf(ShopifyRow row)
    {
        if (row.Says(ShopifyField.Handle))
        {
            return row[ShopifyField.Handle];
        }

        return row.Says(ShopifyField.Title) ? Slugs.From(row[ShopifyField.Title]) : "";
    }

    /// <summary>In the order in which the products come first.</summary>
    public static IEnumerable<ShopifyGroup> Of(IEnumerable<ShopifyRow> rows) =>
        rows.GroupBy(row => row.Says(ShopifyField.Handle) ? Source + row[ShopifyField.Handle].ToLowerInvariant() : TitleKey(row))
            .SelectMany(group => group.Key.StartsWith(Source, StringComparison.Ordinal)
                ? [new ShopifyGroup(group.Key, IsGuess: false, group.First()[ShopifyField.Handle].ToLowerInvariant(), [.. group])]
                : WithoutHandle([.. group]));

    private static IEnumerable<ShopifyGroup> WithoutHandle(List<ShopifyRow> rows)
    {
        var head = rows[0];
        if (rows.Exists(row => ShopifyVariants.OptionsOf(row, head).Count > 0))
        {
            return [new(TitleKey(head), IsGuess: true, HandleOf(head), rows)];
        }

        // A row without a number (a further picture, mostly) belongs to the one before it.
        var bySku = new OrderedDictionary<string, List<ShopifyRow>>();
        List<ShopifyRow> first = [];
        var current = first;
        foreach (var row in rows)
        {
            if (ShopifyCells.Sku(row[ShopifyField.Sku]) is { Length: <= ProductLimits.SkuLength } sku && !bySku.TryGetValue(sku, out current))
            {
                bySku[sku] = current = bySku.Count == 0 ? first : [];
            }

            current.Add(row);
        }

        return bySku.Count == 0
            ? [new(TitleKey(head), IsGuess: true, HandleOf(head), rows)]
            : bySku.Select(part => new ShopifyGroup($"{GuessSource}sku:{part.Key}", IsGuess: true, HandleOf(head), part.Value));
    }

    private static string TitleKey(ShopifyRow row) => $"{GuessSource}title:{row[ShopifyField.Title].Normalize().ToLowerInvariant()}";
}
