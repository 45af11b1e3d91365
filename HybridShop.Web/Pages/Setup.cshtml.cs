using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages;

/// <summary>Makes the first admin, for whoever holds the link of the log. For everybody else there is no such page.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SetupModel(SetupLink link, AdminCreation admins, SignInManager<ShopUser> signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public RegistrationInput Input { get; set; } = new();

    public IActionResult OnGet()
    {
        // The address holds the secret.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        return link.Opens(Token) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!link.Opens(Token))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await admins.CreateAsync(Input, new(null, Input.UserName, [ShopRoles.Admin]), onlyTheFirst: true, ct);
        if (outcome.Kind is OutcomeKind.Done or OutcomeKind.Conflict)
        {
            link.Close();
        }

        if (!this.Accept(outcome, nameof(Input)))
        {
            return Page();
        }

        await signIn.SignInAsync(outcome.Value!, isPersistent: false);
        this.LeaveNote(AccountText.SetupDone);
        return LocalRedirect("~/account");
    }
}
