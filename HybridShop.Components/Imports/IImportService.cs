namespace HybridShop.Components.Imports;

/// <summary>Bounds of a file that is imported.</summary>
public static class ImportLimits
{
    /// <summary>Most bytes of a file: 50 MB.</summary>
    public const int FileBytes = 50 * 1024 * 1024;

    /// <summary>Most bytes of one row.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>Most rows of a file.</summary>
    public const int RowCount = 200_000;

    /// <summary>Most characters of a description in HTML.</summary>
    public const int HtmlLength = 100_000;

    /// <summary>Most tags of a description in HTML.</summary>
    public const int HtmlTags = 3_000;
}

/// <summary>Brings in product files of other shop systems. Staff only.</summary>
public interface IImportService
{
    /// <summary>
    /// Imports a Shopify product CSV in UTF-8 or UTF-16, its cells separated by comma, semicolon, tab or |. All of it is one act: either every
    /// good row arrives or nothing does. A bad row is reported and left out. Invalid, with nothing written, when the file is too large, in
    /// another encoding, or its header is not Shopify's. The same file again changes nothing.
    /// </summary>
    /// <param name="file">Read once, from where it stands; not closed.</param>
    /// <param name="fileName">As people know it, for the report and the activity list.</param>
    /// <param name="actor">Who imports; becomes the creator of new products.</param>
    /// <param name="progress">Hears how far the writing is, some hundred rows at a time; begins anew when the act has to be run again.</param>
    /// <param name="ct">Calls it off; nothing is written then.</param>
    Task<Outcome<ImportReport>> ImportAsync(
        Stream file, string fileName, ShopActor actor, IProgress<ImportProgress>? progress = null, CancellationToken ct = default);
}

/// <summary>How far an import is, while it writes.</summary>
/// <param name="Written">Rows with a variant that are written, from the first batch on.</param>
/// <param name="Total">All of the file's.</param>
/// <param name="Remaining">Estimated from those that are written; null after the first batch.</param>
public sealed record ImportProgress(int Written, int Total, TimeSpan? Remaining);
