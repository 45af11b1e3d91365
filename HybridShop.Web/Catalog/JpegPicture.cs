namespace HybridShop.Web.Catalog;

/// <summary>JPEG: segments that begin with a marker; behind "start of scan" come pixels up to the next marker, at last "end of image".</summary>
internal static class JpegPicture
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static PictureContent? Read(ReadOnlySpan<byte> file)
    {
        var bytes = new PictureBytes(file);
        using var clean = new MemoryStream(file.Length);
        clean.Write(bytes.Take(2));
        var (width, height, hasFrame, hasPixels) = (0, 0, false, false);
        var marker = NextMarker(ref bytes);
        while (marker != 0)
        {
            if (marker == EndOfImage)
            {
                clean.Write([0xFF, EndOfImage]);
                return hasFrame && hasPixels ? new(".jpg", width, height, clean.ToArray()) : null;
            }

            var start = bytes.Position;
            var length = bytes.UInt16Big();
            var segment = new PictureBytes(bytes.Take(Math.Max(0, length - 2)));
            if (bytes.IsCut || length < 2)
            {
                return null;
            }

            if (IsFrame(marker))
            {
                segment.Byte();
                (height, width, hasFrame) = (segment.UInt16Big(), segment.UInt16Big(), true);
            }

            if (IsDrawn(marker, bytes.Since(start + 2)))
            {
                clean.Write([0xFF, marker]);
                clean.Write(bytes.Since(start));
            }

            if (marker == StartOfScan)
            {
                start = bytes.Position;
                marker = NextMarker(ref bytes);
                if (marker != 0)
                {
                    var pixels = bytes.Since(start)[..^2];
                    hasPixels |= pixels.Length > 0;
                    clean.Write(pixels);
                }
            }
            else
            {
                marker = NextMarker(ref bytes, isAtOnce: true);
            }
        }

        return null;
    }

    /// <summary>The next marker; 0 when there is none, or when one must follow at once and something else does.</summary>
    private static byte NextMarker(ref PictureBytes bytes, bool isAtOnce = false)
    {
        var isFirst = true;
        while (!bytes.IsCut)
        {
            if (bytes.Byte() != 0xFF)
            {
                if (isAtOnce && isFirst)
                {
                    return 0;
                }

                continue;
            }

            isFirst = false;
            byte marker;
            do
            {
                marker = bytes.Byte();
            }
            while (marker == 0xFF);

            // A stuffed zero and restart marks are part of the pixels.
            if (marker is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return marker;
            }
        }

        return 0;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Comments and application segments are left out (EXIF, XMP, maker's notes), but for what colors are read by.</summary>
    private static bool IsDrawn(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 => segment.StartsWith("JFIF\0"u8),
        0xE2 => segment.StartsWith("ICC_PROFILE\0"u8),
        0xEE => segment.StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE => false,
        _ => true,
    };
}
