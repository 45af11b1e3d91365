namespace HybridShop.Web.Catalog;

/// <summary>GIF: a screen, then extensions and frames in blocks of at most 255 bytes, at last a trailer.</summary>
internal static class GifPicture
{
    private const byte Extension = 0x21;
    private const byte Frame = 0x2C;
    private const byte Trailer = 0x3B;

    public static PictureContent? Read(ReadOnlySpan<byte> file)
    {
        var bytes = new PictureBytes(file);
        using var clean = new MemoryStream(file.Length);
        bytes.Take(6);
        var (width, height) = (bytes.UInt16Little(), bytes.UInt16Little());
        SkipTable(ref bytes, bytes.Byte(), behind: 2);
        clean.Write(bytes.Since(0));
        var hasFrame = false;
        while (!bytes.IsCut)
        {
            var start = bytes.Position;
            var kind = bytes.Byte();
            if (kind == Trailer)
            {
                clean.WriteByte(Trailer);
                return hasFrame ? new(".gif", width, height, clean.ToArray()) : null;
            }

            if (kind is not (Extension or Frame))
            {
                return null;
            }

            var isDrawn = kind == Frame;
            if (kind == Extension)
            {
                isDrawn = IsDrawn(bytes.Byte(), ref bytes);
            }
            else
            {
                bytes.Take(8);
                SkipTable(ref bytes, bytes.Byte(), behind: 1);
                hasFrame = true;
            }

            SkipBlocks(ref bytes);
            if (isDrawn)
            {
                clean.Write(bytes.Since(start));
            }
        }

        return null;
    }

    /// <summary>Times and transparency of a frame, and how often all are repeated. Comments and other programs' words are left out.</summary>
    private static bool IsDrawn(byte label, ref PictureBytes bytes)
    {
        const byte GraphicControl = 0xF9;
        const byte Application = 0xFF;
        return label == GraphicControl || (label == Application && bytes.Take(bytes.Byte()).SequenceEqual("NETSCAPE2.0"u8));
    }

    /// <summary>Takes what stands behind the flags: some bytes, and the colors when the flags say that there are any.</summary>
    private static void SkipTable(ref PictureBytes bytes, byte flags, int behind) =>
        bytes.Take(behind + ((flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1)));

    private static void SkipBlocks(ref PictureBytes bytes)
    {
        while (bytes.Byte() is > 0 and var length)
        {
            bytes.Take(length);
        }
    }
}
