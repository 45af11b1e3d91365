using System.Text.RegularExpressions;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// Drawings as PNG, for previews of links, feeds and programs that cannot show SVG. Each is made when it is asked for first, so that a
/// first start does not wait for all of them. The drawings are our own: an upload never becomes one.
/// </summary>
internal sealed partial class DrawingBitmaps(MediaStore media, IPictureRenderer renderer) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Sees to it that the bitmap is there when the path below /media is that of one.</summary>
    public async Task EnsureAsync(string path, CancellationToken ct)
    {
        if (BitmapPath().Match(path) is not { Success: true } match || media.Has(path[1..]) || !media.Has(match.Groups["drawing"].Value))
        {
            return;
        }

        await oneAtATime.WaitAsync(ct);
        try
        {
            if (!media.Has(path[1..]))
            {
                var drawing = await media.ReadAsync(match.Groups["drawing"].Value, ct);
                await media.KeepAsync(path[1..], await Task.Run(() => renderer.RenderDrawing(drawing), ct), ct);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    [GeneratedRegex(@"^/(?<drawing>[0-9a-f]{32}\.svg)\.png$")]
    private static partial Regex BitmapPath();
}
