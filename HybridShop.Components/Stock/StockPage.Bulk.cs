using System.Globalization;
using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Stock;

/// <summary>The board's chosen rows, the change of all of them at once, and who else writes where.</summary>
public partial class StockPage
{
    /// <summary>Refusals that are told one by one; of more only the number.</summary>
    private const int MaxTold = 3;

    private readonly StockSelection selection = new();
    private BulkStockEdit bulk = new();
    private IPresenceSession? session;
    private string? me;
    private int showsOthersSoon;

    [Inject]
    private IStockPresence Presence { get; set; } = null!;

    private bool IsPageChosen => rows!.Rows.All(row => selection.Has(row.Level.ProductId));

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        session?.Open(edit?.ProductId);

        // The rows that have changed are shown before anything is counted.
        if (areCountsOld)
        {
            areCountsOld = false;
            RunThrottled(counting, CountAsync);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        session?.Dispose();
        base.Dispose(disposing);
    }

    private async Task JoinAsync()
    {
        me = (await GetActorAsync()).Name;
        session ??= Presence.Join(me, ShowOthersSoon);
    }

    /// <summary>Gathered as the feed's changes are: cells open and close all the time where many work.</summary>
    private void ShowOthersSoon()
    {
        if (Interlocked.Exchange(ref showsOthersSoon, 1) == 0)
        {
            _ = RunAsync(async () =>
            {
                await Task.Delay(ChangeBatches.Window, Clock, Leaving);
                Volatile.Write(ref showsOthersSoon, 0);
                StateHasChanged();
            });
        }
    }

    private void Choose((StockLevel Level, bool UpTo) pick)
    {
        if (pick.UpTo)
        {
            selection.ToggleUpTo(pick.Level, rows!.Rows);
        }
        else
        {
            selection.Toggle(pick.Level);
        }

        StartAnew();
    }

    private void ChoosePage()
    {
        if (IsPageChosen)
        {
            selection.Remove(rows!.Rows.Select(row => row.Level.ProductId));
        }
        else
        {
            selection.Add(rows!.Rows.Select(row => row.Level));
        }

        StartAnew();
    }

    /// <summary>What was typed is for whatever is chosen; pasted numbers are for the rows that they were pasted on.</summary>
    private void StartAnew() => bulk = selection.Count == 0 || bulk.Pasted is not null ? new() : bulk;

    /// <summary>The focused row's product and the pasted lines, as stock-page.js hands them over.</summary>
    private void Paste(ChangeEventArgs e)
    {
        if ((e.Value as string)?.Split('\n', 2) is not [var first, var text]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return;
        }

        var onto = rows!.Rows.Select(row => row.Level).SkipWhile(level => level.ProductId != id).ToList();
        var pasted = onto.Zip(StockClipboard.Paste(text)).ToDictionary(pair => pair.First.ProductId, pair => pair.Second);
        selection.Clear();
        selection.Add(onto.Take(pasted.Count));
        bulk = new() { Pasted = pasted, IsPreviewed = true };
    }

    private void PreviewBulk()
    {
        bulk.Error = bulk.CanBePreviewed ? null : StockText.WriteNumber;
        bulk.IsPreviewed = bulk.CanBePreviewed;
    }

    private void LeaveBulk()
    {
        if (bulk is { IsPreviewed: true, Pasted: null })
        {
            bulk.IsPreviewed = false;
            return;
        }

        selection.Clear();
        bulk = new();
    }

    private async Task SaveBulkAsync()
    {
        var acting = bulk.ToAdjustments(bulk.Lines(selection.Levels));
        if (IsBusy || acting.Count == 0
            || await ActAsync(actor => stock.AdjustManyAsync(acting, actor, Leaving)) is not { } outcome)
        {
            return;
        }

        if (!outcome.IsDone)
        {
            bulk.Error = outcome.Message;
            return;
        }

        var results = acting.Zip(outcome.Value!.Rows).ToList();
        var done = results.Where(row => row.Second.IsDone).Select(row => row.Second.Value!).ToList();
        var refused = results.Where(row => !row.Second.IsDone)
            .Select(row => selection.Levels.First(level => level.ProductId == row.First.ProductId).Name + ": " + row.Second.Message).ToList();
        Took(done, Texts.Format(StockText.BulkSaved, done.Count) + " " + Told(refused));
        selection.Remove(done.Select(changed => changed.ProductId));
        bulk = new();
    }

    /// <summary>Takes several movements back, each by an act of its own; what cannot be taken back is said and holds no other up.</summary>
    private async Task UndoManyAsync(IReadOnlyList<long> movements)
    {
        var outcomes = await ActAsync(async actor =>
        {
            var results = new List<Outcome<StockChanged>>();
            foreach (var movement in movements)
            {
                // When nothing can be written for the moment, the rest need not wait for the same one after the other.
                results.Add(results is [.., { Kind: OutcomeKind.Unavailable } last] ? last : await stock.UndoAsync(movement, actor, Leaving));
            }

            return results;
        });
        if (outcomes is null)
        {
            return;
        }

        acts.TryPop(out _);
        if (movements.Where((_, i) => outcomes[i].Kind == OutcomeKind.Unavailable).ToList() is { Count: > 0 } waiting)
        {
            acts.Push(waiting);
        }

        var done = outcomes.Where(outcome => outcome.IsDone).Select(outcome => outcome.Value! with { MovementId = null }).ToList();
        var refused = outcomes.Where(outcome => !outcome.IsDone).Select(outcome => Texts.Format(StockText.NotUndone, outcome.Message)).Distinct().ToList();
        Took(done, Texts.Format(StockText.BulkUndone, done.Count) + " " + Told(refused));
    }

    private static string Told(List<string> refused) => refused.Count > MaxTold
        ? string.Join(' ', refused.Take(MaxTold)) + " " + Texts.Format(StockText.AndMore, refused.Count - MaxTold)
        : string.Join(' ', refused);
}
