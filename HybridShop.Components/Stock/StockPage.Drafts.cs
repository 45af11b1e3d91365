using HybridShop.Components.Drafts;

namespace HybridShop.Components.Stock;

/// <summary>What was typed into a cell and not saved: it is there again after a lost connection or a restart.</summary>
public partial class StockPage
{
    private const string DraftPrefix = "stock:";

    /// <summary>What was kept from before and waits for its row to be shown, or null.</summary>
    private (int ProductId, StockTyping Typed)? waiting;
    private bool hasLookedForKept;

    /// <summary>Opens the cell that was typed in last, if its row is on this page and nobody has it open, as one may oneself in another window.</summary>
    private async Task RestoreDraftAsync()
    {
        if (!hasLookedForKept)
        {
            hasLookedForKept = true;
            var kept = await Autosave.ListAsync<StockTyping>(DraftPrefix, Leaving);
            waiting = kept is [var newest, ..] ? (DraftKey.IdOf(newest.Key), newest.Form) : null;
        }

        if (waiting is { } draft && edit is null && rows?.Rows.FirstOrDefault(row => row.Level.ProductId == draft.ProductId) is { } row
            && session?.Others.ContainsKey(draft.ProductId) != true)
        {
            Open(row.Level);
            edit!.Take(draft.Typed);
            waiting = null;
        }
    }

    private Task KeepTypedAsync()
    {
        if (edit is { IsUntouched: true, Note.Length: 0 } idle)
        {
            return ForgetTypedAsync(idle.ProductId);
        }

        if (edit is { } open && rows!.Rows.FirstOrDefault(row => row.Level.ProductId == open.ProductId) is { } row)
        {
            Autosave.Save(DraftKey.Of(DraftPrefix, open.ProductId), open.ToTyping(row.Level.Name));
        }

        return Task.CompletedTask;
    }

    private Task ForgetTypedAsync(int? productId) => productId is { } id ? Autosave.DeleteAsync(DraftKey.Of(DraftPrefix, id)) : Task.CompletedTask;

    private Task LetGoAsync()
    {
        var productId = waiting?.ProductId;
        waiting = null;
        return ForgetTypedAsync(productId);
    }
}
