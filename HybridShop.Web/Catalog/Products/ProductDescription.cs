using System.Net;
using System.Text;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HybridShop.Web.Catalog.Products;

/// <summary>
/// What a product page makes of a description in Markdown: the first paragraph is the lead, the first definition list the measures, the
/// rest the text. HTML in it is shown as text, addresses other than http, https, mailto and our own lead nowhere, pictures
/// become links, headings begin at the second level: what comes out can be shown as it is.
/// </summary>
/// <param name="Summary">The lead as plain text, shortened.</param>
/// <param name="SpecsHtml">The measures, as what stands in a dl.</param>
/// <param name="BodyHtml">The rest.</param>
/// <param name="LeadHtml">The lead with its links and line ends; null where it has none, or is so long that it stays in the text.</param>
internal sealed record ProductDescription(string Summary, string SpecsHtml, string BodyHtml, string? LeadHtml = null)
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UseDefinitionLists().UsePipeTables().UseEmphasisExtras().Build();

    public static ProductDescription From(string markdown)
    {
        try
        {
            return From(Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig gives up on senseless nesting; such a text is shown as it was typed.
            return new("", "", $"<p>{WebUtility.HtmlEncode(markdown)}</p>");
        }
    }

    /// <summary>Fills in all that is derived from a product's texts. Called wherever name, number, options or description change.</summary>
    public static void Apply(Product product)
    {
        (product.Summary, product.SpecsHtml, product.BodyHtml, product.LeadHtml) = From(product.Description);
        product.SearchText = SearchWords.Of(product);
    }

    /// <summary>The whole of a text of ours as HTML, under the same rules.</summary>
    public static string RenderAll(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        Tame(document);
        return Render(document);
    }

    private static ProductDescription From(MarkdownDocument document)
    {
        Tame(document);

        var lead = document.FirstOrDefault() as ParagraphBlock;
        var measures = document.OfType<DefinitionList>().FirstOrDefault();
        var summary = lead is null ? "" : PlainText(lead);
        string? leadHtml = null;
        if (lead is not null && summary.Length <= ProductLimits.SummaryLength)
        {
            leadHtml = lead.Inline!.All(inline => inline is LiteralInline) ? null : Inside(Render(lead), "p");
            document.Remove(lead);
        }

        if (measures is not null)
        {
            document.Remove(measures);
        }

        return new(Shorten(summary), measures is null ? "" : Inside(Render(measures), "dl"), Render(document), leadHtml);
    }

    private static void Tame(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Clamp(heading.Level, 2, 4);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = IsHarmless(link.Url) ? link.Url : "";
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsHarmless(l.Url)))
        {
            link.Url = "";
        }
    }

    private static bool IsHarmless(string? address) =>
        address is not null
        && (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || address.StartsWith('#')
            || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)));

    private static string Render(MarkdownObject part)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(part);
        return writer.ToString().Trim();
    }

    /// <summary>The page brings its own p and dl.</summary>
    private static string Inside(string html, string tag) =>
        html.Replace($"<{tag}>", "", StringComparison.Ordinal).Replace($"</{tag}>", "", StringComparison.Ordinal).Trim();

    private static string PlainText(ParagraphBlock paragraph)
    {
        var text = new StringBuilder();
        foreach (var inline in paragraph.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString().Trim();
    }

    private static string Shorten(string text)
    {
        if (text.Length <= ProductLimits.SummaryLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', ProductLimits.SummaryLength - 2);
        return text.Cut(end > 0 ? end : ProductLimits.SummaryLength - 1) + "…";
    }
}
