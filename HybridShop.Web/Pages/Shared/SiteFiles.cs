using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace HybridShop.Web.Pages.Shared;

/// <summary>Files of the site that code names.</summary>
internal static class SiteFiles
{
    /// <summary>Stands where a product has no picture of its own.</summary>
    public const string NoPicture = "/img/no-picture.svg";

    private static readonly string[] Sheets = ["tokens", "base", "layout", "controls", "catalog", "product", "print"];

    private static Tuple<string, HtmlString>? made;

    /// <summary>
    /// The links to the shop's style sheets under their fingerprinted names. Made once: eight link tag helpers are a tenth of a page's
    /// cost, and their answer is always the same.
    /// </summary>
    public static HtmlString StyleLinks(HttpContext context)
    {
        var root = context.Request.PathBase.Value ?? "";
        if (made is { } present && present.Item1 == root)
        {
            return present.Item2;
        }

        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        string Address(string file) => $"{root}/{assets?[file] ?? file}";
        var links = new HtmlString(
            $"<link rel=\"icon\" href=\"{Address("img/mark.svg")}\" type=\"image/svg+xml\">\n"
            + string.Join('\n', Sheets.Select(sheet => $"<link rel=\"stylesheet\" href=\"{Address($"css/{sheet}.css")}\">")));
        if (assets is not null)
        {
            made = new(root, links);
        }

        return links;
    }
}
