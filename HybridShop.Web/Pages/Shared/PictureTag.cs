using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Pictures;
using Microsoft.AspNetCore.Html;

namespace HybridShop.Web.Pages.Shared;

/// <summary>
/// A place for a picture: the room that it keeps free until the picture is there, and how wide it is shown, for browsers to choose a file by.
/// </summary>
/// <param name="Width">Attribute of the element; with the height it says the proportions.</param>
/// <param name="Height">The same.</param>
/// <param name="Sizes">Width on the screen, as CSS says it.</param>
/// <param name="MaxFileWidth">Pixels; wider files are of no use here.</param>
internal sealed record PictureFrame(int Width, int Height, string Sizes, int MaxFileWidth)
{
    public static PictureFrame Tile { get; } = new(400, 500, "(max-width: 40rem) 45vw, (max-width: 64rem) 26vw, 18rem", 800);

    public static PictureFrame Hit { get; } = new(104, 130, "6.5rem", 320);

    public static PictureFrame Own { get; } = new(80, 100, "5rem", 320);

    public static PictureFrame Ranked { get; } = new(64, 64, "4rem", 320);

    public static PictureFrame Main { get; } = new(400, 500, "(min-width: 56rem) 46rem, 100vw", PictureLimits.LargeWidth);

    public static PictureFrame Gallery { get; } = new(400, 500, "(min-width: 56rem) 23rem, 50vw", PictureLimits.LargeWidth);
}

/// <summary>Pictures in pages: AVIF, WebP and what everybody can show, in the widths that their place can use.</summary>
internal static class PictureTag
{
    /// <summary>For a picture that may be below the edge of the screen.</summary>
    public const string Lazy = " loading=\"lazy\"";

    /// <summary>For the picture that a page is opened for.</summary>
    public const string First = " fetchpriority=\"high\"";

    /// <summary>The element; the empty crate where there is no picture.</summary>
    /// <param name="root">Where the shop is mounted.</param>
    /// <param name="picture">Null for none. Its own proportions go before those of the frame.</param>
    /// <param name="frame">Where it is shown.</param>
    /// <param name="more">Further attributes of the `img`, each with a blank before it.</param>
    public static IHtmlContent Of(string? root, Picture? picture, PictureFrame frame, string more = "")
    {
        var html = new StringBuilder();
        var sources = (picture?.Sources ?? []).Where(source => source.Width <= frame.MaxFileWidth).ToLookup(source => source.Type);
        var modern = PictureFiles.Modern.Where(kind => sources.Contains(kind.Type)).ToList();
        foreach (var (_, type) in modern)
        {
            var files = sources[type].Select(file => string.Create(CultureInfo.InvariantCulture, $"{root}{file.Address} {file.Width}w"));
            html.Append(html.Length == 0 ? "<picture>" : "")
                .Append(CultureInfo.InvariantCulture, $"""<source type="{type}" srcset="{Encode(string.Join(", ", files))}" """)
                .Append(CultureInfo.InvariantCulture, $"""sizes="{frame.Sizes}">""");
        }

        var (width, height) = picture is { Width: > 0, Height: > 0 } ? (picture.Width, picture.Height) : (frame.Width, frame.Height);
        html.Append(CultureInfo.InvariantCulture, $"""<img src="{Encode(root + FallbackOf(picture, frame))}" width="{width}" height="{height}" """)
            .Append(CultureInfo.InvariantCulture, $"""alt="{Encode(picture?.Alt ?? "")}"{more}>""");
        return new HtmlString(html.Append(modern.Count > 0 ? "</picture>" : "").ToString());
    }

    private static string FallbackOf(Picture? picture, PictureFrame frame)
    {
        if (picture is null)
        {
            return SiteFiles.NoPicture;
        }

        return frame.MaxFileWidth < PictureLimits.LargeWidth ? PictureFiles.SmallOf(picture.Address) : picture.Address;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
