using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace HybridShop.Components.Catalog.Pictures;

/// <summary>Makes a picture smaller, in its browser: file, wanted type, width and height in pixels. It is never made larger.</summary>
public delegate ValueTask<IBrowserFile> PictureResize(IBrowserFile file, string format, int maxWidth, int maxHeight);

/// <summary>A picture on its way in: chosen, made smaller and read; then it waits for its alt text, and all that is typed stays with it.</summary>
public sealed class PendingUpload(IBrowserFile file)
{
    /// <summary>A browser that cannot draw a file says nothing; so long it is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int ChunkLength = 64 * 1024;
    private const int PreviewWidth = 240;
    private const int PreviewHeight = 300;

    /// <summary>The file's name, as its owner knows it.</summary>
    public string Name => file.Name;

    /// <summary>How much of it was read, 0 to 100.</summary>
    public int Percent { get; private set; }

    /// <summary>Why it cannot be taken, or null.</summary>
    public string? Flaw { get; private set; }

    /// <summary>The picture as it is sent to the shop; null until it was read.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>A small copy as a data address, once the picture was read.</summary>
    public string? Preview { get; private set; }

    /// <summary>Whether it waits for words only.</summary>
    public bool IsReady => Preview is not null;

    /// <summary>What was typed; null for nothing.</summary>
    public string? Alt { get; set; }

    /// <summary>What was typed; null for nothing.</summary>
    public string? Caption { get; set; }

    /// <summary>Whether it was marked so.</summary>
    public bool IsDecorative { get; set; }

    /// <summary>Why it was not saved.</summary>
    public IReadOnlyList<OutcomeError> Errors { get; set; } = [];

    /// <summary>What is saved.</summary>
    public PictureInput Input => new()
    {
        File = Content, Alt = IsDecorative ? "" : Alt ?? "", IsDecorative = IsDecorative, Caption = Caption,
    };

    /// <summary>Reads it; a flaw ends that, and <see cref="Flaw"/> tells it. <paramref name="onProgress"/> is called as it goes on.</summary>
    public async Task ReadAsync(PictureResize resize, TimeProvider clock, Action onProgress, CancellationToken ct)
    {
        try
        {
            var kind = await LookAsync(ct);
            Flaw ??= kind == PictureKind.Unknown ? PictureText.NotAPicture : null;
            if (Flaw is null)
            {
                // Both kinds every browser can write; where WebP is not known, PNG comes instead, which is as well. Only JPEG has no transparency.
                var format = kind == PictureKind.Jpeg ? "image/jpeg" : "image/webp";
                Content = await ReadAsync(await ResizeAsync(PictureLimits.SentWidth, PictureLimits.SentHeight), 0, 90);
                Finish(Flaw is null ? await ReadAsync(await ResizeAsync(PreviewWidth, PreviewHeight), 90, 100) : []);

                Task<IBrowserFile> ResizeAsync(int width, int height) => resize(file, format, width, height).AsTask().WaitAsync(Patience, clock, ct);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is IOException or JSException or TimeoutException or OperationCanceledException)
        {
            Flaw = PictureText.Unreadable;
        }

        async Task<byte[]> ReadAsync(IBrowserFile size, int from, int until)
        {
            using var content = new MemoryStream();
            if (size.Size > PictureLimits.MaxBytes)
            {
                Flaw = PictureText.FileTooHeavy;
                return [];
            }

            await using var stream = size.OpenReadStream(PictureLimits.MaxBytes, ct);
            var chunk = new byte[ChunkLength];
            while (await stream.ReadAsync(chunk, ct) is > 0 and var length)
            {
                content.Write(chunk, 0, length);
                Percent = from + (int)((until - from) * content.Length / Math.Max(content.Length, size.Size));
                onProgress();
            }

            return content.ToArray();
        }
    }

    /// <summary>Looks at the first bytes: what is no picture need not be drawn to be refused.</summary>
    private async Task<PictureKind> LookAsync(CancellationToken ct)
    {
        if (file.Size is 0 or > PictureLimits.MaxChosenBytes)
        {
            Flaw = file.Size == 0 ? PictureText.FileEmpty : PictureText.FileTooLarge;
            return PictureKind.Unknown;
        }

        var head = new byte[PictureSignature.Length];
        await using var stream = file.OpenReadStream(PictureLimits.MaxChosenBytes, ct);
        return PictureSignature.KindOf(head.AsSpan(0, await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)));
    }

    private void Finish(byte[] preview)
    {
        if (Flaw is null && (Content is not { Length: > 0 } || preview.Length == 0))
        {
            Flaw = PictureText.Unreadable;
        }

        if (Flaw is null)
        {
            Preview = $"data:image/{PictureSignature.KindOf(preview).ToString().ToLowerInvariant()};base64,{Convert.ToBase64String(preview)}";
        }
    }
}
