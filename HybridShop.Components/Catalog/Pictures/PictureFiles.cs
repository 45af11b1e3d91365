using System.Globalization;

namespace HybridShop.Components.Catalog.Pictures;

/// <summary>One file of a picture, for a `source` element or a program's choice.</summary>
/// <param name="Address">Root-relative address.</param>
/// <param name="Type">image/avif, image/webp, image/jpeg or image/png.</param>
/// <param name="Width">Pixels; the height follows in proportion.</param>
public sealed record PictureSource(string Address, string Type, int Width);

/// <summary>
/// Where the files of a picture are. What the shop remembers of it is the file that everybody can show, in the full width:
/// {hash}-{width}.jpg, or .png where it is transparent. The others, AVIF and WebP too, differ from it by width and ending alone. A file without
/// a width in its name stands alone: a drawing, or a picture from before the shop rendered any.
/// </summary>
public static class PictureFiles
{
    /// <summary>Ending of the bitmap of a drawing, behind the drawing's own.</summary>
    public const string BitmapExtension = ".png";

    private const string DrawingExtension = ".svg";
    private const int SmallWidth = 480;

    // Thumbnails, tiles and the product page, for screens of one to three dots a pixel. Pictures that are kept have these widths, so another
    // ladder means to render them all again.
    private static readonly int[] Ladder = [160, 320, SmallWidth, 800, PictureLimits.LargeWidth];

    /// <summary>The kinds that are smaller than the fallback, the smallest first.</summary>
    public static IReadOnlyList<(string Extension, string Type)> Modern { get; } = [(".avif", "image/avif"), (".webp", "image/webp")];

    /// <summary>The widths that a picture of this full width has, ascending.</summary>
    public static IReadOnlyList<int> WidthsOf(int fullWidth) => [.. Ladder.Where(width => width < fullWidth), fullWidth];

    /// <summary>The name of one file.</summary>
    public static string Name(string hash, int width, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{hash}-{width}{extension}");

    /// <summary>
    /// All files of the picture that is remembered under this name or address, by kind and then by width; empty where it stands alone.
    /// </summary>
    public static IReadOnlyList<PictureSource> SourcesOf(string file)
    {
        if (IsDrawing(file))
        {
            return [new(file + BitmapExtension, "image/png", PictureLimits.LargeWidth)];
        }

        if (Parse(file) is not { } parts)
        {
            return [];
        }

        var widths = WidthsOf(parts.Width);
        (string Extension, string Type)[] kinds = [.. Modern, (parts.Extension, parts.Extension == ".png" ? "image/png" : "image/jpeg")];
        return
        [
            .. kinds.SelectMany(kind => widths.Select(width => new PictureSource(Name(parts.Hash, width, kind.Extension), kind.Type, width))),
        ];
    }

    /// <summary>What everybody can show in the size of a tile.</summary>
    public static string SmallOf(string file) =>
        Parse(file) is { } parts ? Name(parts.Hash, Math.Min(parts.Width, SmallWidth), parts.Extension) : file;

    /// <summary>The smallest file, for the dashboard's rows: every browser that the dashboard runs in shows WebP.</summary>
    public static string ThumbnailOf(string file) =>
        Parse(file) is { } parts ? Name(parts.Hash, Math.Min(parts.Width, Ladder[0]), ".webp") : file;

    /// <summary>A JPEG or PNG, for previews of links and for feeds. A picture from before the shop rendered any is whatever it was.</summary>
    public static string PreviewOf(string file) => IsDrawing(file) ? file + BitmapExtension : file;

    private static bool IsDrawing(string file) => file.EndsWith(DrawingExtension, StringComparison.Ordinal);

    private static (string Hash, int Width, string Extension)? Parse(string file)
    {
        var (dash, dot) = (file.LastIndexOf('-'), file.LastIndexOf('.'));
        return dash > 0 && dot > dash && int.TryParse(file.AsSpan((dash + 1)..dot), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? (file[..dash], width, file[dot..]) : null;
    }
}
