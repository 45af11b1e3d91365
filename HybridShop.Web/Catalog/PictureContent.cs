using System.Globalization;

namespace HybridShop.Web.Catalog;

/// <summary>
/// A picture that was read to its end: its true kind and size, and its bytes without what is not needed to draw it. There is no image library in
/// the registry, so its pixels are not looked at.
/// </summary>
internal sealed record PictureContent(string Extension, int Width, int Height, byte[] Bytes)
{
    /// <summary>Reads a picture, or says in a sentence why it is refused.</summary>
    public static (PictureContent? Content, string Flaw) Read(ReadOnlySpan<byte> file)
    {
        if (file.Length is 0 or > PictureLimits.MaxBytes)
        {
            return (null, file.Length == 0 ? PictureText.FileEmpty : PictureText.FileTooHeavy);
        }

        var kind = PictureSignature.KindOf(file);
        var content = kind switch
        {
            PictureKind.Png => PngPicture.Read(file),
            PictureKind.Jpeg => JpegPicture.Read(file),
            PictureKind.Webp => WebpPicture.Read(file),
            PictureKind.Gif => GifPicture.Read(file),
            _ => null,
        };
        return content switch
        {
            null => (null, kind == PictureKind.Unknown ? PictureText.NotAPicture : PictureText.Damaged),
            { Width: < 1 or > PictureLimits.MaxSide } or { Height: < 1 or > PictureLimits.MaxSide } => (null, content.Sized(PictureText.SidesOutOfRange)),
            _ => (content, ""),
        };
    }

    /// <summary>A sentence with this picture's width and height in it.</summary>
    public string Sized(string sentence) => string.Format(CultureInfo.CurrentCulture, sentence, Width.ToString("N0", CultureInfo.CurrentCulture), Height.ToString("N0", CultureInfo.CurrentCulture));
}
