using System.Globalization;
using System.Text;
using AnyAscii;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

/// <summary>
/// The part of an address that names a product or category: small letters, digits, single dashes. Latin, Greek, Cyrillic, Armenian and
/// Georgian letters are spelled in ASCII; those of other scripts stay, because no spelling of them serves every language that has them.
/// </summary>
internal static class Slugs
{
    /// <summary>Most bytes of a slug in UTF-8, of which each may take three letters of an address.</summary>
    public const int MaxBytes = 255;

    /// <summary>Most bytes of a slug made from a name, leaving room for a number.</summary>
    private const int MaxMadeBytes = 80;

    /// <summary>How many numbers are asked for at once.</summary>
    private const int NumbersAtOnce = 30;

    /// <summary>Whether it is a slug in its one form: in NFC, nothing in capitals, nothing invisible.</summary>
    public static bool IsValid(string slug)
    {
        if (slug.Length is 0 or > MaxBytes || slug is ['-', ..] or [.., '-'] || slug.Contains("--", StringComparison.Ordinal))
        {
            return false;
        }

        return Ascii.IsValid(slug)
            ? slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            : CanonicalText.IsReadable(slug) && Encoding.UTF8.GetByteCount(slug) <= MaxBytes
                && slug.Split('-').All(word => !CanonicalText.IsMark(word.EnumerateRunes().First()) && word.EnumerateRunes().All(IsPart))
                && slug.IsNormalized();
    }

    /// <summary>Makes a slug of a name; "item" when there is neither letter nor digit in it.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        var bytes = 0;
        foreach (var piece in Pieces(CanonicalText.Of(name)))
        {
            if (piece == "-" && (slug.Length == 0 || slug[^1] == '-'))
            {
                continue;
            }

            bytes += Encoding.UTF8.GetByteCount(piece);
            if (bytes > MaxMadeBytes)
            {
                break;
            }

            slug.Append(piece);
        }

        var made = slug.ToString().TrimEnd('-').Normalize();
        return made.Length == 0 ? "item" : made;
    }

    /// <summary>The slug that was meant by one in capitals, with a blank behind it or in another normal form; null when there is no such.</summary>
    public static string? Meant(string asked)
    {
        var meant = asked.Length <= MaxBytes ? CanonicalText.Of(asked).ToLowerInvariant() : asked;
        return meant != asked && IsValid(meant) ? meant : null;
    }

    /// <summary>A slug that no product has or had: the wished one, or with a free number behind it.</summary>
    public static Task<string> FreeForProductAsync(ShopDbContext db, string wished, CancellationToken ct) => FreeAsync(wished, slugs =>
        db.Products.Where(p => slugs.Contains(p.Slug)).Select(p => p.Slug)
            .Concat(db.ProductSlugs.Where(s => slugs.Contains(s.Slug)).Select(s => s.Slug)).ToListAsync(ct));

    public static Task<string> FreeForCategoryAsync(ShopDbContext db, string wished, CancellationToken ct) => FreeAsync(wished, slugs =>
        db.Categories.Where(c => slugs.Contains(c.Slug)).Select(c => c.Slug).ToListAsync(ct));

    /// <summary>
    /// Asks for the wished slug, then for numbers that double until one is free, then for some between it and the last one taken, until the two
    /// are neighbors: six questions where 20,000 have the same name.
    /// </summary>
    internal static async Task<string> FreeAsync(string wished, Func<List<string>, Task<List<string>>> findTakenAsync)
    {
        if ((await findTakenAsync([wished])).Count == 0)
        {
            return wished;
        }

        var (last, free) = (1, 0);
        for (var numbers = Enumerable.Range(1, NumbersAtOnce).Select(power => 1 << power).ToList(); free != last + 1; numbers = Between(last, free))
        {
            var taken = (await findTakenAsync(numbers.ConvertAll(Numbered))).ToHashSet();
            var place = numbers.FindIndex(number => !taken.Contains(Numbered(number)));
            (last, free) = (place == 0 ? last : numbers[place - 1], numbers[place]);
        }

        return Numbered(free);

        string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"{wished}-{number}");
    }

    /// <summary>Some numbers between the two, and the second of them.</summary>
    private static List<int> Between(int last, int free)
    {
        var step = ((free - last) / NumbersAtOnce) + 1;
        return [.. Enumerable.Range(1, (free - last - 1) / step).Select(i => last + (i * step)).Append(free)];
    }

    /// <summary>Words letter by letter, "-" for what stands between them.</summary>
    private static IEnumerable<string> Pieces(string name)
    {
        var previous = "";
        for (int start = 0, length; start < name.Length; start += length)
        {
            length = StringInfo.GetNextTextElementLength(name, start);
            var sign = name.Substring(start, length);
            var plain = sign.Normalize(NormalizationForm.FormKD);
            if (sign == "&")
            {
                yield return "-";
                yield return "and";
                yield return "-";
            }
            else if (!Rune.IsLetterOrDigit(Rune.GetRuneAt(sign, 0)))
            {
                yield return sign is "'" or "’" ? "" : "-";
            }
            else
            {
                yield return IsSpelled(Rune.GetRuneAt(plain, 0)) ? Spell(plain, previous) : Kept(sign);
            }

            previous = plain;
        }
    }

    /// <summary>Scripts of which each letter has one spelling: ASCII, Latin, Greek, Cyrillic, Armenian, Georgian.</summary>
    private static bool IsSpelled(Rune letter) => letter.Value is
        <= 0x058F or (>= 0x10A0 and <= 0x10FF) or (>= 0x1C80 and <= 0x1CBF) or (>= 0x1D00 and <= 0x1FFF) or (>= 0x2C60 and <= 0x2C7F)
        or (>= 0x2D00 and <= 0x2D2F) or (>= 0xA640 and <= 0xA69F) or (>= 0xA720 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F);

    /// <summary>The composed letter, because й is no и with something above it. Greek writes the sound u with two letters.</summary>
    private static string Spell(string plain, string previous) =>
        plain is "υ" or "Υ" or "υ\u0301" or "Υ\u0301" && previous is "ο" or "Ο"
            ? "u"
            : string.Concat(plain.Normalize().Transliterate().Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static string Kept(string sign) => string.Concat(sign.EnumerateRunes().Select(Rune.ToLowerInvariant).Where(IsPart));

    private static bool IsPart(Rune rune) => !CanonicalText.IsInvisible(rune) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
