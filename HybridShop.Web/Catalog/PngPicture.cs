namespace HybridShop.Web.Catalog;

/// <summary>PNG: a signature, then chunks of length, name, data and checksum up to IEND.</summary>
internal static class PngPicture
{
    private const int ChecksumLength = 4;

    public static PictureContent? Read(ReadOnlySpan<byte> file)
    {
        var bytes = new PictureBytes(file);
        using var clean = new MemoryStream(file.Length);
        clean.Write(bytes.Take(8));
        var (width, height, hasPixels) = (0L, 0L, false);
        while (!bytes.IsCut)
        {
            var start = bytes.Position;
            var length = bytes.UInt32Big();
            var name = bytes.Take(4);
            var data = new PictureBytes(bytes.Take(length));
            bytes.Take(ChecksumLength);
            if (bytes.IsCut || name.SequenceEqual("IHDR"u8) != (start == 8))
            {
                return null;
            }

            if (start == 8)
            {
                (width, height) = (data.UInt32Big(), data.UInt32Big());
            }

            hasPixels |= name.SequenceEqual("IDAT"u8) && length > 0;
            if (IsDrawn(name))
            {
                clean.Write(bytes.Since(start));
            }

            if (name.SequenceEqual("IEND"u8))
            {
                return hasPixels ? new(".png", (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), clean.ToArray()) : null;
            }
        }

        return null;
    }

    /// <summary>What changes how it looks. Words, times, EXIF and further frames are left out.</summary>
    private static bool IsDrawn(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8)
        || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("gAMA"u8) || name.SequenceEqual("cHRM"u8) || name.SequenceEqual("sRGB"u8)
        || name.SequenceEqual("iCCP"u8) || name.SequenceEqual("sBIT"u8);
}
