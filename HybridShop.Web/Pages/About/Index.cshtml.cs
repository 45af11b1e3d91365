using HybridShop.Web.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.About;

/// <summary>The store's own pages: short texts in Markdown out of the resources.</summary>
internal sealed class IndexModel : PageModel
{
    public string Topic { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string BodyHtml { get; private set; } = "";

    public IActionResult OnGet(string topic)
    {
        (string, string)? text = topic switch
        {
            "delivery" => (AboutText.DeliveryTitle, AboutText.DeliveryBody),
            "care" => (AboutText.CareTitle, AboutText.CareBody),
            "reviews" => (AboutText.ReviewsTitle, AboutText.ReviewsBody),
            "privacy" => (AboutText.PrivacyTitle, AboutText.PrivacyBody),
            _ => null,
        };
        if (text is not var (heading, markdown))
        {
            return NotFound();
        }

        (Topic, Heading, BodyHtml) = (topic, heading, ProductDescription.RenderAll(markdown));
        return Page();
    }
}
