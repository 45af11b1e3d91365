using System.Text.RegularExpressions;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Pages;

/// <summary>From the front door to a review of one's own, by what people see and click.</summary>
public sealed class JourneyTests(BrowserShop shop) : BrowserTest(shop)
{
    [Theory]
    [InlineData(true, "Boston fern")]
    [InlineData(false, "Beeswax candles")]
    public async Task A_visitor_finds_a_thing_and_reviews_it_with_scripts_and_without(bool hasScripts, string wanted)
    {
        var page = await NewPageAsync(options: new() { JavaScriptEnabled = hasScripts });
        var wrong = page.Watch();

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Departments" }).GetByRole(AriaRole.Link, new() { Name = "Kitchen" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Kitchen");

        await page.Locator("#filters").GetByText("Cooking").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show products" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Filters in use" })).ToContainTextAsync("Cooking");

        await Link(page, "Enamel kettle, 1.6 l").ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Enamel kettle, 1.6 l");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^All \d+ reviews$") }).ClickAsync();
        await Expect(page.Locator("li.review")).Not.ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the shop" }).FillAsync(wanted);
        await page.Keyboard.PressAsync("Enter");
        await Link(page, wanted).First.ClickAsync();
        await Link(page, "Write a review").ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Sign in");

        await page.SignInAsync(DemoEmails.Ada);
        await Expect(Heading(page)).ToContainTextAsync($"Review: {wanted}");
        await page.Locator("label[for=r4]").ClickAsync();
        await page.GetByLabel("Your words").FillAsync("Does what it says.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send review" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Thank you, we have it");

        await Link(page, "Your reviews").ClickAsync();
        var own = page.GetByRole(AriaRole.Listitem).Filter(new() { Has = Link(page, new Regex("^" + wanted)) });
        await Expect(own).ToContainTextAsync("Waiting to be read");
        await Expect(own).ToContainTextAsync("Does what it says.");

        await Link(page, "Sign out").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
        await page.GotoAsync("/account");
        await Expect(Heading(page)).ToHaveTextAsync("Sign in");
        wrong.ShouldBeEmpty();
    }

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name });

    private static ILocator Link(IPage page, Regex name) => page.GetByRole(AriaRole.Link, new() { NameRegex = name });
}
