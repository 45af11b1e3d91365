using System.Net;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>The shop below a path of its host: nothing on any page may lead out of it.</summary>
[Trait("Category", "Http")]
public sealed class PathBaseTests(SqliteDatabases databases) : IAsyncLifetime
{
    private const string Host = "https://localhost";
    private const string Base = "/shop";
    private readonly SampleWebShop shop = new(databases) { PathBase = Base };

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Links_forms_and_files_of_every_page_stay_below_it()
    {
        var mara = await shop.SignedInAsync(Users.Mara);
        await mara.SendAsync("/products/table-lamp/review", ("Review.Rating", "4"), ("Review.Comment", "Stands."));
        string[] addresses =
        [
            "/", "/products?sort=name&stock=in&stock=few", "/categories/cooking", "/search?q=a", "/search?q=nothing+like+it", "/products/apron",
            "/products/enamel-kettle", "/products/enamel-kettle/reviews?rating=4", "/products/table-lamp/review", "/products/table-lamp/review/sent",
            "/about/delivery", "/about/care", "/about/reviews", "/about/privacy", "/products/never-was", "/products/old-broom", "/account",
            "/Identity/Account/Login", "/Identity/Account/Register", "/Identity/Account/ForgotPassword", "/Identity/Account/Logout",
            "/Identity/Account/Manage/Email", "/Identity/Account/Manage/ChangePassword", "/Identity/Account/Manage/TwoFactorAuthentication",
            "/Identity/Account/Manage/PersonalData", "/Identity/Account/Manage/DeletePersonalData", "/dashboard",
        ];
        var files = new HashSet<string>();

        foreach (var address in addresses)
        {
            var page = await Visitor.PageOfAsync(await mara.GetAsync(address));
            var (outside, ours) = Split(page);

            outside.ShouldBeEmpty(address);
            files.UnionWith(ours);
        }

        files.Count.ShouldBeGreaterThan(15);
        foreach (var file in files)
        {
            (await mara.GetAsync(file[Base.Length..])).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }
    }

    [Fact]
    public async Task Redirects_stay_below_it()
    {
        await ProductAddressTests.RenameTheLampAsync(shop);
        var visitor = shop.NewVisitor();

        (await LocationAsync(visitor.GetAsync("/products/table-lamp/reviews"))).ShouldBe("/shop/products/reading-lamp/reviews");
        (await LocationAsync(visitor.GetAsync("/account"))).ShouldBe("/shop/Identity/Account/Login?ReturnUrl=%2Fshop%2Faccount");
        (await LocationAsync(visitor.SignInAsync(Users.EmailOf(Users.Ada), Users.Password))).ShouldBe("/shop/account");
        (await LocationAsync(visitor.SendAsync("/products/cafe-mug/review", ("Review.Rating", "4")))).ShouldBe("/shop/products/cafe-mug/review/sent");
        (await LocationAsync(visitor.SendAsync("/Identity/Account/Logout"))).ShouldBe("/shop/Identity/Account/Login");
    }

    private static async Task<string> LocationAsync(Task<HttpResponseMessage> answer) =>
        new Uri(new("https://localhost"), (await answer).Headers.Location.ShouldNotBeNull()).PathAndQuery;

    /// <summary>What leads out, and the files that the page needs.</summary>
    private static (List<string> Outside, List<string> Files) Split(IHtmlDocument page)
    {
        var root = page.QuerySelector("base")?.GetAttribute("href") ?? "";
        var files = page.QuerySelectorAll("[src], link[href]:not([rel=canonical])").Select(node => Absolute(node.GetAttribute("src") ?? node.GetAttribute("href")!)).ToList();
        var links = page.QuerySelectorAll("a[href], form[action], link[rel=canonical]").Select(node => Absolute(node.GetAttribute("href") ?? node.GetAttribute("action")!));
        bool IsInside(string address) => address == Base || address.StartsWith(Base + "/", StringComparison.Ordinal) || address.StartsWith('#');
        return ([.. files.Concat(links).Where(a => !IsInside(a) && !a.StartsWith("mailto:", StringComparison.Ordinal))], files);

        // The canonical address is a whole one.
        string Absolute(string address) => address.StartsWith(Host + "/", StringComparison.Ordinal) ? address[Host.Length..]
            : address.StartsWith('/') || address.StartsWith('#') || address.Contains(':') ? address : root + address;
    }
}
