using System.Globalization;

namespace HybridShop.Components.Shared;

/// <summary>Cuts texts where a reader sees a sign end: no letter without its accent, no half of an emoji.</summary>
public static class TextCut
{
    /// <summary>
    /// The beginning of a text, at most so many characters. Only a single sign that is longer by itself is cut within, never within a
    /// surrogate pair.
    /// </summary>
    public static string Cut(this string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
        {
            return text;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= length)
        {
            end += next;
        }

        if (end > 0)
        {
            return text[..end];
        }

        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>The beginning of a text, at most so many signs, with an ellipsis in place of the rest.</summary>
    public static string CutToSigns(this string text, int count)
    {
        var signs = new StringInfo(text);
        return signs.LengthInTextElements <= count ? text : signs.SubstringByTextElements(0, count) + "…";
    }
}
