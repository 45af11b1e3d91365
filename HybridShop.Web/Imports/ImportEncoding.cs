using System.Text;
using HybridShop.Components.Imports;

namespace HybridShop.Web.Imports;

/// <summary>
/// Brings a file of text to UTF-8. What says of itself that it is UTF-16 is read so; other encodings cannot be told apart for certain, and
/// a wrong guess would put wrong letters into the shop, so they are refused with the line where the first such letter stands.
/// </summary>
internal static class ImportEncoding
{
    private const int BufferBytes = 81_920;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The file as UTF-8 without a byte order mark. Invalid when it is too large, no text, or its encoding is not known.</summary>
    public static async Task<Outcome<ArraySegment<byte>>> ReadAsync(Stream file, CancellationToken ct)
    {
        if (await ReadWholeAsync(file, ct) is not { } bytes)
        {
            return Refuse(ImportText.FileTooLarge, ImportLimits.FileBytes / 1024 / 1024);
        }

        if (IsArchive(bytes))
        {
            return Refuse(ImportText.NotText);
        }

        var encoding = EncodingOf(bytes);
        var text = bytes.AsSpan().StartsWith(encoding.Preamble) ? bytes[encoding.Preamble.Length..] : bytes;
        try
        {
            // Looks at all of it, so that what is no text is found before anything is made of it.
            _ = encoding.GetCharCount(text);
            return Outcome.Done(encoding == Utf8 ? text : Encoding.Convert(encoding, Encoding.UTF8, text.Array!, text.Offset, text.Count));
        }
        catch (DecoderFallbackException e)
        {
            var line = LineAt(encoding, text[..Math.Clamp(e.Index, 0, text.Count)]);
            return encoding == Utf8 ? Refuse(ImportText.NotUtf8, line) : Refuse(ImportText.NotUtf16, line);
        }
    }

    private static async Task<ArraySegment<byte>?> ReadWholeAsync(Stream file, CancellationToken ct)
    {
        var whole = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await file.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (whole.Length + count > ImportLimits.FileBytes)
            {
                return null;
            }

            whole.Write(buffer, 0, count);
        }

        return new(whole.GetBuffer(), 0, (int)whole.Length);
    }

    /// <summary>An Excel workbook of today or of old, or something packed.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>By the byte order mark, or by the zero that UTF-16 has beside the first letter of a header.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => Utf16,
        [0xFE, 0xFF, ..] or [0, not 0, ..] => Utf16BigEndian,
        _ => Utf8,
    };

    /// <summary>The line, from 1, that goes on behind these bytes.</summary>
    private static int LineAt(Encoding encoding, ReadOnlySpan<byte> before)
    {
        var lenient = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        var text = lenient.GetString(before);
        return 1 + text.Where((letter, i) => letter == '\n' || (letter == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))).Count();
    }

    private static Refusal Refuse(string format, params object[] values) =>
        Outcome.Invalid("", ImportSentence.Of(format, values));
}
