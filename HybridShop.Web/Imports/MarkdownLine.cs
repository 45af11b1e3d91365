using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HybridShop.Web.Imports;

/// <summary>A paragraph of Markdown while it is written: plain text goes in escaped, so that only the marks put in here are marks.</summary>
internal sealed partial class MarkdownLine
{
    /// <summary>A line's end within a paragraph. Nothing else puts a line's end into it.</summary>
    public const string Break = "\\\n";

    private readonly StringBuilder line = new();

    public int Length => line.Length;

    public bool EndsWithBreak => line.Length > 0 && line[^1] == '\n';

    public void Append(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (line.Length > 0 && line[^1] is not (' ' or '\n'))
                {
                    line.Append(' ');
                }
            }
            else if (!char.IsControl(letter))
            {
                if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '|' or '~' or '^' or '#')
                {
                    line.Append('\\');
                }

                line.Append(letter);
            }
        }
    }

    public void AppendBreak()
    {
        if (line.Length > 0)
        {
            line.Append(Break);
        }
    }

    /// <summary>
    /// Marks what was written since <paramref name="start"/>, from its first letter to its last: with punctuation left outside, the mark
    /// is one wherever it stands.
    /// </summary>
    public void Emphasize(int start, string mark)
    {
        if (start > 0 && line[start - 1] == '*')
        {
            return;
        }

        var (first, last) = (start, line.Length - 1);
        while (first <= last && !char.IsLetterOrDigit(line[first]))
        {
            first++;
        }

        while (last > first && !char.IsLetterOrDigit(line[last]) && CharUnicodeInfo.GetUnicodeCategory(line[last]) != UnicodeCategory.NonSpacingMark)
        {
            last--;
        }

        if (first <= last)
        {
            line.Insert(last + 1, mark).Insert(first, mark);
        }
    }

    /// <summary>Makes a link of what was written since <paramref name="start"/>; false when that is nothing.</summary>
    public bool Link(int start, string address)
    {
        while (start < line.Length && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        if (start == line.Length)
        {
            return false;
        }

        var space = line[^1] == ' ' ? " " : "";
        line.Length -= space.Length;
        line.Insert(start, '[').Append("](").Append(address).Append(')').Append(space);
        return true;
    }

    /// <summary>The finished paragraph, empty when there was no text; the next one begins.</summary>
    public string Take()
    {
        // Behind the last word a break has no meaning.
        line.Length -= EndsWithBreak ? Break.Length : 0;
        var text = line.ToString().Trim();
        line.Clear();
        text = Entity().Replace(text, @"\&");
        text = Doubled().Replace(text, @"\$1");
        return BlockSign().Replace(text, @"$1\");
    }

    /// <summary>Markdown decodes entities, and these letters were decoded already.</summary>
    [GeneratedRegex("&(?=#?[0-9A-Za-z]+;)")]
    private static partial Regex Entity();

    /// <summary>== and ++ are marks of their own.</summary>
    [GeneratedRegex(@"([=+])(?=\1)")]
    private static partial Regex Doubled();

    /// <summary>What at the start of a line would begin a list, quote, rule or definition.</summary>
    [GeneratedRegex(@"^(\d{1,9}(?=[.)])|(?=[-+>:=]))", RegexOptions.Multiline)]
    private static partial Regex BlockSign();
}
