using System.Globalization;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>What is done at the desk: saving, moving, deleting, and taking the last of these back. Nothing typed is lost by a refusal.</summary>
public partial class CategoryPage
{
    private IReadOnlyList<OutcomeError> errors = [];
    private UndoneBy? takeBack;
    private int? movingId;

    private Task SaveAsync()
    {
        if (open is not { } merge || (merge.Form.Id is not null && (!merge.IsTouched || GoneBy is not null)))
        {
            return Task.CompletedTask;
        }

        return ActAndKeepAsync(async actor =>
        {
            if (merge.Clashes.Any())
            {
                errors = [new("", CategoryText.DecideFirst)];
                return;
            }

            (var wanted, errors) = merge.Read();
            if (wanted is null)
            {
                return;
            }

            var sent = merge.Form.Copy();
            var outcome = sent.Id is { } id
                ? await ChangeAsync(id, new(merge.Now!, wanted), actor)
                : await CreateAsync(merge, wanted, actor);
            errors = outcome.Errors;
            if (outcome.IsDone)
            {
                merge.Saved(wanted, 0, sent);
            }

            await LoadAsync();
        });
    }

    private async Task<Outcome<CategoryLink>> ChangeAsync(int id, Edit<CategoryInput> edit, ShopActor actor)
    {
        var outcome = await categories.EditAsync(id, edit, actor, Leaving);
        if (outcome.Value is { } saved)
        {
            said = Texts.Format(CategoryText.SaidSaved, saved.Name);
            takeBack = new(saved.Name, CategoryText.SaidTakenBack, undoer => categories.EditAsync(id, edit.Reverse(), undoer, Leaving));
        }

        return outcome;
    }

    private async Task<Outcome<CategoryLink>> CreateAsync(FormMerge<CategoryInput> merge, CategoryInput input, ShopActor actor)
    {
        var outcome = await categories.CreateAsync(input, actor, Leaving);
        if (outcome.Value is { } made)
        {
            // What was typed since goes on as an edit of what was made.
            Forget(merge);
            merge.Form.Id = made.Id;
            merges[made.Id] = merge;
            said = Texts.Format(CategoryText.SaidCreated, made.Name);
            takeBack = new(made.Name, CategoryText.SaidDeleted, undoer => categories.DeleteAsync(made.Id, undoer, ct: Leaving));
            Unfold(input.ParentId);
        }

        return outcome;
    }

    private async Task DeleteAsync()
    {
        if (Chosen is not { } entry)
        {
            return;
        }

        await ActAndKeepAsync(async actor =>
        {
            var outcome = await categories.DeleteAsync(entry.Id, actor, ct: Leaving);
            if (outcome.IsDone)
            {
                said = Texts.Format(CategoryText.SaidDeleted, entry.Name);
                takeBack = new(entry.Name, CategoryText.SaidPutBack, undoer => categories.CreateAsync(entry.ToInput(), undoer, Leaving));
                var next = forest!.In(entry.ParentId).Select(sibling => sibling.Id).FirstOrDefault(id => id != entry.Id, entry.ParentId ?? 0);
                Forget(open!);
                (open, errors) = (null, []);
                Focus(next);
            }
            else
            {
                errors = outcome.Errors;
            }

            await LoadAsync();
        });
    }

    private void Take(int id)
    {
        if (forest?.Find(id) is { } entry && !IsBusy)
        {
            movingId = id;
            said = Texts.Format(CategoryText.Moving, entry.Name);
            Focus(id);
        }
    }

    private void Leave()
    {
        if (forest?.Find(movingId) is { } entry)
        {
            said = Texts.Format(CategoryText.SaidLeft, entry.Name);
            Focus(entry.Id);
        }

        movingId = null;
    }

