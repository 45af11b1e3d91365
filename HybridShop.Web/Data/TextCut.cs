namespace HybridShop.Web.Data;

internal static class TextCut
{
    /// <summary>The beginning of a text, never half a sign: a lone surrogate cannot be folded, nor stored by PostgreSQL.</summary>
    public static string Cut(this string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
