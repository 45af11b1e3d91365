using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>What is done at the desk: saving, moving, deleting, and taking the last of these back. Nothing typed is lost by a refusal.</summary>
public partial class CategoryPage
{
    private IReadOnlyList<OutcomeError> errors = [];
    private UndoneBy? takeBack;
    private int? movingId;
    private bool isBusy;

    private async Task SaveAsync()
    {
        if (open is not { } form || (form.CategoryId is not null && (!form.IsTouched || GoneBy is not null)))
        {
            return;
        }

        await ActAsync(async actor =>
        {
            if (MergeOf(form)?.Clashes.Any() == true)
            {
                errors = [new("", CategoryText.DecideFirst)];
                return;
            }

            var sent = form.Copy();
            var outcome = form.CategoryId is { } id ? await ChangeAsync(id, actor) : await CreateAsync(form, sent, actor);
            errors = outcome.Errors;
            if (outcome.Value is { } saved)
            {
                merges[saved.Id].Saved(sent);
            }

            await LoadAsync();
        });
    }

    private async Task<Outcome<CategoryLink>> ChangeAsync(int id, ShopActor actor)
    {
        var edit = merges[id].ToEdit();
        var outcome = await categories.EditAsync(id, edit, actor, Leaving);
        if (outcome.Value is { } saved)
        {
            said = Text(CategoryText.SaidSaved, saved.Name);
            takeBack = new(saved.Name, CategoryText.SaidTakenBack, undoer => categories.EditAsync(id, Reverse(edit), undoer, Leaving));
        }

        return outcome;
    }

    private async Task<Outcome<CategoryLink>> CreateAsync(CategoryForm form, CategoryForm sent, ShopActor actor)
    {
        var input = new CategoryInput { Name = sent.Name, Description = sent.Description, ParentId = CategoryForm.ParentOf(sent.ParentId) };
        var outcome = await categories.CreateAsync(input, actor, Leaving);
        if (outcome.Value is { } made)
        {
            // What was typed since goes on as an edit of what was made.
            forms.Remove(form.Key);
            form.CategoryId = made.Id;
            form.Seen = sent.Seen = CategoryField.All.ToDictionary(field => field.Name, field => field.Read(sent));
            (forms[form.Key], merges[made.Id]) = (form, new(form));
            said = Text(CategoryText.SaidCreated, made.Name);
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

        await ActAsync(async actor =>
        {
            var outcome = await categories.DeleteAsync(entry.Id, actor, ct: Leaving);
            if (outcome.IsDone)
            {
                var input = new CategoryInput { Name = entry.Name, Description = entry.Description, ParentId = entry.ParentId };
                said = Text(CategoryText.SaidDeleted, entry.Name);
                takeBack = new(entry.Name, CategoryText.SaidPutBack, undoer => categories.CreateAsync(input, undoer, Leaving));
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
        if (forest?.Find(id) is { } entry && !isBusy)
        {
            movingId = id;
            said = Text(CategoryText.Moving, entry.Name);
            Focus(id);
        }
    }

    private void Leave()
    {
        if (forest?.Find(movingId) is { } entry)
        {
            said = Text(CategoryText.SaidLeft, entry.Name);
            Focus(entry.Id);
        }

        movingId = null;
    }

    private Task PutAsync(int id, int? parentId)
    {
        var moved = forest!.Find(id)!;
        if (forest.WhyNot(id, parentId) is { } why)
        {
            said = Text(CategoryText.SaidRefused, moved.Name, why);
            return Task.CompletedTask;
        }

        return ActAsync(async actor =>
        {
            movingId = null;
            var outcome = await categories.EditAsync(id, new() { ParentId = new(moved.ParentId, parentId) }, actor, Leaving);
            said = !outcome.IsDone ? outcome.Message
                : parentId is null ? Text(CategoryText.SaidMovedTop, moved.Name)
                : Text(CategoryText.SaidMoved, moved.Name, forest.Find(parentId)?.Name ?? "");
            if (outcome.IsDone)
            {
                takeBack = new(
                    moved.Name, CategoryText.SaidTakenBack,
                    undoer => categories.EditAsync(id, new() { ParentId = new(parentId, moved.ParentId) }, undoer, Leaving));
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

        await ActAsync(async actor =>
        {
            var outcome = await undo.Act(actor);
            takeBack = outcome.Kind == OutcomeKind.Unavailable ? undo : null;
            said = outcome.IsDone ? Text(undo.Said, undo.Name) : outcome.Message;
            await LoadAsync();
            Focus(outcome.Value?.Id ?? 0);
        });
    }

    private void Discard()
    {
        var form = open!;
        if (MergeOf(form) is { } merge && GoneBy is null)
        {
            merge.TakeAll();
            errors = [];
        }
        else
        {
            Forget(form);
            (open, errors) = (null, []);
        }

        KeepTyped();
    }

    /// <summary>What was typed about a category that is gone becomes a new one; a parent that is gone too is the top.</summary>
    private void MakeAnew()
    {
        var form = open!;
        if (forms.GetValueOrDefault(CategoryForm.KeyOf(null))?.IsTouched == true)
        {
            errors = [new("", CategoryText.AnotherNew)];
            return;
        }

        Forget(form);
        (form.CategoryId, form.Seen) = (null, []);
        form.ParentId = forest?.Find(CategoryForm.ParentOf(form.ParentId)) is null ? "" : form.ParentId;
        (forms[form.Key], errors) = (form, []);
        KeepTyped();
    }

    private void Decide((string Field, bool IsMine) choice)
    {
        var merge = MergeOf(open!)!;
        if (choice.IsMine)
        {
            merge.KeepMine(choice.Field);
        }
        else
        {
            merge.TakeTheirs(choice.Field);
        }

        errors = [.. errors.Where(error => error.Field.Length > 0 && error.Field != choice.Field)];
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

    private static CategoryEdit Reverse(CategoryEdit edit) => new()
    {
        Name = Reverse(edit.Name), Description = Reverse(edit.Description), ParentId = Reverse(edit.ParentId),
    };

    private static FieldEdit<T>? Reverse<T>(FieldEdit<T>? edit) => edit is null ? null : new(edit.Wanted, edit.Seen);

    /// <summary>One act at a time; a surprise is said beside what was typed, and logged.</summary>
    private async Task ActAsync(Func<ShopActor, Task> act)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            await act(await GetActorAsync());
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            LogSaveFailed(e, open?.CategoryId);
            said = CategoryText.SaveFailed;
            errors = [new("", CategoryText.SaveFailed)];
        }
        finally
        {
            isBusy = false;
            KeepTyped();
        }
    }

    /// <summary>How the last act is taken back, as long as nobody changed the same since: the service says so then.</summary>
    private sealed record UndoneBy(string Name, string Said, Func<ShopActor, Task<Outcome<CategoryLink>>> Act);

    [LoggerMessage(Level = LogLevel.Error, Message = "An act on category {CategoryId} failed.")]
    private partial void LogSaveFailed(Exception exception, int? categoryId);
}
