using HybridShop.Components.Accounts;
using HybridShop.Components.Reviews;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Account;

/// <summary>The customer's own page: profile and reviews.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IAccountService accounts, IReviewService reviews) : PageModel
{
    [BindProperty]
    public ProfileInput Input { get; set; } = new();

    public AccountDetails Details { get; private set; } = null!;

    public IReadOnlyList<ReviewDraft> Reviews { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // For a few seconds a cookie may outlive its account.
        if (!await LoadAsync(ct))
        {
            return Challenge();
        }

        Input = Profile();
        return Page();
    }

    public async Task<IActionResult> OnPostProfileAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Challenge();
        }

        if (!ModelState.IsValid || !this.Accept(await accounts.EditProfileAsync(Edit.Whole(Input), User.RequireShopActor(), ct), nameof(Input)))
        {
            return Page();
        }

        this.LeaveNote(AccountText.ProfileSaved);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDeleteAsync(int id, CancellationToken ct)
    {
        // A moderator may delete reviews of others, but not on this page.
        if (!await LoadAsync(ct) || !Reviews.Any(review => review.Id == id))
        {
            return NotFound();
        }

        var outcome = await reviews.DeleteAsync(id, User.RequireShopActor(), ct: ct);
        if (outcome.Kind == OutcomeKind.Unavailable)
        {
            // The form of the profile was not sent with it.
            ModelState.Clear();
            Input = Profile();
            this.Accept(outcome, nameof(Input));
            return Page();
        }

        if (outcome.Value is { } deleted)
        {
            this.LeaveNote(Texts.Format(AccountText.ReviewDeleted, deleted.ProductName));
        }

        return RedirectToPage();
    }

    private ProfileInput Profile() => new() { UserName = Details.UserName, Phone = Details.Phone };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = User.RequireShopActor();
        if (await accounts.FindOwnAsync(actor, ct) is not { } details)
        {
            return false;
        }

        (Details, Reviews) = (details, await reviews.ListOwnAsync(actor, ct));
        return true;
    }
}
