using System.Threading.RateLimiting;
using HybridShop.Components.Catalog.Pictures;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// Renders few pictures at once and lets some wait, because each takes a core and much memory; whoever comes then is told to come again.
/// </summary>
internal sealed class PictureRenderQueue(IPictureRenderer renderer) : IDisposable
{
    public const int MaxAtOnce = 2;
    public const int MaxWaiting = 8;

    private readonly ConcurrencyLimiter limiter = new(
        new() { PermitLimit = MaxAtOnce, QueueLimit = MaxWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>The picture, or why there is none: what the renderer found wrong with the file, or that too many wait already.</summary>
    public async Task<(RenderedPicture? Picture, Refusal? Refusal)> RenderAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        using var lease = await limiter.AcquireAsync(cancellationToken: ct);
        if (!lease.IsAcquired)
        {
            return (null, Outcome.Unavailable(PictureText.Busy));
        }

        var (picture, flaw) = await Task.Run(() => renderer.Render(file, ct), ct);
        return (picture, picture is null ? Outcome.Invalid(nameof(PictureInput.File), flaw) : null);
    }

    public void Dispose() => limiter.Dispose();
}
