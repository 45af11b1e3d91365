using Microsoft.AspNetCore.Html;

namespace HybridShop.Web.Pages.Shared;

/// <summary>The look's icons: 24 box, drawn by one stroke, always beside a word.</summary>
internal static class Icons
{
    public static readonly HtmlString Search = Of("""<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>""");
    public static readonly HtmlString Account = Of("""<circle cx="12" cy="8" r="4"/><path d="M4 20.500c1-4.5 4-6.5 8-6.500s7 2 8 6.5"/>""");
    public static readonly HtmlString Cross = Of("""<path d="m6 6 12 12M18 6 6 18"/>""");
    public static readonly HtmlString Check = Of("""<path d="m4.5 12.5 5 5L19.5 7"/>""");
    public static readonly HtmlString Warning = Of("""<path d="M12 3.5 21.5 20h-19z"/><path d="M12 10v4.500M12 17.200v.1"/>""");

    /// <summary>The gate beside the store's name.</summary>
    public static readonly HtmlString Brand = new(
        """<svg viewBox="0 0 26 18" aria-hidden="true"><path d="M4 2.5v13M10 2.5v13M16 2.5v13M22 2.5v13M1.5 13 24.5 5"/></svg>""");

    private static HtmlString Of(string shapes) => new($"""<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>""");
}
