using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Pictures;

/// <summary>One of a product's pictures: its words edited in place, its place moved by keys or by drag.</summary>
public sealed partial class PictureRow : ComponentBase
{
    private ProductPicture? seen;
    private string? alt;
    private string? caption;
    private bool isDecorative;
    private bool isSaving;
    private IReadOnlyList<OutcomeError> errors = [];
    private ElementReference earlier;
    private ElementReference later;
    private int movedBy;

    /// <summary>The picture as it is in the shop now.</summary>
    [Parameter, EditorRequired]
    public required ProductPicture Picture { get; set; }

    /// <summary>How many there are.</summary>
    [Parameter]
    public int Count { get; set; } = 1;

    /// <summary>Saves changed words.</summary>
    [Parameter, EditorRequired]
    public required Func<ProductPicture, IEdit<PicturePatch>, Task<Outcome<ProductPicture>>> Save { get; set; }

    /// <summary>It is to go to another place, from 0.</summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    /// <summary>It is to be removed.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    /// <summary>It is being dragged.</summary>
    [Parameter]
    public EventCallback OnGrab { get; set; }

    /// <summary>It is dragged no more.</summary>
    [Parameter]
    public EventCallback OnRelease { get; set; }

    /// <summary>Another one is dragged over it.</summary>
    [Parameter]
    public EventCallback OnOver { get; set; }

    /// <summary>Another one is dropped here.</summary>
    [Parameter]
    public EventCallback OnDropped { get; set; }

    /// <summary>Whether another one is being dragged.</summary>
    [Parameter]
    public bool IsTarget { get; set; }

    /// <summary>Whether it is over this one.</summary>
    [Parameter]
    public bool IsOver { get; set; }

    /// <summary>Null for a picture that is there in one file only.</summary>
    private string? Thumbnails
    {
        get
        {
            var files = Picture.Sources.Where(source => source is { Type: "image/webp", Width: <= 320 })
                .Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Address.TrimStart('/')} {source.Width}w")).ToList();
            return files.Count > 0 ? string.Join(", ", files) : null;
        }
    }

    private string Name => Texts.Format(PictureText.PictureOf, Picture.Position + 1, Count);

    private string WantedAlt => isDecorative ? "" : alt?.Trim() ?? "";

    private string? WantedCaption => string.IsNullOrWhiteSpace(caption) ? null : caption.Trim();

    private bool IsChanged => seen is not null && (WantedAlt != seen.Alt || isDecorative != (seen.Alt.Length == 0) || WantedCaption != seen.Caption);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // What is typed stays; on saving it meets what others wrote meanwhile.
        if (!IsChanged)
        {
            Show(Picture);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (movedBy != 0)
        {
            // A button that is moved within the page loses the focus.
            var button = movedBy < 0 ? earlier : later;
            movedBy = 0;
            await button.FocusAsync();
        }
    }

    private void Forget() => Show(Picture);

    private void Show(ProductPicture picture)
    {
        seen = picture;
        (alt, caption, isDecorative) = (picture.Alt, picture.Caption, picture.Alt.Length == 0);
        errors = [];
    }

    private async Task MoveAsync(int by)
    {
        var position = Picture.Position + by;
        if (position >= 0 && position < Count)
        {
            await OnMove.InvokeAsync(position);
            movedBy = by;
        }
    }

    private async Task SaveAsync()
    {
        if (!IsChanged || isSaving || seen is not { } before)
        {
            return;
        }

        isSaving = true;
        try
        {
            var wanted = before.ToPatch();
            (wanted.Alt, wanted.IsDecorative, wanted.Caption) = (WantedAlt, isDecorative, WantedCaption);
            var outcome = await Save(Picture, new Edit<PicturePatch>(before.ToPatch(), wanted));
            if (outcome is { IsDone: true, Value: { } saved })
            {
                Show(saved);
                return;
            }

            errors = outcome.Errors;
            if (outcome.Kind == OutcomeKind.Conflict)
            {
                // Now it was seen: saving again means it.
                seen = before with
                {
                    Alt = CurrentOf(nameof(PicturePatch.Alt), before.Alt)!,
                    Caption = CurrentOf(nameof(PicturePatch.Caption), before.Caption) is { Length: > 0 } now ? now : null,
                };
            }
        }
        finally
        {
            isSaving = false;
        }
    }

    private string? CurrentOf(string field, string? before) => errors.FirstOrDefault(error => error.Field == field)?.Current ?? before;
}
