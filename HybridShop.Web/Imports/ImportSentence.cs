
namespace HybridShop.Web.Imports;

/// <summary>Sentences of the report. They quote what stands in the file, which may be of any length: enough of it to find it there.</summary>
internal static class ImportSentence
{
    /// <summary>Most characters of a quotation.</summary>
    public const int QuotedLength = 200;

    public static string Of(string format, params object[] values) =>
        Texts.Format(format, [.. values.Select(value => value is string text ? Quote(text) : value)]);

    public static string Quote(string text) => text.Length <= QuotedLength ? text : text.Cut(QuotedLength) + "…";
}
