using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace HybridShop.Components.Shared;

/// <summary>
/// The one form of text that identifies something: names, stock keeping units, handles, public names, addresses. Two texts that
/// look alike because one was typed and the other pasted are the same text after it. The input classes apply it when they are set.
/// </summary>
public static class CanonicalText
{
    /// <summary>Most characters of a key, so that any name's key fits into an index.</summary>
    public const int MaxKeyLength = 300;

    /// <summary>From here on scripts and pictographs begin that draw differently with a joiner or a variation selector between them.</summary>
    private const int FirstJoined = 0x0590;

    /// <summary>
    /// One line in NFC without outer white space, runs of white space as one blank, without controls, direction marks and whatever else
    /// is not drawn. Empty when nothing of it can be seen, as with combining marks alone. Null stays null, and text that cannot be kept
    /// stays as it is (<see cref="IsReadable"/>), so that it is refused.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null || IsPlain(text) || !IsReadable(text))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        var (before, isSeen) = (default(Rune), false);
        Rune? joiner = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                joiner = null;
                before = default;
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (!IsInvisible(rune))
            {
                // A joiner counts between two signs only.
                line.Append(joiner).Append(rune);
                joiner = null;
                before = rune;
                isSeen |= !IsMark(rune);
            }
            else if (before.Value >= FirstJoined && IsVariationSelector(rune))
            {
                line.Append(rune);
                before = default;
            }
            else if (before.Value >= FirstJoined && IsJoiner(rune))
            {
                joiner = rune;
                before = default;
            }
        }

        return isSeen ? line.ToString().TrimEnd().Normalize() : "";
    }

    /// <summary>
    /// By which names are the same: whatever their case, their normalization and the width of their letters. At most
    /// <see cref="MaxKeyLength"/> characters for a text of a third of them.
    /// </summary>
    public static string KeyOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = string.Concat(Of(text).EnumerateRunes().Where(rune => !IsInvisible(rune)));
        if (!IsReadable(name))
        {
            return name;
        }

        // Some single signs stand for a whole sentence, which would not fit.
        var wide = name.Normalize(NormalizationForm.FormKC);
        return (wide.Length <= MaxKeyLength ? wide : name).ToUpperInvariant().ToLowerInvariant().Normalize();
    }

    /// <summary>Whether every database and JSON can keep it: no NUL, and no half of a surrogate pair by itself.</summary>
    public static bool IsReadable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return false;
            }

            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a sign is not drawn by itself: controls, direction marks, fillers and what Unicode calls default-ignorable.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is
            0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164 or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFE00 and <= 0xFE0F)
            or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFFB) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Whether a sign is drawn upon the one before it.</summary>
    public static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0x180B and <= 0x180D) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
