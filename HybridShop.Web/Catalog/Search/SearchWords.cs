using System.Globalization;
using System.Text;
using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Products;

namespace HybridShop.Web.Catalog.Search;

/// <summary>Folds text for searching, the same way when stored and when asked: lower case, no accents, single blanks.</summary>
internal static class SearchWords
{
    private const int MaxStored = 1_000;
    private const int MaxWords = 8;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Readable(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var isBlank = Rune.IsWhiteSpace(letter) || Rune.IsControl(letter);
            if (!isBlank)
            {
                folded.Append(Rune.ToLowerInvariant(letter));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim();
    }

    /// <summary>The words of a question, folded; empty when there is nothing to look for.</summary>
    public static IReadOnlyList<string> Split(string? question) => string.IsNullOrWhiteSpace(question)
        ? []
        : [.. Fold(question.Cut(CatalogFilter.MaxWordsLength)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)];

    /// <summary>
    /// A text in pieces, with the words of a question told apart. They are found as they are searched, without case and accents, and a hit
    /// takes in each sign that it touches.
    /// </summary>
    public static IEnumerable<(string Piece, bool IsHit)> Mark(string text, IReadOnlyList<string> words)
    {
        var folded = new StringBuilder(text.Length);
        List<(int Start, int End)> signs = [];
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + StringInfo.GetNextTextElementLength(text, start);
            var sign = Fold(text[start..end]) is { Length: > 0 } letters ? letters : " ";
            folded.Append(sign);
            signs.AddRange(Enumerable.Repeat((start, end), sign.Length));
        }

        var (searched, shown) = (folded.ToString(), 0);
        while (FindFirst(searched, words, signs.FindIndex(sign => sign.Start >= shown)) is var (at, length))
        {
            var (start, end) = (signs[at].Start, signs[at + length - 1].End);
            if (start > shown)
            {
                yield return (text[shown..start], false);
            }

            yield return (text[start..end], true);
            shown = end;
        }

        if (shown < text.Length)
        {
            yield return (text[shown..], false);
        }
    }

    /// <summary>The words of a question as <see cref="IndexedProduct.Has"/> looks for them.</summary>
    public static IReadOnlyList<byte[]> Encode(IReadOnlyList<string> words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>What is stored with a product. The name comes first: the earlier a word stands, the better the match.</summary>
    public static string Of(Product product) =>
        Fold($"{product.Name} {product.Sku} {product.Options} {product.Summary}").Cut(MaxStored);

    /// <summary>The first word from a place on, the longest of those that begin there.</summary>
    private static (int At, int Length)? FindFirst(string searched, IReadOnlyList<string> words, int start) => start < 0 ? null : words
        .Select(word => (At: searched.IndexOf(word, start, StringComparison.Ordinal), word.Length)).Where(hit => hit.At >= 0)
        .OrderBy(hit => hit.At).ThenByDescending(hit => hit.Length).Select(hit => ((int, int)?)hit).FirstOrDefault();

    /// <summary>The framework normalizes neither half a surrogate pair nor U+FFFE.</summary>
    private static string Readable(string text) =>
        (CanonicalText.IsReadable(text) ? text : string.Concat(text.EnumerateRunes())).Replace('\uFFFE', '\uFFFD');
}
