namespace HybridShop.Tests.Support;

/// <summary>Renders as the shop's own does, but not before it may.</summary>
internal sealed class HeldPictureRenderer : IPictureRenderer, IDisposable
{
    private readonly VipsPictureRenderer renderer = new();
    private readonly ManualResetEventSlim go = new();

    public void Release() => go.Set();

    public (RenderedPicture? Picture, string Flaw) Render(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        go.Wait(ct);
        return renderer.Render(file, ct);
    }

    public byte[] RenderDrawing(byte[] svg) => renderer.RenderDrawing(svg);

    public void Dispose() => go.Dispose();
}
