using System.Globalization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Stock;

/// <summary>What was typed into a cell and not saved: it is there again after a lost connection or a restart.</summary>
public partial class StockPage
{
    private const string DraftPrefix = "stock:";

    /// <summary>What was kept from before and waits for its row to be shown, or null.</summary>
    private (int ProductId, StockTyping Typed)? waiting;
    private bool hasLookedForKept;

    private static string DraftKey(int productId) => DraftPrefix + productId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens the cell that was typed in last, if its row is on this page and nobody has it open, as one may oneself in another window.</summary>
    private async Task RestoreDraftAsync()
    {
        if (!hasLookedForKept)
        {
            hasLookedForKept = true;
            waiting = await FindKeptAsync();
        }

        if (waiting is { } kept && edit is null && rows?.Rows.FirstOrDefault(row => row.Level.ProductId == kept.ProductId) is { } row
            && session?.Others.ContainsKey(kept.ProductId) != true)
        {
            Open(row.Level);
            edit!.Take(kept.Typed);
            waiting = null;
        }
    }

    private async Task<(int ProductId, StockTyping Typed)?> FindKeptAsync()
    {
        try
        {
            return (await Autosave.ListAsync<StockTyping>(DraftPrefix, Leaving))
                .Select(draft => ((int, StockTyping)?)(int.Parse(draft.Key.AsSpan(DraftPrefix.Length), CultureInfo.InvariantCulture),
                    draft.Form)).FirstOrDefault();
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            // The board works without it.
            LogKeptFailed(e);
            return null;
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
            Autosave.Save(DraftKey(open.ProductId), open.ToTyping(row.Level.Name));
        }

        return Task.CompletedTask;
    }

    private Task ForgetTypedAsync(int? productId) => productId is { } id ? Autosave.DeleteAsync(DraftKey(id)) : Task.CompletedTask;

    private Task LetGoAsync()
    {
        var productId = waiting?.ProductId;
        waiting = null;
        return ForgetTypedAsync(productId);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed into the stock board before could not be found.")]
    private partial void LogKeptFailed(Exception exception);
}
