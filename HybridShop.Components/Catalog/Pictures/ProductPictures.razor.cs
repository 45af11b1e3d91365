using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace HybridShop.Components.Catalog.Pictures;

/// <summary>
/// A product's pictures: in their order, with their words to edit; new ones by choice, drop or paste (pictures.js), each saved when it has its
/// alt text. What others do to them appears by itself.
/// </summary>
public sealed partial class ProductPictures(IProductPictureService service)
{
    private readonly List<PendingUpload> waiting = [];
    private readonly List<int> rounds = [0];
    private readonly Stack<ProductPicture> removed = [];
    private IReadOnlyList<ProductPicture>? pictures;
    private PendingUpload? next;
    private InputFile? field;
    private ElementReference putBack;
    private Func<ValueTask>? focus;
    private int shownId;
    private int? dragged;
    private int? over;
    private bool isNotThere;
    private string said = "";
    private string problem = "";

    /// <summary>Whose pictures.</summary>
    [Parameter, EditorRequired]
    public required int ProductId { get; set; }

    /// <summary>How pictures are made smaller before they are sent: by the browser, which has the file.</summary>
    [Parameter]
    public PictureResize Resize { get; set; } = BrowserFileExtensions.RequestImageFileAsync;

    private int Room => PictureLimits.MaxCount - (pictures?.Count ?? 0) - waiting.Count(picture => picture.Flaw is null);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ProductId != shownId)
        {
            shownId = ProductId;
            (pictures, said, problem) = (null, "", "");
            waiting.Clear();
            removed.Clear();
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } go)
        {
            focus = null;
            await go();
        }
    }

    /// <inheritdoc />
    protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes) =>
        changes.Any(change => change.Kind == ChangeKind.Everything || (change.Kind == ChangeKind.Product && change.EntityId == ProductId))
            ? LoadAsync() : Task.CompletedTask;

    private Task LoadAsync() => LoadLatestAsync(
        (actor, ct) => service.ListAsync(ProductId, actor, ct),
        loaded => (pictures, isNotThere) = (loaded, loaded is null));

    private async Task TakeAsync(InputFileChangeEventArgs chosen, int round)
    {
        var files = chosen.GetMultipleFiles(Math.Max(1, chosen.FileCount));
        var taken = files.Take(Room).Select(file => new PendingUpload(file)).ToList();
        problem = files.Count == taken.Count ? "" : Texts.Format(PictureText.SaidNoRoom, string.Join(", ", files.Skip(taken.Count).Select(file => file.Name)));
        next ??= taken.FirstOrDefault();
        waiting.AddRange(taken);
        rounds.Add(round + 1);
        foreach (var picture in taken)
        {
            await picture.ReadAsync(Resize, Clock, StateHasChanged, Leaving);
            if (picture.Flaw is not null && picture == next)
            {
                next = taken.SkipWhile(other => other != picture).Skip(1).FirstOrDefault();
            }

            StateHasChanged();
        }

        rounds.Remove(round);
        if (!taken.Exists(picture => picture.IsReady))
        {
            focus = FocusFieldAsync;
        }
    }

    private Task AddAsync(PendingUpload picture) => ChangeAsync(async actor =>
    {
        var outcome = await service.AddAsync(ProductId, picture.Input, actor, Leaving);
        picture.Errors = outcome.Errors;
        if (outcome.IsDone)
        {
            said = PictureText.SaidSaved;
            Discard(picture);
        }

        return null;
    });

    private async Task<Outcome<ProductPicture>> SaveWordsAsync(ProductPicture picture, IEdit<PicturePatch> edit)
    {
        var outcome = await service.EditAsync(picture.Id, edit, await GetActorAsync(), Leaving);
        said = outcome.IsDone ? PictureText.SaidChanged : "";
        await LoadAsync();
        return outcome;
    }

    private Task MoveAsync(int pictureId, int position) => ChangeAsync(async actor =>
    {
        var outcome = await service.MoveAsync(pictureId, position, actor, Leaving);
        said = outcome.Value is { } moved ? Texts.Format(PictureText.SaidMoved, moved.Position + 1, pictures?.Count ?? 0) : "";
        return outcome;
    });

    private Task RemoveAsync(ProductPicture picture) => ChangeAsync(async actor =>
    {
        var outcome = await service.RemoveAsync(picture.Id, actor, Leaving);
        if (outcome.IsDone)
        {
            removed.Push(picture);
            (said, focus) = (PictureText.SaidRemoved, () => putBack.FocusAsync());
        }

        return outcome;
    });

    private Task PutBackAsync() => ChangeAsync(async actor =>
    {
        var picture = removed.Peek();
        var outcome = await service.PutBackAsync(picture.Id, picture.Position, actor, Leaving);
        if (outcome.IsDone)
        {
            removed.Pop();
            (said, focus) = (PictureText.SaidPutBack, removed.Count > 0 ? () => putBack.FocusAsync() : FocusFieldAsync);
        }

        return outcome;
    });

    private Task DropAsync(int position)
    {
        var pictureId = dragged;
        Release();
        return pictureId is { } id ? MoveAsync(id, position) : Task.CompletedTask;
    }

    private void Release() => (dragged, over) = (null, null);

    private void Discard(PendingUpload picture)
    {
        waiting.Remove(picture);
        next = waiting.Find(other => other.IsReady);
        if (next is null)
        {
            focus = FocusFieldAsync;
        }
    }

    /// <inheritdoc />
    protected override void OnActFailed() => problem = ProductText.SaveFailed;

    /// <summary>Runs an act, says why it was refused, and shows how things are then. Null is said elsewhere.</summary>
    private Task ChangeAsync(Func<ShopActor, Task<Outcome?>> act) => ActAsync(async actor =>
    {
        var outcome = await act(actor);
        await LoadAsync();
        problem = outcome?.Message ?? "";
    });

    private ValueTask FocusFieldAsync() => field?.Element is { } element ? element.FocusAsync() : ValueTask.CompletedTask;
}
