using HybridShop.Components.Drafts;

namespace HybridShop.Components.Catalog.Products;

/// <summary>What was typed into the editor and not saved: it is there again after a lost connection or a restart.</summary>
public partial class ProductEditor
{
    /// <summary>Of a new product while it is not saved, else of the product.</summary>
    private string Key => KeyOf(form.Id ?? ProductId);

    private static string KeyOf(int? productId) => DraftKey.Of("product:", productId);

    /// <summary>Begins with what was kept; the shop is read into it afterwards.</summary>
    private async Task RestoreDraftAsync()
    {
        var key = KeyOf(ProductId);
        var kept = (await Autosave.ListAsync<EditorForm>(key, Leaving)).FirstOrDefault(draft => draft.Key == key);
        if (kept.Form is { Typed.Count: > 0 })
        {
            form = kept.Form;
            merge = new(form, fields);
            said = ProductText.TypedBefore;
        }
    }

    private void KeepTyped()
    {
        if (merge.IsTouched)
        {
            Autosave.Save(Key, form);
        }
        else
        {
            _ = Autosave.DeleteAsync(Key);
        }
    }
}
