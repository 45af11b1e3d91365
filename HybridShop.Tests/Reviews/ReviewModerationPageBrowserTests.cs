using Deque.AxeCore.Playwright;
using HybridShop.Tests.Support.Browser;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Reviews;

public sealed class ReviewModerationPageBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    [Fact]
    public async Task What_a_customer_writes_appears_at_the_desk_and_is_public_after_one_key()
    {
        var product = await UnreviewedAsync(await AdaAsync());
        var desk = await NewPageAsync(DemoEmails.Staff);
        await desk.GotoAsync("/dashboard/reviews");
        await Expect(desk.Locator(".case h2")).ToBeVisibleAsync();
        var customer = await NewPageAsync(DemoEmails.Ada);
        await customer.GotoAsync($"/products/{product.Slug}/review");
        var words = $"Written in a browser, read at the desk {product.Id}.";
        await customer.Locator("#r4").CheckAsync(new() { Force = true });
        await customer.Locator("#cm").FillAsync(words);

        await customer.Locator("form.desk-form button").ClickAsync();
        await customer.WaitForURLAsync("**/review/sent");

        var row = desk.Locator(".queue li", new() { HasText = words });
        await Expect(row).ToBeVisibleAsync(new() { Timeout = 1_000 });
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(desk.Locator(".case .words")).ToContainTextAsync(words);
        await desk.Locator("#reply").PressSequentiallyAsync("a ja!");
        await Expect(desk.Locator("#reply")).ToHaveValueAsync("a ja!");
        await Expect(row).ToBeVisibleAsync();
        await desk.Locator(".case h2").FocusAsync();
        await desk.Keyboard.PressAsync("a");
        await Expect(row).ToBeHiddenAsync();
        await Expect(desk.Locator(".said")).ToContainTextAsync("Published");

        await customer.GotoAsync($"/products/{product.Slug}");
        await Expect(customer.GetByText(words)).ToBeVisibleAsync();
        await Expect(customer.GetByText("a ja!")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reason_is_typed_where_the_key_asked_for_it_and_escape_leaves_it()
    {
        var desk = await NewPageAsync(DemoEmails.Staff);
        await desk.GotoAsync("/dashboard/reviews");
        await Expect(desk.Locator(".case h2")).ToBeVisibleAsync();

        await desk.Keyboard.PressAsync("r");
        await Expect(desk.Locator("#reason")).ToBeFocusedAsync();
        await desk.Keyboard.TypeAsync("a rude r");
        await Expect(desk.Locator("#reason")).ToHaveValueAsync("a rude r");
        await desk.Keyboard.PressAsync("Escape");

        await Expect(desk.Locator("#reason")).ToBeHiddenAsync();
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator(".key-list")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_published_edit_is_taken_back_by_one_key_and_its_earlier_words_are_public_again()
    {
        await EditAsync();
        var desk = await NewPageAsync(DemoEmails.Staff);
        await desk.GotoAsync("/dashboard/reviews");
        var row = desk.Locator(".queue li", new() { Has = desk.Locator(".tag.few") }).First;
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(desk.Locator(".case ins").First).ToBeVisibleAsync();
        var id = int.Parse((await desk.Locator(".case").GetAttributeAsync("data-review-id"))!, System.Globalization.CultureInfo.InvariantCulture);
        var read = await Shop.Get<IReviewService>().FindForStaffAsync(id, ShopActor.Shop);
        await desk.Locator(".case h2").FocusAsync();
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator(".said")).ToContainTextAsync("Published");

        await desk.Keyboard.PressAsync("Control+z");

        await Expect(desk.Locator(".said")).ToContainTextAsync("Waits again");
        (await Shop.Get<IReviewService>().FindForStaffAsync(id, ShopActor.Shop)).ShouldBe(read! with { Version = read.Version + 2 });
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Light, 1600)]
    public async Task Nothing_is_in_the_way_of_people_with_other_senses(ColorScheme scheme, int width)
    {
        await EditAsync();
        var desk = await NewPageAsync(DemoEmails.Staff, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await desk.GotoAsync("/dashboard/reviews");
        await desk.Locator(".queue li", new() { Has = desk.Locator(".tag.few") }).First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(desk.Locator(".case ins").First).ToBeVisibleAsync();
        await desk.Locator(".pick input").First.CheckAsync();
        await desk.Locator("[data-act=refuse]").ClickAsync();
        await desk.Locator("[data-act=keys]").ClickAsync();
        await Expect(desk.Locator(".key-list")).ToBeVisibleAsync();
        await Expect(desk.Locator("#reason")).ToBeVisibleAsync();

        var found = await desk.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await desk.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    private async Task<ShopActor> AdaAsync()
    {
        await using var scope = Shop.Get<IServiceScopeFactory>().CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>().FindByEmailAsync(DemoEmails.Ada);
        return new(user.ShouldNotBeNull().Id, user.UserName!, []);
    }

    private async Task<ProductSummary> UnreviewedAsync(ShopActor ada)
    {
        var page = await Shop.Get<ICatalogService>().ListAsync(new());
        foreach (var product in page!.Products.Items)
        {
            if (await Shop.Get<IReviewService>().FindOwnAsync(product.Id, ada) is null)
            {
                return product;
            }
        }

        throw new InvalidOperationException("Ada has reviewed everything.");
    }

    /// <summary>A public review with an edit that waits.</summary>
    private async Task EditAsync()
    {
        var reviews = Shop.Get<IReviewService>();
        var waiting = await reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 1, ShopActor.Shop);
        if (waiting.Items.Any(review => review.PendingRating is not null))
        {
            return;
        }

        var ada = await AdaAsync();
        var product = await UnreviewedAsync(ada);
        var posted = (await reviews.PostAsync(product.Id, new() { Rating = 4, Comment = "The handle is a bit slippery with gloves." }, ada)).Value!;
        await reviews.ModerateAsync(posted.Id, new() { Approve = true, SeenVersion = posted.Version }, ShopActor.Shop);
        await reviews.EditAsync(posted.Id, Edit.Whole(new ReviewInput { Rating = 5, Comment = "The handle got a turn of tape and is fine now." }), ada);
    }
}
