using HybridShop.Tests.Support.Browser;
using HybridShop.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridShop.Tests.Http;

/// <summary>What only a browser knows of forms from before: what it sends along with a redirect that keeps the method.</summary>
public sealed class FormTokenBrowserTests(BrowserShop shop) : BrowserTest(shop)
{
    private const string Words = "Keeps the soil where it belongs.";

    [Fact]
    public async Task A_review_typed_while_another_tab_signed_out_is_sent_after_signing_in_again()
    {
        var page = await NewPageAsync();

        // A sign-in of its own: the one that other tests share must not end.
        await page.GotoAsync("/Identity/Account/Login?ReturnUrl=%2Fproducts%2Fhemp-string%2Freview");
        await page.SignInAsync(DemoEmails.Ada);
        await page.Locator("label[for=r4]").ClickAsync();
        await page.Locator("#cm").FillAsync(Words);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/Identity/Account/Logout");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send review" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(AccountText.SignInAgainKept);
        await page.SignInAsync(DemoEmails.Ada);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(PageText.FormKept);
        await Expect(page.Locator("#cm")).ToHaveValueAsync(Words);
        await Expect(page.Locator("#r4")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send review" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Shop.Address + "/products/hemp-string/review/sent");
    }

    [Fact]
    public async Task Signing_in_in_a_second_open_tab_is_answered_in_its_form()
    {
        var page = await NewPageAsync();
        await page.GotoAsync("/Identity/Account/Login");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/Identity/Account/Login");
        await other.SignInAsync(DemoEmails.Ada);
        await Expect(other).ToHaveURLAsync(Shop.Address + "/account");

        await page.SignInAsync(DemoEmails.Ada);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(PageText.FormFromBefore);
        await Expect(page.GetByLabel("Email")).ToHaveValueAsync(DemoEmails.Ada);
        await page.SignInAsync(DemoEmails.Ada);
        await Expect(page).ToHaveURLAsync(Shop.Address + "/account");
    }
}
