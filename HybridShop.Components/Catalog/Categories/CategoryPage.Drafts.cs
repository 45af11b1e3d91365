using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>What was typed at the desk and not saved: it is there again after a lost connection or a restart.</summary>
public partial class CategoryPage
{
    private const string DraftPrefix = "category:";

    /// <summary>Keys of the forms that are kept.</summary>
    private readonly HashSet<string> kept = [];

    /// <summary>Takes out what was kept, and opens what was typed on last.</summary>
    private async Task RestoreDraftAsync()
    {
        try
        {
            foreach (var (key, form) in (await Autosave.ListAsync<CategoryForm>(DraftPrefix, Leaving)).Where(draft => draft.Key == draft.Form.Key))
            {
                kept.Add(key);
                forms[key] = form;
                if (form.CategoryId is { } id)
                {
                    merges[id] = new(form);
                    if (forest!.Find(id) is { } entry)
                    {
                        merges[id].See(entry);
                    }
                }

                // What the shop says by now is not typed any more.
                open ??= form.IsTouched ? form : null;
            }

            said = open is null ? said : CategoryText.SaidBack;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            // The desk works without it.
            LogTakeOutFailed(e);
        }
    }

    /// <summary>Keeps what is typed into the open form, and forgets what was saved or let go.</summary>
    private void KeepTyped()
    {
        if (open is { IsTouched: true })
        {
            kept.Add(open.Key);
            Autosave.Save(open.Key, open);
        }

        foreach (var key in kept.Where(key => forms.GetValueOrDefault(key)?.IsTouched != true).ToList())
        {
            kept.Remove(key);
            _ = Autosave.DeleteAsync(key);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed about categories before could not be found.")]
    private partial void LogTakeOutFailed(Exception exception);
}
