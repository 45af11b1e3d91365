using HybridShop.Components.Catalog;
using HybridShop.Web.Http;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages;

/// <summary>Every answer that is no page: what happened, in a sentence, and a way on. Never a stack trace.</summary>
[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(ICatalogService catalog) : PageModel
{
    private const int OfferCount = 4;

    /// <summary>A field whose name ends so is not sent out again.</summary>
    private const string Secret = "Password";

    public int Code { get; private set; }

    public string Title { get; private set; } = "";

    public string CodeText { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    /// <summary>Of the product that was taken off, or null.</summary>
    public string? GoneName => Code == StatusCodes.Status410Gone ? HttpContext.Items[ProductRedirects.WithdrawnName] as string : null;

    /// <summary>With which the log's entry is found; only where the fault is ours.</summary>
    public string? SlipNumber { get; private set; }

    /// <summary>Where the same can be asked again, because it failed for a reason that passes; else null.</summary>
    public string? AgainAddress { get; private set; }

    /// <summary>What was typed into the form that is to be sent again; null when it was no form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Typed { get; private set; }

    public IReadOnlyList<ProductSummary> Offers { get; private set; } = [];

    // Not a handler: a refused request is shown here by the verb that it came with, whichever that was.
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await ShowAsync(RouteData.Values["code"] as string, HttpContext.RequestAborted);
        context.Result = Page();
    }

    private async Task ShowAsync(string? code, CancellationToken ct)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var named = int.TryParse(code, out var number) && number is >= 400 and < 600 ? number : StatusCodes.Status500InternalServerError;
        Code = failed is not null ? FaultLog.StatusOf(failed.Error) : named;
        Response.StatusCode = Code;
        (CodeText, Heading, Explanation) = Code switch
        {
            404 => (PageText.NotFoundCode, PageText.NotFoundHeading, PageText.NotFoundText),
            410 => (PageText.GoneCode, GoneHeading(), PageText.GoneText),
            401 or 403 => (PageText.NotAllowedCode, PageText.NotAllowedHeading, PageText.NotAllowedText),
            429 => (PageText.TooManyCode, PageText.TooManyHeading, PageText.TooManyText),
            503 => (PageText.AwayCode, PageText.AwayHeading, PageText.AwayText),
            < 500 => (Texts.Format(PageText.BadRequestCode, Code), PageText.BadRequestHeading, PageText.BadRequestText),
            _ => (Texts.Format(PageText.ErrorCode, Code), PageText.ErrorHeading, PageText.ErrorText),
        };
        Title = Code == 404 ? PageText.NotFoundTitle : Heading;
        SlipNumber = Code >= 500 ? FaultLog.NumberOf(HttpContext) : null;
        if (failed is not null && Code == StatusCodes.Status503ServiceUnavailable)
        {
            FaultLog.MarkUnavailable(HttpContext, failed.Error.GetBaseException().Message);
            AgainAddress = Request.PathBase + new PathString(failed.Path) + Request.QueryString;
            Typed = await TypedAsync(ct);
        }

        // Our own fault may well be the database: then neither this page nor its frame may ask it again.
        ViewData["WithoutDepartments"] = Code >= 500;
        Offers = Code is 404 or 410 ? await catalog.ListMostReviewedAsync(OfferCount, ct) : [];
    }

    /// <summary>The fields as they came, the form's token among them, which holds as long as the form's own page did.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>?> TypedAsync(CancellationToken ct)
    {
        if (!HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType)
        {
            return null;
        }

        var form = await Request.ReadFormAsync(ct);
        return [.. form.Where(field => !field.Key.EndsWith(Secret, StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""))];
    }

    private string GoneHeading() => GoneName is { } name ? Texts.Format(PageText.GoneHeadingNamed, name) : PageText.GoneHeading;
}
