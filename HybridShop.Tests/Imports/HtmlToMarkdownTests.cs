using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HybridShop.Web.Imports;

namespace HybridShop.Tests.Imports;

[Trait("Category", "Unit")]
public sealed class HtmlToMarkdownTests
{
    [Theory]
    [InlineData("<p>Black floor lamp</p>", "Black floor lamp")]
    [InlineData("One<p>Two</p>Three", "One\n\nTwo\n\nThree")]
    [InlineData("One<br>Two<br/><br>Three<br>", "One\\\nTwo\n\nThree")]
    [InlineData("<h1>Care</h1><h6>Wool</h6>", "## Care\n\n#### Wool")]
    [InlineData("<ul><li>One</li><li>Two<ol><li>Deep</li></ol></li></ul>", "- One\n- Two\n\n  1. Deep")]
    [InlineData("A <strong>good </strong>and <em>cheap</em> <b>Note:</b>lamp", "A **good** and *cheap* **Note**:lamp")]
    [InlineData("<b>a</b><i>b</i> <b><i>c</i></b>", "**a**b **c**")]
    [InlineData("See <a href='https://example.com/a_(b)?x=1'>our page</a>.", "See [our page](https://example.com/a_%28b%29?x=1).")]
    [InlineData("<table><caption>Size</caption><tr><th>Width</th><td>30 cm</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>", "Size\\\nWidth: 30 cm\\\na, b, c")]
    [InlineData("Plain & simple\nnext line\n\nnext paragraph", "Plain & simple\\\nnext line\n\nnext paragraph")]
    [InlineData("  \n <p> </p> <div></div>", "")]
    public void What_it_knows_becomes_Markdown(string html, string markdown) => HtmlToMarkdown.From(html).ShouldBe(markdown);

    [Theory]
    [InlineData("<script>alert(1)</script>ok")]
    [InlineData("<style>p{color:red}</style>ok")]
    [InlineData("<img src=x onerror=alert(1)>ok")]
    [InlineData("<p onclick='alert(1)' style='x'>ok</p>")]
    [InlineData("<svg><script>alert(1)</script><text>x</text></svg>ok")]
    [InlineData("<math><mi xlink:href='javascript:alert(1)'>x</mi></math>ok")]
    [InlineData("<iframe src='https://evil.example'>x</iframe>ok")]
    [InlineData("<object data='x'><embed src='x'></object>ok")]
    [InlineData("<template><img src=x onerror=alert(1)></template>ok")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>ok")]
    [InlineData("<a href='javascript:alert(1)'>ok</a>")]
    [InlineData("<a href='JaVa&#9;ScRiPt:alert(1)'>ok</a>")]
    [InlineData("<a href='data:text/html,x'>ok</a>")]
    [InlineData("<a href='//evil.example'>ok</a>")]
    [InlineData("<a href='vbscript:x'>ok</a>")]
    [InlineData("<form action='x'><input value='y'><button>z</button>ok</form>")]
    public void What_could_do_harm_goes_and_the_text_stays(string html)
    {
        var page = Shown(HtmlToMarkdown.From(html));

        page.Body!.TextContent.ShouldContain("ok");
        page.QuerySelectorAll("body *").Select(element => element.LocalName).Distinct().ShouldBe(["p"]);
        page.QuerySelectorAll("body *").SelectMany(element => element.Attributes).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>")]
    [InlineData("<p>&amp;lt;b&amp;gt; &amp;copy;</p>", "&lt;b&gt; &copy;")]
    [InlineData("<p>*a* _b_ `c` [d](https://e.example) ![f](g) ~~h~~ ^i^ ==j== ++k++</p>", "*a* _b_ `c` [d](https://e.example) ![f](g) ~~h~~ ^i^ ==j== ++k++")]
    [InlineData("<p># no heading</p>", "# no heading")]
    [InlineData("<p>- no item</p>", "- no item")]
    [InlineData("<p>1986. A great year</p>", "1986. A great year")]
    [InlineData("<p>&gt; no quote</p>", "> no quote")]
    [InlineData("<p>Term<br>: no definition</p>", "Term\n: no definition")]
    [InlineData("<p>Title<br>===<br>---</p>", "Title\n===\n---")]
    [InlineData("<p>a|b<br>---|---<br>c|d</p>", "a|b\n---|---\nc|d")]
    [InlineData("<p>&lt;https://e.example&gt;</p>", "<https://e.example>")]
    [InlineData("<p>back\\slash \\*</p>", "back\\slash \\*")]
    [InlineData("<p>goth cliche +1, farm-to-table</p>", "goth cliche +1, farm-to-table")]
    public void Signs_of_Markdown_in_a_text_stay_signs(string html, string shown)
    {
        var page = Shown(HtmlToMarkdown.From(html));

        page.Body!.TextContent.Trim().ShouldBe(shown);
        page.Body.Children.Select(element => element.LocalName).ShouldBe(["p"]);
        page.QuerySelectorAll("p *").Select(element => element.LocalName).Distinct().ShouldBeSubsetOf(["br"]);
    }

    [Fact]
    public void A_link_cannot_break_out_of_its_address()
    {
        var page = Shown(HtmlToMarkdown.From(
            "<a href='https://e.example/)\" onmouseover=\"alert(1)&lt;script&gt; [x](javascript:1)'>there]( javascript:x )</a>"));

        var link = page.QuerySelectorAll("body *[href]").ShouldHaveSingleItem();
        link.Attributes.Select(attribute => attribute.Name).ShouldBe(["href"]);
        link.GetAttribute("href")!.ShouldStartWith("https://e.example/");
        page.Body!.TextContent.Trim().ShouldBe("there]( javascript:x )");
    }

    [Fact]
    public void Deep_markup_keeps_its_words() =>
        HtmlToMarkdown.From(string.Concat(Enumerable.Repeat("<div>", 1_000)) + "deep")!.ShouldContain("deep");

    [Fact]
    public void Too_much_markup_is_refused()
    {
        HtmlToMarkdown.From(string.Concat(Enumerable.Repeat("<b>", ImportLimits.HtmlTags + 1))).ShouldBeNull();
        HtmlToMarkdown.From(new string('x', ImportLimits.HtmlLength + 1)).ShouldBeNull();
        HtmlToMarkdown.From(new string('x', ImportLimits.HtmlLength)).ShouldNotBeNull();
    }

    /// <summary>As a product's page shows it, behind a lead that goes elsewhere.</summary>
    private static IHtmlDocument Shown(string? markdown) => new HtmlParser().ParseDocument(ProductDescription.From("Lead\n\n" + markdown).BodyHtml);
}
