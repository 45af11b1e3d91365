using System.Globalization;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Components.Catalog.Products;

namespace HybridShop.Components.Activity;

/// <summary>
/// Says recorded values as people read them: the list keeps "price: 4.90" under the lasting name of the field, and shows "Price: €4.90". Only edits are
/// recorded field by field; all else is shown as it is.
/// </summary>
/// <param name="products">Fields of products.</param>
/// <param name="currency">The shop's.</param>
/// <param name="nameOfCategory">Name of a category, or null when there is none of that number (any more).</param>
public sealed class ActivityWords(ProductFields products, Currency currency, Func<int, string?> nameOfCategory)
{
    private const string Separator = ": ";

    /// <summary>Names under which entries were written before fields had lasting ones. Their prices are in minor units.</summary>
    private static readonly Dictionary<string, string> Former = new()
    {
        ["Name"] = "name", ["Slug"] = "slug", ["Sku"] = "sku", ["Description"] = "description", [FormerPrice] = "price", ["CategoryId"] = "category",
        ["LowStockThreshold"] = "low_stock_threshold", ["Status"] = "status", ["ParentId"] = "parent", ["Alt"] = "alt", ["Caption"] = "caption",
    };

    private const string FormerPrice = "PriceMinor";

    /// <summary>Whether a line speaks of categories by number.</summary>
    public static bool NamesCategory(ActivityItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return $"{item.Before}\n{item.After}".Split('\n').Any(line => line.Split(Separator)[0] is "category" or "parent" or "CategoryId" or "ParentId");
    }

    /// <summary>One side of a line, <see cref="ActivityItem.Before"/> or <see cref="ActivityItem.After"/>, in words.</summary>
    public string? Read(ActivityItem item, string? side)
    {
        ArgumentNullException.ThrowIfNull(item);
        return side is null ? null : item.What switch
        {
            "product.edit" => Read(side, products),
            "category.edit" => Read(side, CategoryFields.All),
            "picture.edit" => Read(side, PictureFields.All),
            _ => side,
        };
    }

    private string Read<TInput>(string side, FieldTable<TInput> fields)
        where TInput : class, ICopyable<TInput>, new() => string.Join('\n', side.Split('\n').Select(line => Line(line, fields)));

    private string Line<TInput>(string line, FieldTable<TInput> fields)
        where TInput : class, ICopyable<TInput>, new()
    {
        var at = line.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return line;
        }

        var (name, value) = (line[..at], line[(at + Separator.Length)..]);
        if (name == FormerPrice && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            value = currency.Plain(new(minor));
        }

        if (fields.Find(Former.GetValueOrDefault(name, name)) is not { } field)
        {
            return line;
        }

        var said = field.Say(value, nameOfCategory);
        return field.Label + Separator + (said.Length == 0 ? "–" : said);
    }
}
