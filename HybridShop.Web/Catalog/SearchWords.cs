using System.Globalization;
using System.Text;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog;

/// <summary>Folds text for searching, the same way when stored and when asked: lower case, no accents, single blanks.</summary>
internal static class SearchWords
{
    private const int MaxStored = 1_000;
    private const int MaxWords = 8;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var isBlank = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (!isBlank)
            {
                folded.Append(char.ToLowerInvariant(letter));
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

    /// <summary>The words of a question as <see cref="IndexedProduct.Has"/> looks for them.</summary>
    public static IReadOnlyList<byte[]> Encode(IReadOnlyList<string> words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>What is stored with a product. The name comes first: the earlier a word stands, the better the match.</summary>
    public static string Of(Product product) =>
        Fold($"{product.Name} {product.Sku} {product.Options} {product.Summary}").Cut(MaxStored);
}
