using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

[Trait("Category", "Http")]
public sealed class HeaderTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/products/table-lamp")]
    [InlineData("/products/never-was")]
    [InlineData("/products/old-broom")]
    [InlineData("/account")]
    [InlineData("/Identity/Account/Login")]
    [InlineData("/health/live")]
    [InlineData("/css/base.css")]
    [InlineData("/img/mark.svg")]
    [InlineData("/media/never-was.svg")]
    [InlineData("/dashboard")]
    public async Task Every_answer_tells_browsers_what_it_may_do(string address)
    {
        var headers = (await shop.NewVisitor().GetAsync(address)).Headers;

        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.GetValues("Referrer-Policy").ShouldBe(["strict-origin-when-cross-origin"]);
        var policy = headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("object-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        headers.Contains("Server").ShouldBeFalse();
        headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Theory]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("png", "image/png")]
    [InlineData("webp", "image/webp")]
    public async Task Pictures_are_kept_for_ever_and_can_do_nothing(string extension, string type)
    {
        var file = Put($"a1b2.{extension}", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");

        var answer = await shop.NewVisitor().GetAsync("/media/" + file);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=31536000, immutable"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; style-src 'unsafe-inline'; sandbox"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("/media/..%2fhybridshop.db")]
    [InlineData("/media/..%5chybridshop.db")]
    [InlineData("/media/%2e%2e%2fhybridshop.db")]
    [InlineData("/media/%252e%252e/hybridshop.db")]
    [InlineData("/media//hybridshop.db")]
    [InlineData("/media/%2fetc%2fpasswd")]
    [InlineData("/media/page.html")]
    [InlineData("/media/.hidden")]
    [InlineData("/media/")]
    [InlineData("/media")]
    [InlineData("/hybridshop.db")]
    public async Task Nothing_but_pictures_leaves_the_data_folder(string address)
    {
        Put("page.html", "<script>alert(1)</script>");
        Put(".hidden", "hidden");
        shop.NewVisitor();
        File.Exists(shop.Database.Folder.File("hybridshop.db")).ShouldBeTrue();

        (await shop.NewVisitor().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_of_the_site_have_names_that_change_with_them_and_are_kept_for_ever()
    {
        var visitor = shop.NewVisitor();
        var sheets = (await visitor.OpenAsync("/")).QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();

        sheets.Count.ShouldBeGreaterThan(3);
        foreach (var sheet in sheets)
        {
            var answer = await visitor.GetAsync(sheet);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable", customMessage: sheet);
        }
    }

    private string Put(string name, string content)
    {
        var folder = Directory.CreateDirectory(shop.Database.Folder.File("media"));
        File.WriteAllText(Path.Combine(folder.FullName, name), content);
        return name;
    }
}
