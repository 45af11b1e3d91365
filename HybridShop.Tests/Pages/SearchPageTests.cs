using System.Net;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

[Trait("Category", "Http")]
public sealed class SearchPageTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string Attack = "\"><script>alert('1')</script><img src=x onerror=alert(1)>&amp;";

    [Theory]
    [InlineData("lamp", "lamp", "light")]
    [InlineData("LAMP light", "lamp", "light")]
    [InlineData("cafe", "Café", null)]
    [InlineData("  kettle\t ", "kettle", null)]
    public async Task Searched_words_are_marked_without_regard_to_case_and_accents(string question, string inName, string? inText)
    {
        var hit = (await SearchAsync(question)).QuerySelectorAll(".hit").ShouldHaveSingleItem();

        hit.QuerySelectorAll("h2 mark").ShouldHaveSingleItem().TextContent.ShouldBe(inName);
        hit.QuerySelector(".prose mark")?.TextContent.ShouldBe(question.Contains("light", StringComparison.Ordinal) ? inText : null);
    }

    [Fact]
    public async Task The_question_stays_in_its_field_and_departments_narrow_it()
    {
        var page = await SearchAsync("e");

        page.QuerySelector("h1")!.TextContent.ShouldBe("3 results for “e”");
        ((IHtmlInputElement)page.QuerySelector("#q")!).Value.ShouldBe("e");
        var kitchen = page.QuerySelectorAll(".chips a").Single(chip => chip.TextContent.StartsWith("Kitchen", StringComparison.Ordinal));
        kitchen.TextContent.ShouldBe("Kitchen 2");
        (await shop.NewVisitor().OpenAsync(kitchen.GetAttribute("href")!)).QuerySelectorAll(".hit").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=%20%09")]
    [InlineData("")]
    public async Task Without_a_question_often_wanted_products_are_shown(string query)
    {
        var page = await shop.NewVisitor().OpenAsync("/search?" + query);

        page.QuerySelector("h1")!.TextContent.ShouldBe("What are you looking for?");
        page.QuerySelectorAll(".tile").Length.ShouldBe(4);
    }

    [Fact]
    public async Task Where_nothing_is_found_the_question_is_repeated_as_text()
    {
        var page = await SearchAsync(Attack);

        page.QuerySelector("h1")!.TextContent.ShouldBe($"Nothing found for “{Attack}”");
        ((IHtmlInputElement)page.QuerySelector("#q")!).Value.ShouldBe(Attack);
        ShouldRunNothing(page);
    }

    [Fact]
    public async Task Names_texts_and_reviews_are_text_on_every_page()
    {
        var product = (await shop.Get<IProductService>().CreateAsync(
            new() { Name = Attack, Sku = "<b>1</b>", Description = Attack + "\n\n" + Attack, CategoryId = Categories.Desk, Status = ProductStatus.Published }, Users.Mara)).Value!;
        var reviews = shop.Get<IReviewService>();
        var review = (await reviews.PostAsync(product.Id, new() { Rating = 5, Comment = Attack }, Users.Ada)).Value!;
        await reviews.ModerateAsync(review.Id, new() { Approve = true, SeenVersion = review.Version, Reply = Attack }, Users.Mara);
        var ada = await shop.SignedInAsync(Users.Ada);
        string[] addresses =
        [
            "/", "/products", "/categories/desk", "/search?q=script+alert", $"/products/{product.Fields.Slug}", $"/products/{product.Fields.Slug}/reviews",
            $"/products/{product.Fields.Slug}/review", $"/products/{product.Fields.Slug}/review/sent", "/account",
        ];

        foreach (var address in addresses)
        {
            var page = await ada.OpenAsync(address);

            page.Body!.TextContent.ShouldContain(Attack, customMessage: address);
            ShouldRunNothing(page);
        }

        await shop.Get<IProductService>().WithdrawAsync(product.Id, Users.Mara);
        var gone = await Visitor.PageOfAsync(await ada.GetAsync($"/products/{product.Fields.Slug}"));
        gone.QuerySelector("h1")!.TextContent.ShouldBe($"We no longer keep “{Attack}”");
        ShouldRunNothing(gone);
    }

    [Fact]
    public async Task Pictographs_and_letters_beyond_the_first_plane_are_shown_and_found()
    {
        const string Name = "Party 😀 hat 𝐛𝐨𝐥𝐝 👩\u200d🚀";
        (await shop.Get<IProductService>().CreateAsync(new()
        {
            Name = Name, Description = "Worn with 🎉 and hats.", CategoryId = Categories.Desk,
            Status = ProductStatus.Published
        }, Users.Mara)).IsDone.ShouldBeTrue();

        foreach (var question in (string[])["hat", "😀", "👩", "𝐛𝐨"])
        {
            var hit = (await SearchAsync(question)).QuerySelectorAll(".hit").ShouldHaveSingleItem();
            hit.QuerySelector("h2")!.TextContent.ShouldBe(Name);
            hit.QuerySelectorAll("h2 mark").ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData("%F0%9F%98%80", 99)]
    [InlineData("%EF%BF%BE", 1)]
    [InlineData("%ED%A0%80", 1)]
    [InlineData("%E2%80%AE", 1)]
    public async Task A_question_of_odd_signs_is_answered(string signs, int before) =>
        (await shop.NewVisitor().GetAsync($"/search?q={new string('a', before)}{signs}")).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static void ShouldRunNothing(IHtmlDocument page)
    {
        page.QuerySelectorAll("script:not([src]), [onerror], img[src=x]").ShouldBeEmpty();
        page.QuerySelectorAll("script[src]").ShouldAllBe(script => script.GetAttribute("src")!.StartsWith('/'));
    }

    private Task<IHtmlDocument> SearchAsync(string question) => shop.NewVisitor().OpenAsync("/search?q=" + WebUtility.UrlEncode(question));
}
