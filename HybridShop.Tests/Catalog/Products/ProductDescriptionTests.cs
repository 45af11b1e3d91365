using AngleSharp.Html.Parser;

namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class ProductDescriptionTests
{
    [Fact]
    public void The_lead_the_measures_and_the_rest_are_told_apart()
    {
        var description = ProductDescription.From("A lamp *for* reading.\n\nHeight\n: 42 cm\n\n# Care\n\nDust it.");

        description.Summary.ShouldBe("A lamp for reading.");
        description.SpecsHtml.ShouldBe("<dt>Height</dt>\n<dd>42 cm</dd>");
        description.BodyHtml.ShouldBe("<h2>Care</h2>\n<p>Dust it.</p>");
    }

    [Fact]
    public void Nothing_makes_nothing() => ProductDescription.From("").ShouldBe(new("", "", ""));

    [Fact]
    public void A_lead_that_is_too_long_stays_in_the_text()
    {
        var description = ProductDescription.From(string.Concat(Enumerable.Repeat("words ", 200)));

        description.Summary.Length.ShouldBeLessThanOrEqualTo(ProductLimits.SummaryLength);
        description.Summary.ShouldEndWith("words…");
        description.BodyHtml.ShouldStartWith("<p>words");
    }

    [Fact]
    public void The_lead_keeps_its_links_marks_and_line_ends()
    {
        var description = ProductDescription.From("See [care](/about/care) and <https://good.example>,\\\n*twice* `a<b`.\n\nMore.");

        description.Summary.ShouldBe("See care and https://good.example, twice a<b.");
        description.LeadHtml.ShouldBe(
            """See <a href="/about/care">care</a> and <a href="https://good.example">https://good.example</a>,<br />""" + "\n<em>twice</em> <code>a&lt;b</code>.");
        description.BodyHtml.ShouldBe("<p>More.</p>");
    }

    [Fact]
    public void A_lead_of_plain_words_needs_no_HTML_of_its_own() => ProductDescription.From("Words & <b>.\n\nMore.").LeadHtml.ShouldBeNull();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("text <img src=x onerror=alert(1)> text")]
    [InlineData("<div onclick='alert(1)'>\n\ntext\n\n</div>")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](JaVaScRiPt:alert(1))")]
    [InlineData("[click](java&#115;cript:alert(1))")]
    [InlineData("[click](&#1;javascript:alert(1))")]
    [InlineData("[click](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[click](vbscript:x)")]
    [InlineData("[click](//evil.example)")]
    [InlineData("[click](/\\evil.example)")]
    [InlineData("[click][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![picture](https://evil.example/track.gif)")]
    [InlineData("![picture][1]\n\n[1]: https://evil.example/track.gif")]
    [InlineData("[click](https://good.example \"\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("Term\n: <img src=x onerror=alert(1)>")]
    [InlineData("| a |\n|---|\n| <script>alert(1)</script> |")]
    public void What_comes_out_can_be_shown_as_it_is(string markdown)
    {
        // Below a lead, so that all of it lands in the text.
        var description = ProductDescription.From("Lead.\n\n" + markdown);

        // And once more as the lead.
        var lead = ProductDescription.From(markdown).LeadHtml;
        var page = new HtmlParser().ParseDocument($"<dl>{description.SpecsHtml}</dl><main>{description.BodyHtml}<p>{lead}</p></main>");
        page.QuerySelectorAll("script, img, iframe, object, style, base, form").ShouldBeEmpty();
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            element.Attributes.ShouldAllBe(a => a.Name == "href" || a.Name == "title" || a.Name == "id" || a.Name == "style" && a.Value.StartsWith("text-align"));
            var address = element.GetAttribute("href");
            (string.IsNullOrEmpty(address) || address.StartsWith("https://", StringComparison.Ordinal)).ShouldBeTrue(address);
        }
    }

    [Fact]
    public void Good_links_stay() =>
        ProductDescription.From("Lead.\n\nSee [care](/products/oil) and <https://good.example>.").BodyHtml
            .ShouldBe("""<p>See <a href="/products/oil">care</a> and <a href="https://good.example">https://good.example</a>.</p>""");

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("*a **a ")]
    public void Deep_nesting_is_no_surprise(string piece)
    {
        var description = ProductDescription.From("Lead <b>.\n\n" + string.Concat(Enumerable.Repeat(piece, 2_000)));

        (description.Summary + description.BodyHtml).ShouldStartWith(description.Summary.Length > 0 ? "Lead <b>." : "<p>Lead &lt;b&gt;.");
    }
}
