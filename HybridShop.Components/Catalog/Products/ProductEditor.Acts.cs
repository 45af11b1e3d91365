using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HybridShop.Components.Catalog.Products;

/// <summary>The editor's acts: saving, moving a product on and off the shelves, and leaving. Nothing typed is lost by a refusal.</summary>
public partial class ProductEditor
{
    private IReadOnlyList<OutcomeError> problems = [];
    private int? created;
    private ProductStatus? undo;
    private ElementReference first;
    private ElementReference stay;
    private string? leaveFor;
    private string said = "";
    private bool showsClashes;
    private bool asksToLeave;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (asksToLeave)
        {
            asksToLeave = false;
            await stay.FocusAsync();
        }
    }

    /// <summary>Saves what was typed, and with it a new status if one is wanted. A new product without a wish becomes a draft.</summary>
    private async Task SaveAsync(ProductStatus? status = null)
    {
        (said, undo, showsClashes) = ("", null, merge.Clashes.Any());
        (var wanted, problems) = merge.Read();
        if (IsBusy || wanted is null || showsClashes)
        {
            return;
        }

        if (ProductId is not null && !merge.IsTouched && status is null)
        {
            said = ProductText.NothingUnsaved;
            return;
        }

        var sent = form.Copy();
        wanted.Status = status ?? wanted.Status ?? ProductStatus.Draft;
        await ActAsync(
            actor => ProductId is { } id
                ? products.EditAsync(id, new Edit<ProductInput>(merge.Now!, wanted), actor, Leaving)
                : products.CreateAsync(wanted, actor, Leaving),
            product =>
            {
                _ = Autosave.DeleteAsync(Key);
                form.Id = product.Id;
                merge.Saved(product.Fields, product.Version, sent);
                Take(product);
                KeepTyped();
                said = At(status is null ? ProductText.SavedAt : ProductText.PublishedAt);
                if (ProductId is null)
                {
                    // The same editor goes on with it, and with what was typed since.
                    created = product.Id;
                    Navigation.NavigateTo(ProductAddress.Of(product.Id), replace: true);
                }
            });
    }

    /// <summary>Changes the status and nothing else; what was typed stays as it is.</summary>
    private Task MoveAsync(ProductStatus wanted)
    {
        var before = shown!.Fields.Status!.Value;
        return ActAsync(
            actor => products.EditAsync(ProductId!.Value, Edit.Of<ProductInput>(seen => seen.Status = before, product => product.Status = wanted),
                actor, Leaving),
            product =>
            {
                Take(product);
                undo = before;
                said = At(wanted switch
                {
                    ProductStatus.Draft => ProductText.BackToDraftAt,
                    ProductStatus.Withdrawn => ProductText.WithdrawnAt,
                    _ => ProductText.PublishedAt,
                });
            });
    }

    private async Task UndoAsync()
    {
        if (undo is { } before)
        {
            await MoveAsync(before);
            undo = null;
        }
    }

    /// <inheritdoc />
    protected override void OnActFailed() => problems = [new("", ProductText.SaveFailed)];

    /// <summary>Runs an act; a refusal is said above the form, and what was typed stays.</summary>
    private Task ActAsync(Func<ShopActor, Task<Outcome<EditableProduct>>> act, Action<EditableProduct> done) => ActAsync(async actor =>
    {
        (said, undo) = ("", null);
        var outcome = await act(actor);
        problems = outcome.Errors;
        if (outcome.Value is { } product)
        {
            done(product);
        }
        else if (outcome.Kind == OutcomeKind.Conflict)
        {
            await LoadAsync();
            showsClashes = merge.Clashes.Any();

            // What clashes is shown at its field with both values; the rest (the status) follows the shop and is only told.
            problems = showsClashes ? [] : [.. outcome.Errors.Select(error => new OutcomeError("", error.Message))];
        }
    });

    private void Drop()
    {
        merge.TakeAll();
        problems = [];
        FormChanged();
    }

    private void AskBeforeLeaving(LocationChangingContext context)
    {
        if (merge.IsTouched && created is null)
        {
            context.PreventNavigation();
            (leaveFor, asksToLeave) = (context.TargetLocation, true);
            StateHasChanged();
        }
    }

    private async Task StayAsync()
    {
        leaveFor = null;
        await first.FocusAsync();
    }

    private void Leave()
    {
        var target = leaveFor!;
        _ = Autosave.DeleteAsync(Key);
        Begin();
        Navigation.NavigateTo(target);
    }

    private string At(string sentence) =>
        Texts.Format(sentence, days.ToLocal(Clock.GetUtcNow().UtcDateTime).ToString("HH:mm", System.Globalization.CultureInfo.CurrentCulture));
}
