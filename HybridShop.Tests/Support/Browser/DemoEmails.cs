using HybridShop.Web.Accounts;
using Microsoft.Playwright;

namespace HybridShop.Tests.Support.Browser;

/// <summary>Whom the demo shop knows.</summary>
internal static class DemoEmails
{
    public const string Admin = "admin@hybridshop.example";

    public const string Staff = "staff@hybridshop.example";

    /// <summary>A customer.</summary>
    public const string Ada = "ada@hybridshop.example";

    /// <summary>Fills the open sign-in form and sends it.</summary>
    public static async Task SignInAsync(this IPage page, string email)
    {
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(DemoAccounts.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
