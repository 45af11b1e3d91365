using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Reviews;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Reviews;

/// <summary>Write a review, or change one's own: the form is filled with what was sent last.</summary>
[Authorize]
[ResponseCache(NoStore = true)]
internal sealed class WriteModel(ICatalogService catalog, IReviewService reviews) : PageModel
{
    [BindProperty]
    public ReviewInput Review { get; set; } = new();

    public ProductSummary Product { get; private set; } = null!;

    /// <summary>The customer's present review, or null.</summary>
    public ReviewDraft? Own { get; private set; }

    public static string RatingWords(int rating) => rating switch
    {
        1 => PageText.Strokes1,
        2 => PageText.Strokes2,
        3 => PageText.Strokes3,
        4 => PageText.Strokes4,
        _ => PageText.Strokes5,
    };

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await LoadAsync(slug, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Own is not null)
        {
            Review = new() { Rating = Own.LatestRating, Comment = Own.LatestComment };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await LoadAsync(slug, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var actor = User.RequireShopActor();
        var outcome = Own is null ? await reviews.PostAsync(Product.Id, Review, actor, ct) : await reviews.EditAsync(Own.Id, Edit.Whole(Review), actor, ct);
        return this.Accept(outcome, nameof(Review)) ? RedirectToPage("/Reviews/Sent", new { slug }) : Page();
    }

    private async Task<IActionResult?> LoadAsync(string slug, CancellationToken ct)
    {
        if (await catalog.FindSummaryAsync(slug, ct) is not { } product)
        {
            return this.Elsewhere(await catalog.FindProductAsync(slug, ct), "/review");
        }

        Product = product;
        Own = await reviews.FindOwnAsync(product.Id, User.RequireShopActor(), ct);
        return null;
    }
}
