using HybridShop.Components.Dashboard;

namespace HybridShop.Components.Stock;

/// <summary>The board's writing half: the open cell, what was saved last, and taking it back.</summary>
public partial class StockPage
{
    /// <summary>The tabs' numbers are counted at most this often, however much is sold.</summary>
    private readonly Throttle counting = new(TimeSpan.FromSeconds(1));

    /// <summary>Movements that were made here and not yet taken back; those of one act together.</summary>
    private readonly Stack<IReadOnlyList<long>> acts = [];

    private StockEdit? edit;
    private string lastWords = "";
    private bool areCountsOld;

    private void Open(StockLevel level) => (selected, edit) = (level, new(level.ProductId, level.Stock));

    /// <summary>Opens a cell; one that was open is left by it.</summary>
    private async Task OpenAsync(StockLevel level)
    {
        await ForgetTypedAsync(edit?.ProductId);
        Open(level);
    }

    private async Task LeaveAsync()
    {
        await ForgetTypedAsync(edit?.ProductId);
        edit = null;
        if (isOutdated)
        {
            await LoadAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (edit is not { } open || IsBusy)
        {
            return;
        }

        if (open.Entry is null)
        {
            open.Error = StockText.WriteNumber;
        }
        else if (open.IsUntouched)
        {
            await LeaveAsync();
        }
        else if (await ActAsync(actor => stock.AdjustAsync(open.ToAdjustment(), actor, Leaving)) is { } outcome)
        {
            open.Error = outcome.IsDone ? null : outcome.Message;
            if (outcome.IsDone)
            {
                Took([outcome.Value!], At(StockText.LastSaved));
                await LeaveAsync();
            }
        }
    }

    private async Task UndoLastAsync()
    {
        if (acts.TryPeek(out var movements))
        {
            await (movements is [var single] ? UndoAsync(single) : UndoManyAsync(movements));
        }
    }

    private async Task UndoAsync(long movement)
    {
        if (await ActAsync(actor => stock.UndoAsync(movement, actor, Leaving)) is not { } outcome)
        {
            return;
        }

        if (outcome.Kind != OutcomeKind.Unavailable)
        {
            // What cannot be taken back is not offered again, or it would hide the acts before it.
            Forget(movement);
        }

        if (outcome.IsDone)
        {
            Took([outcome.Value! with { MovementId = null }], At(StockText.LastUndone));
        }
        else
        {
            lastWords = Texts.Format(StockText.NotUndone, outcome.Message);
        }
    }

    /// <inheritdoc />
    protected override void OnActFailed()
    {
        if (edit is not null)
        {
            edit.Error = StockText.SaveFailed;
        }

        bulk.Error = bulk.IsPreviewed ? StockText.SaveFailed : null;
        lastWords = StockText.SaveFailed;
    }

    private void Took(IReadOnlyList<StockChanged> changed, string words)
    {
        foreach (var one in changed)
        {
            rows!.Set(one.ProductId, one.Stock);
        }

        if (changed.Select(one => one.MovementId).OfType<long>().ToList() is { Count: > 0 } movements)
        {
            acts.Push(movements);
        }

        lastWords = words;
    }

    private string At(string words) => Texts.Format(words, StockFormat.Minute(Zone.In(Clock.GetUtcNow().UtcDateTime)));

    private void Forget(long movement)
    {
        var kept = acts.Select(act => act.Where(one => one != movement).ToList()).Where(act => act.Count > 0).Reverse().ToList();
        acts.Clear();
        kept.ForEach(acts.Push);
    }

    private async Task CountAsync()
    {
        try
        {
            counts = await stock.CountLevelsAsync(query, await GetActorAsync(), Leaving);
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            // The numbers stay as they are until the next change.
            LogFailure(e, "Counting");
        }
    }
}
