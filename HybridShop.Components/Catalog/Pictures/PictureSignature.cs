namespace HybridShop.Components.Catalog.Pictures;

/// <summary>Kinds of pictures that the shop takes.</summary>
public enum PictureKind
{
    /// <summary>None of those below, whatever its name says.</summary>
    Unknown,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>WebP.</summary>
    Webp,

    /// <summary>GIF.</summary>
    Gif,
}

/// <summary>Tells kinds of pictures apart by their first bytes; names and declared types are not believed.</summary>
public static class PictureSignature
{
    /// <summary>So many first bytes are enough.</summary>
    public const int Length = 12;

    /// <summary>What a file begins like; the rest of it may still be damaged.</summary>
    public static PictureKind KindOf(ReadOnlySpan<byte> head)
    {
        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..])
        {
            return PictureKind.Png;
        }

        if (head is [0xFF, 0xD8, 0xFF, ..])
        {
            return PictureKind.Jpeg;
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= Length && head[8..].StartsWith("WEBP"u8))
        {
            return PictureKind.Webp;
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return PictureKind.Gif;
        }

        return PictureKind.Unknown;
    }
}
