using System.Text.RegularExpressions;

namespace HybridShop.Components.Reviews;

/// <summary>A run of words that is, or is not, in the other text too.</summary>
/// <param name="Text">The words with the white space behind them.</param>
/// <param name="IsChanged">Whether only this text has them.</param>
public sealed record WordPiece(string Text, bool IsChanged);

/// <summary>Two texts side by side, told apart by words. The pieces of each side together are that side's text.</summary>
/// <param name="Before">The earlier text; its changed pieces were removed.</param>
/// <param name="After">The later text; its changed pieces were added.</param>
public sealed partial record TextDiff(IReadOnlyList<WordPiece> Before, IReadOnlyList<WordPiece> After)
{
    /// <summary>
    /// Most pairs of words that are compared (a second text of 1,000 words): beyond it, all between the common beginning and the common
    /// end counts as changed.
    /// </summary>
    public const int MaxPairs = 1_000_000;

    /// <summary>Compares two texts; null is an empty one.</summary>
    public static TextDiff Between(string? before, string? after)
    {
        var (old, now) = (WordsOf(before), WordsOf(after));
        var (oldIsKept, nowIsKept) = (new bool[old.Length], new bool[now.Length]);
        var (first, oldEnd, nowEnd) = (0, old.Length, now.Length);
        while (first < Math.Min(oldEnd, nowEnd) && IsSame(old[first], now[first]))
        {
            oldIsKept[first] = nowIsKept[first] = true;
            first++;
        }

        while (oldEnd > first && nowEnd > first && IsSame(old[oldEnd - 1], now[nowEnd - 1]))
        {
            oldIsKept[--oldEnd] = nowIsKept[--nowEnd] = true;
        }

        if ((long)(oldEnd - first) * (nowEnd - first) <= MaxPairs)
        {
            MarkCommon(old.AsSpan(first..oldEnd), now.AsSpan(first..nowEnd), oldIsKept.AsSpan(first..oldEnd), nowIsKept.AsSpan(first..nowEnd));
        }

        return new(Join(old, oldIsKept), Join(now, nowIsKept));
    }

    /// <summary>Marks a longest common series of words: lengths[i, j] is how many words the rests from i and from j have in common.</summary>
    private static void MarkCommon(ReadOnlySpan<string> old, ReadOnlySpan<string> now, Span<bool> oldIsKept, Span<bool> nowIsKept)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = IsSame(old[i], now[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < old.Length && j < now.Length;)
        {
            if (IsSame(old[i], now[j]))
            {
                oldIsKept[i++] = nowIsKept[j++] = true;
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static List<WordPiece> Join(string[] words, bool[] isKept)
    {
        var pieces = new List<WordPiece>();
        for (int start = 0, end; start < words.Length; start = end)
        {
            for (end = start + 1; end < words.Length && isKept[end] == isKept[start]; end++)
            {
            }

            pieces.Add(new(string.Concat(words[start..end]), !isKept[start]));
        }

        return pieces;
    }

    private static bool IsSame(string a, string b) => a.AsSpan().TrimEnd().SequenceEqual(b.AsSpan().TrimEnd());

    private static string[] WordsOf(string? text) => [.. Word().Matches(text ?? "").Select(match => match.Value)];

    [GeneratedRegex(@"^\s+|\S+\s*")]
    private static partial Regex Word();
}
