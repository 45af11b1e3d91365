using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

/// <summary>The part of an address that names a product or category: small letters, digits, single dashes.</summary>
internal static partial class Slugs
{
    /// <summary>Longest slug made from a name, leaving room for a number.</summary>
    private const int MaxMade = 80;

    public static bool IsValid(string slug) => Pattern().IsMatch(slug);

    /// <summary>Makes a slug of a name; "item" when nothing in it can be spelled with small letters and digits.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in SearchWords.Fold(Spell(name)))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (letter is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == MaxMade)
            {
                break;
            }
        }

        var made = slug.ToString().Trim('-');
        return made.Length == 0 ? "item" : made;
    }

    /// <summary>A slug that no product has or had: the wished one, or with the first free number behind it.</summary>
    public static async Task<string> FreeForProductAsync(ShopDbContext db, string wished, CancellationToken ct)
    {
        for (var number = 1; ; number++)
        {
            var slug = number == 1 ? wished : string.Create(CultureInfo.InvariantCulture, $"{wished}-{number}");
            if (!await db.Products.AnyAsync(p => p.Slug == slug, ct) && !await db.ProductSlugs.AnyAsync(s => s.Slug == slug, ct))
            {
                return slug;
            }
        }
    }

    public static async Task<string> FreeForCategoryAsync(ShopDbContext db, string wished, CancellationToken ct)
    {
        for (var number = 1; ; number++)
        {
            var slug = number == 1 ? wished : string.Create(CultureInfo.InvariantCulture, $"{wished}-{number}");
            if (!await db.Categories.AnyAsync(c => c.Slug == slug, ct))
            {
                return slug;
            }
        }
    }

    /// <summary>Letters that do not fall apart into a base letter and an accent.</summary>
    private static string Spell(string name) => name
        .Replace("ß", "ss", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase)
        .Replace("ø", "o", StringComparison.OrdinalIgnoreCase).Replace("œ", "oe", StringComparison.OrdinalIgnoreCase)
        .Replace("ł", "l", StringComparison.OrdinalIgnoreCase).Replace("đ", "d", StringComparison.OrdinalIgnoreCase)
        .Replace("&", " and ", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
