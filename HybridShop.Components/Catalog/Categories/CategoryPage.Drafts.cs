using HybridShop.Components.Drafts;

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
        var drafts = await Autosave.ListAsync<EditorForm>(DraftPrefix, Leaving);
        foreach (var (key, form) in drafts.Where(draft => draft.Key == KeyOf(draft.Form) && draft.Form.Typed.Count > 0))
        {
            kept.Add(key);
            var merge = merges[form.Id ?? NewId] = new(form, CategoryFields.All);
            if (forest!.Find(form.Id) is { } entry)
            {
                merge.See(entry.ToInput());
            }

            // What the shop says by now is not typed any more.
            open ??= merge.IsTouched ? merge : null;
        }

        said = open is null ? said : CategoryText.SaidBack;
    }

    /// <summary>Keeps what is typed into the open form, and forgets what was saved or let go.</summary>
    private void KeepTyped()
    {
        if (open is { IsTouched: true })
        {
            kept.Add(KeyOf(open.Form));
            Autosave.Save(KeyOf(open.Form), open.Form);
        }

        var typed = merges.Values.Where(merge => merge.IsTouched).Select(merge => KeyOf(merge.Form)).ToHashSet();
        foreach (var key in kept.Except(typed).ToList())
        {
            kept.Remove(key);
            _ = Autosave.DeleteAsync(key);
        }
    }

    private static string KeyOf(EditorForm form) => DraftKey.Of(DraftPrefix, form.Id);
}