    private Task PutAsync(int id, int? parentId)
    {
        var moved = forest!.Find(id)!;
        if (forest.WhyNot(id, parentId) is { } why)
        {
            said = Texts.Format(CategoryText.SaidRefused, moved.Name, why);
            return Task.CompletedTask;
        }

        return ActAndKeepAsync(async actor =>
        {
            movingId = null;
            var outcome = await categories.EditAsync(id, MoveOf(moved.ParentId, parentId), actor, Leaving);
            said = outcome.Message;
            if (outcome.IsDone)
            {
                said = parentId is null
                    ? Texts.Format(CategoryText.SaidMovedTop, moved.Name)
                    : Texts.Format(CategoryText.SaidMoved, moved.Name, forest.Find(parentId)?.Name ?? "");
                takeBack = new(
                    moved.Name, CategoryText.SaidTakenBack,
                    undoer => categories.EditAsync(id, MoveOf(parentId, moved.ParentId), undoer, Leaving));
                Unfold(parentId);
            }

            await LoadAsync();
            Focus(id);
        });
    }

    private async Task TakeBackAsync()
    {
        if (takeBack is not { } undo)
        {
            return;
        }

        await ActAndKeepAsync(async actor =>
        {
            var outcome = await undo.Act(actor);
            takeBack = outcome.Kind == OutcomeKind.Unavailable ? undo : null;
            said = outcome.IsDone ? Texts.Format(undo.Said, undo.Name) : outcome.Message;
            await LoadAsync();
            Focus(outcome.Value?.Id ?? 0);
        });
    }

    private void Discard()
    {
        var merge = open!;
        if (merge.Form.Id is not null && GoneBy is null)
        {
            merge.TakeAll();
            errors = [];
        }
        else
        {
            Forget(merge);
            (open, errors) = (null, []);
        }

        KeepTyped();
    }

    /// <summary>What was typed about a category that is gone becomes a new one; a parent that is gone too is the top.</summary>
    private void MakeAnew()
    {
        var form = open!.Form;
        if (merges.GetValueOrDefault(NewId)?.IsTouched == true)
        {
            errors = [new("", CategoryText.AnotherNew)];
            return;
        }

        Forget(open);
        var parent = forest?.Find(ParentOf(form))?.Id;
        (form.Id, form.Seen) = (null, []);
        form[CategoryFields.All.Parent] = parent?.ToString(CultureInfo.InvariantCulture) ?? "";
        (open, errors) = (merges[NewId] = new(form, CategoryFields.All, new() { ParentId = parent }), []);
        KeepTyped();
    }

    private void Decide((Field<CategoryInput> Field, bool IsMine) choice)
    {
        if (choice.IsMine)
        {
            open!.KeepMine(choice.Field);
        }
        else
        {
            open!.TakeTheirs(choice.Field);
        }

        errors = [.. errors.Where(error => error.Field.Length > 0 && error.Field != choice.Field.Property)];
        KeepTyped();
    }

    /// <summary>Opens all that hides what lies in a category.</summary>
    private void Unfold(int? id)
    {
        for (var entry = forest?.Find(id); entry is not null; entry = forest!.Find(entry.ParentId))
        {
            closed.Remove(entry.Id);
        }
    }

    private static IEdit<CategoryInput> MoveOf(int? from, int? to) => Edit.Of<CategoryInput>(seen => seen.ParentId = from, category => category.ParentId = to);

    /// <summary>The category that is typed to be above it; null for the top.</summary>
    private static int? ParentOf(EditorForm form)
    {
        var input = new CategoryInput();
        return CategoryFields.All.Parent.Parse(form[CategoryFields.All.Parent], input) is null ? input.ParentId : null;
    }

    /// <inheritdoc />
    protected override void OnActFailed()
    {
        said = CategoryText.SaveFailed;
        errors = [new("", CategoryText.SaveFailed)];
    }

    private async Task ActAndKeepAsync(Func<ShopActor, Task> act)
    {
        await ActAsync(act);
        KeepTyped();
    }

    /// <summary>How the last act is taken back, as long as nobody changed the same since: the service says so then.</summary>
    private sealed record UndoneBy(string Name, string Said, Func<ShopActor, Task<Outcome<CategoryLink>>> Act);
}
