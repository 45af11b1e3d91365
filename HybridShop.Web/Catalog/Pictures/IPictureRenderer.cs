namespace HybridShop.Web.Catalog.Pictures;

/// <summary>Makes the files that are kept out of the file that came. What does the work stays behind this.</summary>
internal interface IPictureRenderer
{
    /// <summary>
    /// All widths and kinds of an upload: upright, in sRGB, nothing but pixels, of a moving picture the first frame. Or the sentence that
    /// says why it is refused: it is no whole picture of a kind that is taken, or too large. Takes up to two seconds of a core and 200 MB.
    /// </summary>
    (RenderedPicture? Picture, string Flaw) Render(ReadOnlyMemory<byte> file, CancellationToken ct);

    /// <summary>A drawing of our own as a PNG as wide as the product page can use. Never for a file from outside.</summary>
    byte[] RenderDrawing(byte[] svg);
}

/// <summary>A picture as it is to be kept.</summary>
/// <param name="Width">Full width in pixels.</param>
/// <param name="Height">Height at the full width.</param>
/// <param name="Extension">Ending of the kind that everybody can show: .jpg, or .png where it is transparent.</param>
/// <param name="Files">Every width in every kind.</param>
internal sealed record RenderedPicture(int Width, int Height, string Extension, IReadOnlyList<RenderedFile> Files);

internal sealed record RenderedFile(int Width, string Extension, byte[] Content);
