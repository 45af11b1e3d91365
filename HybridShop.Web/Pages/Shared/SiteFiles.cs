namespace HybridShop.Web.Pages.Shared;

/// <summary>Files of the site that code names.</summary>
internal static class SiteFiles
{
    /// <summary>Stands where a product has no picture of its own.</summary>
    public const string NoPicture = "/img/no-picture.svg";
}
