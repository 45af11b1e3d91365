using System.Net;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>The form at /products/…/review. Each test has a customer or a product of its own, for there is one review of each pair.</summary>
[Trait("Category", "Http")]
public sealed class ReviewPageTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string LampForm = "/products/table-lamp/review";

    [Fact]
    public async Task Writing_needs_a_sign_in_and_comes_back_to_the_form_after_it()
    {
        var visitor = shop.NewVisitor();

        var door = (await visitor.GetAsync(LampForm)).Headers.Location!.OriginalString;
        door.ShouldBe("/Identity/Account/Login?ReturnUrl=%2Fproducts%2Ftable-lamp%2Freview");

        var answer = await visitor.SendAsync(door, ("Input.Email", Users.EmailOf(Users.Bea)), ("Input.Password", Users.Password));
        answer.Headers.Location!.OriginalString.ShouldBe(LampForm);
        (await visitor.OpenAsync(LampForm)).QuerySelectorAll("input[name='Review.Rating']").Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_review_without_the_forms_token_is_not_taken()
    {
        var mara = await shop.SignedInAsync(Users.Mara);

        var answer = await mara.PostAsync(LampForm, ("Review.Rating", "5"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visitor.PageOfAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("We could not read that");
        (await OwnAsync(Products.Lamp, Users.Mara)).ShouldBeNull();
    }

    [Fact]
    public async Task The_token_of_somebody_else_does_not_count()
    {
        var (mara, sue) = (await shop.SignedInAsync(Users.Mara), await shop.SignedInAsync(Users.Sue));
        await mara.TokenAsync(LampForm);

        var answer = await mara.PostAsync(LampForm, ("Review.Rating", "5"), (Visitor.TokenField, await sue.TokenAsync(LampForm)));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await OwnAsync(Products.Lamp, Users.Mara)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", 10, "r1", "This is still empty.")]
    [InlineData("0", 10, "r1", "Rating must be between 1 and 5")]
    [InlineData("6", 10, "r1", "Rating must be between 1 and 5")]
    [InlineData("five", 10, "r1", "“five” does not fit here.")]
    [InlineData("5", 5_001, "cm", "A review has at most 5,000 characters.")]
    public async Task What_is_missing_is_said_at_its_field_and_what_was_typed_stays(string rating, int length, string field, string why)
    {
        var typed = ("<Sturdy> & " + new string('x', length))[..length];
        var sue = await shop.SignedInAsync(Users.Sue);

        var answer = await sue.SendAsync(LampForm, ("Review.Rating", rating), ("Review.Comment", typed));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await Visitor.PageOfAsync(answer);
        var link = page.QuerySelectorAll("[role=alert] a").ShouldHaveSingleItem();
        (link.TextContent, link.GetAttribute("href")).ShouldBe((why, "#" + field));
        page.GetElementById(field).ShouldNotBeNull();
        page.QuerySelector(".field .error")!.TextContent.ShouldBe(why);
        page.QuerySelector($"[aria-describedby~='{page.QuerySelector(".field .error")!.Id}']").ShouldNotBeNull();
        ((IHtmlTextAreaElement)page.GetElementById("cm")!).Value.ShouldBe(typed);
        page.QuerySelectorAll("input[checked]").Select(input => input.GetAttribute("value")).ShouldBe(rating == "5" ? ["5"] : []);
        (await OwnAsync(Products.Lamp, Users.Sue)).ShouldBeNull();
    }

    [Fact]
    public async Task A_review_is_thanked_for_waits_and_is_edited_the_second_time()
    {
        const string Form = "/products/cafe-mug/review";
        var ada = await shop.SignedInAsync(Users.Ada);

        var sent = await ada.SendAsync(Form, ("Review.Rating", "4"), ("Review.Comment", "Holds <b>coffee</b>."));

        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        sent.Headers.Location!.OriginalString.ShouldBe("/products/cafe-mug/review/sent");
        (await ada.OpenAsync("/products/cafe-mug/review/sent")).QuerySelector("[role=status]")!.TextContent.ShouldContain("Your review of “Café mug” waits to be read");
        (await ada.ReadAsync("/products/cafe-mug")).ShouldNotContain("coffee");
        var first = await OwnAsync(Products.Mug, Users.Ada);
        first.ShouldNotBeNull().IsWaiting.ShouldBeTrue();

        var form = await ada.OpenAsync(Form);
        ((IHtmlTextAreaElement)form.GetElementById("cm")!).Value.ShouldBe("Holds <b>coffee</b>.");
        form.QuerySelector("input[checked]")!.GetAttribute("value").ShouldBe("4");
        (await ada.SendAsync(Form, ("Review.Rating", "2"), ("Review.Comment", "Leaks."))).StatusCode.ShouldBe(HttpStatusCode.Found);

        var second = await OwnAsync(Products.Mug, Users.Ada);
        (second!.Id, second.LatestRating, second.LatestComment).ShouldBe((first.Id, 2, "Leaks."));
    }

    [Fact]
    public async Task Public_words_stay_up_while_the_new_ones_wait()
    {
        var bea = await shop.SignedInAsync(Users.Bea);

        await bea.SendAsync("/products/enamel-kettle/review", ("Review.Rating", "1"), ("Review.Comment", "Rusts."));

        var page = await shop.NewVisitor().ReadAsync("/products/enamel-kettle");
        page.ShouldContain("Sings before it boils.");
        page.ShouldNotContain("Rusts.");
        (await bea.ReadAsync("/account")).ShouldContain("Waiting for a second look");
    }

    [Fact]
    public async Task The_form_is_kept_by_no_cache()
    {
        var answer = await (await shop.SignedInAsync(Users.Sam)).GetAsync(LampForm);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private Task<ReviewDraft?> OwnAsync(int productId, ShopActor actor) => shop.Get<IReviewService>().FindOwnAsync(productId, actor);
}
