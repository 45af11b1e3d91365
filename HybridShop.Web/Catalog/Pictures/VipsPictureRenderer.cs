using System.Globalization;
using HybridShop.Components.Catalog.Pictures;
using NetVips;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// Renders by libvips, which decodes in strips and shrinks on the way, so that a picture is never in memory whole unless its kind wants that.
/// </summary>
internal sealed class VipsPictureRenderer : IPictureRenderer
{
    // Chosen by eye and by size. AVIF at the least effort is a quarter smaller than WebP already, and the next that pays takes three times as long;
    // WebP's usual effort costs as much as all of AVIF, for a twentieth.
    private const int AvifQuality = 55;
    private const int AvifEffort = 0;
    private const int WebpQuality = 78;
    private const int WebpEffort = 2;
    private const int JpegQuality = 80;

    private static readonly Dictionary<PictureKind, string> Loaders = new()
    {
        [PictureKind.Jpeg] = "jpegload_buffer",
        [PictureKind.Png] = "pngload_buffer",
        [PictureKind.Webp] = "webpload_buffer",
        [PictureKind.Gif] = "gifload_buffer",
    };

    // Whoever sent a damaged file is told so. The library would write a line to the error stream for each row of pixels that is missing.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    static VipsPictureRenderer()
    {
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);

        // What comes from outside reaches four decoders, whatever else the library could read. SVG is for drawings of our own.
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp", "Nsgif", "Svg"])
        {
            Operation.Block("VipsForeignLoad" + loader, false);
        }
    }

    public (RenderedPicture? Picture, string Flaw) Render(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var kind = PictureSignature.KindOf(file.Span);
        var flaw = file.Length switch
        {
            0 => PictureText.FileEmpty,
            > PictureLimits.MaxBytes => PictureText.FileTooHeavy,
            _ => kind == PictureKind.Unknown ? PictureText.NotAPicture : null,
        };
        if (flaw is not null)
        {
            return (null, flaw);
        }

        try
        {
            var bytes = file.ToArray();
            if (FlawOfHead(bytes, kind) is { } headFlaw)
            {
                return (null, headFlaw);
            }

            // The parameter failOn does not reach the decoder, the option does: without it the missing half of a picture is gray.
            using var upright = Image.ThumbnailBuffer(
                bytes, PictureLimits.LargeWidth, optionString: "[fail_on=error]", height: PictureLimits.LargeHeight, size: Enums.Size.Down,
                outputProfile: "srgb");
            using var whole = upright.CopyMemory();
            using var opaque = whole.HasAlpha() && !IsTransparent(whole) ? whole.Flatten() : null;
            return (RenderAll(opaque ?? whole, ct), "");
        }
        catch (VipsException)
        {
            return (null, PictureText.Damaged);
        }
    }

    public byte[] RenderDrawing(byte[] svg)
    {
        using var head = Image.SvgloadBuffer(svg);
        using var drawing = Image.SvgloadBuffer(svg, scale: (double)PictureLimits.LargeWidth / head.Width);
        return drawing.PngsaveBuffer(keep: Enums.ForeignKeep.None, palette: true);
    }

    /// <summary>Looks at what a file says of itself, before anything of it is decoded.</summary>
    private static string? FlawOfHead(byte[] file, PictureKind kind)
    {
        using var head = Image.NewFromBuffer(file, failOn: Enums.FailOn.Error);
        if (head.Get("vips-loader") as string != Loaders[kind])
        {
            return PictureText.Damaged;
        }

        // An interlaced file is in memory whole while it is decoded, and one of 16 bits is twice as large.
        var isTwiceAsLarge = head.Format == Enums.BandFormat.Ushort && head.Contains("interlaced");
        var most = isTwiceAsLarge ? PictureLimits.MaxPixels / 2 : PictureLimits.MaxPixels;
        return (long)head.Width * head.Height <= most ? null : Texts.Format(
            PictureText.TooManyPixels, Number(head.Width), Number(head.Height), Number(most / 1_000_000));
    }

    private static RenderedPicture RenderAll(Image whole, CancellationToken ct)
    {
        var extension = whole.HasAlpha() ? ".png" : ".jpg";
        string[] kinds = [.. PictureFiles.Modern.Select(kind => kind.Extension), extension];
        var files = new List<RenderedFile>();
        foreach (var width in PictureFiles.WidthsOf(whole.Width))
        {
            ct.ThrowIfCancellationRequested();
            using var resized = whole.ThumbnailImage(width, height: PictureLimits.LargeHeight, size: Enums.Size.Down);
            using var image = resized.CopyMemory();
            files.AddRange(kinds.Select(kind => new RenderedFile(width, kind, Encode(image, kind))));
        }

        return new(whole.Width, whole.Height, extension, files);
    }

    private static byte[] Encode(Image image, string extension) => extension switch
    {
        ".avif" => image.HeifsaveBuffer(
            q: AvifQuality, compression: Enums.ForeignHeifCompression.Av1, effort: AvifEffort, keep: Enums.ForeignKeep.None),
        ".webp" => image.WebpsaveBuffer(q: WebpQuality, effort: WebpEffort, keep: Enums.ForeignKeep.None),
        ".png" => image.PngsaveBuffer(keep: Enums.ForeignKeep.None),
        _ => image.JpegsaveBuffer(q: JpegQuality, optimizeCoding: true, keep: Enums.ForeignKeep.None),
    };

    private static bool IsTransparent(Image image)
    {
        using var alpha = image[image.Bands - 1];
        return alpha.Min() < byte.MaxValue;
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
