namespace HybridShop;

/// <summary>Bounds of product pictures.</summary>
public static class PictureLimits
{
    /// <summary>Most pictures of a product.</summary>
    public const int MaxCount = 12;

    /// <summary>Most bytes of one size of a picture, as received.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Most bytes of a file that is chosen; it stays in its browser, which makes the two sizes of it.</summary>
    public const long MaxChosenBytes = 50L * 1024 * 1024;

    /// <summary>Most pixels either way.</summary>
    public const int MaxSide = 8_000;

    /// <summary>Width in pixels that the product page can use.</summary>
    public const int LargeWidth = 1_200;

    /// <summary>Height in pixels that the product page can use.</summary>
    public const int LargeHeight = 1_500;

    /// <summary>Width in pixels that tiles can use.</summary>
    public const int SmallWidth = 480;

    /// <summary>Height in pixels that tiles can use.</summary>
    public const int SmallHeight = 600;

    /// <summary>Most characters of an alt text.</summary>
    public const int AltLength = 300;

    /// <summary>Most characters of a caption.</summary>
    public const int CaptionLength = 200;
}
