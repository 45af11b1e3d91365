namespace HybridShop.Components.Catalog.Pictures;

/// <summary>Bounds of product pictures.</summary>
public static class PictureLimits
{
    /// <summary>Most pictures of a product.</summary>
    public const int MaxCount = 12;

    /// <summary>Most bytes of a picture, as received.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Most pixels of a picture, as received: what is in memory while it is decoded grows with them.</summary>
    public const int MaxPixels = 25_000_000;

    /// <summary>Most bytes of a file that is chosen; it stays in its browser, which sends a smaller one.</summary>
    public const long MaxChosenBytes = 50L * 1024 * 1024;

    /// <summary>Width in pixels that is sent at most: twice of what is kept, so that being compressed on the way does not show.</summary>
    public const int SentWidth = 2 * LargeWidth;

    /// <summary>Height in pixels that is sent at most.</summary>
    public const int SentHeight = 2 * LargeHeight;

    /// <summary>Width in pixels that the product page can use.</summary>
    public const int LargeWidth = 1_200;

    /// <summary>Height in pixels that the product page can use.</summary>
    public const int LargeHeight = 1_500;

    /// <summary>Most characters of an alt text.</summary>
    public const int AltLength = 300;

    /// <summary>Most characters of a caption.</summary>
    public const int CaptionLength = 200;
}
