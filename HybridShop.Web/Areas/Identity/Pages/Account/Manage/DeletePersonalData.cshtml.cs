using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Areas.Identity.Pages.Account.Manage;

/// <summary>Deletes the account. Identity's own page would leave the name on pages that are kept, and would let the last admin go.</summary>
internal sealed class DeletePersonalDataModel(IAccountService accounts, SignInManager<ShopUser> signIn) : PageModel
{
    [BindProperty]
    public ProofInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await accounts.DeleteOwnAsync(Input.Password!, User.RequireShopActor(), ct);
        if (!this.Accept(outcome, nameof(Input)))
        {
            return Page();
        }

        await signIn.SignOutAsync();
        this.LeaveNote(AccountText.AccountDeleted);
        return RedirectToPage("/Account/Login");
    }

    internal sealed class ProofInput
    {
        [Required(ErrorMessageResourceType = typeof(AccountText), ErrorMessageResourceName = nameof(AccountText.PasswordMissing))]
        public string? Password { get; set; }
    }
}
