using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HybridShop.Components.Imports;

namespace HybridShop.Web.Imports;

/// <summary>
/// Rewrites foreign HTML as Markdown. It takes over only what it knows: headings, paragraphs, line breaks, lists, strong, emphasis, and
/// links to http, https and mailto; tables become lines of text, of any other element only the text stays, and scripts, styles and
/// controls go with all that is in them. Letters that Markdown would read as its own signs are escaped.
/// </summary>
internal sealed partial class HtmlToMarkdown
{
    /// <summary>Deeper markup is no text of a product; its words are kept without it.</summary>
    private const int MaxDepth = 200;

    private const int MaxAddressLength = 2_000;

    private static readonly FrozenSet<string> Dropped = new[]
    {
        "script", "style", "head", "title", "template", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math",
        "canvas", "audio", "video", "map", "input", "select", "textarea", "button", "datalist", "meter", "progress", "link", "meta", "base",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "blockquote", "pre", "hr", "dl", "dt", "dd", "figure",
        "figcaption", "address", "center", "details", "summary", "fieldset", "legend", "form", "li",
    }.ToFrozenSet();

    private readonly List<string> blocks = [];
    private readonly MarkdownLine line = new();
    private int linkCount;
    private bool isInMark;

    /// <summary>The Markdown, empty for an empty text; null when the HTML is larger than <see cref="ImportLimits"/> allow.</summary>
    public static string? From(string html)
    {
        if (html.Length > ImportLimits.HtmlLength || html.Count(letter => letter == '<') > ImportLimits.HtmlTags)
        {
            return null;
        }

        // Text without any tag keeps its own line breaks.
        var isPlain = !html.Contains('<', StringComparison.Ordinal);
        var source = isPlain ? PlainBreaks().Replace(html.Trim(), match => match.Value.Count(l => l == '\n') > 1 ? "<p>" : "<br>") : html;
        var walk = new HtmlToMarkdown();
        walk.Children(new HtmlParser().ParseDocument(source).Body!, depth: 0);
        walk.Flush();
        return string.Join("\n\n", walk.blocks);
    }

    private void Children(INode node, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            Visit(child, depth + 1);
        }
    }

    private void Visit(INode node, int depth)
    {
        if (node is IText text)
        {
            line.Append(text.Data);
        }
        else if (node is IElement element && !Dropped.Contains(element.LocalName))
        {
            Visit(element, depth);
        }
    }

    private void Visit(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case var _ when depth > MaxDepth:
                line.Append(element.TextContent);
                break;
            case "br" when line.EndsWithBreak:
                Flush();
                break;
            case "br":
                line.AppendBreak();
                break;
            case "strong" or "b":
                Mark(element, "**", depth);
                break;
            case "em" or "i":
                Mark(element, "*", depth);
                break;
            case "a":
                Link(element, depth);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element, depth);
                break;
            case "ul" or "ol":
                List(element, depth);
                break;
            case "table" when element is IHtmlTableElement table:
                Table(table, depth);
                break;
            case var name when Blocks.Contains(name):
                Flush();
                Children(element, depth);
                Flush();
                break;
            default:
                Children(element, depth);
                break;
        }
    }

    /// <summary>The blocks of a part that stands by itself: a list's item, a table's cell, a heading.</summary>
    private static List<string> Inside(INode node, int depth, bool isWhole = false)
    {
        var part = new HtmlToMarkdown();
        if (isWhole)
        {
            part.Visit(node, depth);
        }
        else
        {
            part.Children(node, depth);
        }

        part.Flush();
        return part.blocks;
    }

    private static string InsideLine(INode node, int depth) =>
        string.Join(' ', Inside(node, depth)).Replace(MarkdownLine.Break, " ", StringComparison.Ordinal).Replace('\n', ' ');

    private void Heading(IElement element, int depth)
    {
        Flush();
        if (InsideLine(element, depth) is { Length: > 0 } text)
        {
            blocks.Add(new string('#', Math.Clamp(element.LocalName[1] - '0', 2, 4)) + " " + text);
        }
    }

    private void List(IElement list, int depth)
    {
        Flush();
        var items = new List<string>();
        foreach (var child in list.ChildNodes)
        {
            if (Inside(child, depth, isWhole: child is not IElement { LocalName: "li" }) is { Count: > 0 } item)
            {
                var marker = list.LocalName == "ul" ? "- " : string.Create(CultureInfo.InvariantCulture, $"{items.Count + 1}. ");
                items.Add(marker + LineStart().Replace(string.Join("\n\n", item), new string(' ', marker.Length))[marker.Length..]);
            }
        }

        if (items.Count > 0)
        {
            blocks.Add(string.Join('\n', items));
        }
    }

    private void Table(IHtmlTableElement table, int depth)
    {
        Flush();
        var lines = new List<string>();
        if (table.Caption is { } caption)
        {
            lines.Add(InsideLine(caption, depth));
        }

        foreach (var row in table.Rows)
        {
            var cells = row.Cells.Select(cell => InsideLine(cell, depth)).Where(cell => cell.Length > 0).ToList();
            lines.Add(string.Join(cells.Count == 2 ? ": " : ", ", cells));
        }

        if (string.Join(MarkdownLine.Break, lines.Where(l => l.Length > 0)) is { Length: > 0 } text)
        {
            blocks.Add(text);
        }
    }

    /// <summary>Marks within marks or around links are left away.</summary>
    private void Mark(IElement element, string mark, int depth)
    {
        var (start, blockCount, links, isOuter) = (line.Length, blocks.Count, linkCount, !isInMark);
        isInMark = true;
        Children(element, depth);
        isInMark = !isOuter;
        if (isOuter && blocks.Count == blockCount && linkCount == links)
        {
            line.Emphasize(start, mark);
        }
    }

    private void Link(IElement element, int depth)
    {
        var (start, blockCount, links) = (line.Length, blocks.Count, linkCount);
        Children(element, depth);
        if (blocks.Count == blockCount && linkCount == links && Address(element.GetAttribute("href")) is { } address && line.Link(start, address))
        {
            linkCount++;
        }
    }

    private static string? Address(string? href) =>
        Uri.TryCreate(href?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" && uri.AbsoluteUri.Length <= MaxAddressLength
            ? uri.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            : null;

    private void Flush()
    {
        if (line.Take() is { Length: > 0 } text)
        {
            blocks.Add(text);
        }
    }

    [GeneratedRegex(@"[ \t\r]*\n\s*")]
    private static partial Regex PlainBreaks();

    [GeneratedRegex("^(?=.)", RegexOptions.Multiline)]
    private static partial Regex LineStart();
}
