using System.Globalization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Catalog.Products;

/// <summary>What was typed into the editor and not saved: it is there again after a lost connection or a restart.</summary>
public partial class ProductEditor
{
    /// <summary>Of a new product while it is not saved, else of the product.</summary>
    private string DraftKey => KeyOf(form.Id ?? ProductId);

    private static string KeyOf(int? productId) => "product:" + (productId?.ToString(CultureInfo.InvariantCulture) ?? "new");

    /// <summary>Begins with what was kept; the shop is read into it afterwards.</summary>
    private async Task RestoreDraftAsync()
    {
        try
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
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            // The editor works without it.
            LogTakeOutFailed(e, ProductId);
        }
    }

    private void KeepTyped()
    {
        if (merge.IsTouched)
        {
            Autosave.Save(DraftKey, form);
        }
        else
        {
            _ = Autosave.DeleteAsync(DraftKey);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed about product {ProductId} before could not be found.")]
    private partial void LogTakeOutFailed(Exception exception, int? productId);
}
