using System.Buffers.Binary;

namespace HybridShop.Web.Catalog;

/// <summary>WebP: a RIFF file of chunks of name, length and data; each begins at an even place.</summary>
internal static class WebpPicture
{
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    public static PictureContent? Read(ReadOnlySpan<byte> file)
    {
        var head = new PictureBytes(file);
        head.Take(4);
        var body = head.Take(head.UInt32Little());
        if (head.IsCut)
        {
            return null;
        }

        var bytes = new PictureBytes(body);
        using var clean = new MemoryStream(file.Length);
        clean.Write(file[..8]);
        clean.Write(bytes.Take(4));
        var (width, height, hasPixels) = (0, 0, false);
        while (bytes.Position < bytes.Length)
        {
            var start = bytes.Position;
            var name = bytes.Take(4);
            var length = bytes.UInt32Little();
            var data = bytes.Take(length);
            bytes.Take(length % 2);
            if (bytes.IsCut)
            {
                return null;
            }

            if (width == 0 && SizeOf(name, data) is { } size)
            {
                (width, height) = size;
            }

            hasPixels |= IsPixels(name) && length > 0;
            if (IsDrawn(name))
            {
                clean.Write(bytes.Since(start));
            }
        }

        return hasPixels ? new(".webp", width, height, Finish(clean.ToArray())) : null;
    }

    /// <summary>The new length, and in the flags of the extended kind no more promise of what was left out.</summary>
    private static byte[] Finish(byte[] clean)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        if (clean.AsSpan(12).StartsWith("VP8X"u8))
        {
            clean[20] = (byte)(clean[20] & ~(HasExif | HasXmp));
        }

        return clean;
    }

    private static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var bytes = new PictureBytes(data);
        if (name.SequenceEqual("VP8X"u8))
        {
            bytes.Take(4);
            return (bytes.UInt24Little() + 1, bytes.UInt24Little() + 1);
        }

        if (name.SequenceEqual("VP8 "u8))
        {
            bytes.Take(3);
            return bytes.Take(3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) ? (bytes.UInt16Little() & 0x3FFF, bytes.UInt16Little() & 0x3FFF) : (0, 0);
        }

        if (name.SequenceEqual("VP8L"u8))
        {
            var isLossless = bytes.Byte() == 0x2F;
            var bits = bytes.UInt32Little();
            return isLossless && !bytes.IsCut ? ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : (0, 0);
        }

        return null;
    }

    private static bool IsPixels(ReadOnlySpan<byte> name) => name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ANMF"u8);

    private static bool IsDrawn(ReadOnlySpan<byte> name) =>
        IsPixels(name) || name.SequenceEqual("VP8X"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ICCP"u8);
}
