using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Stock;

/// <summary>The ledger of one product; read anew whenever its row changes.</summary>
public sealed partial class StockDrawer(IStockService stock, TimeProvider clock)
{
    private const int LinesAtOnce = 50;

    private IReadOnlyList<StockMovementItem>? lines;
    private (int ProductId, int Stock, long Sequence) shown;
    private int wanted = LinesAtOnce;
    private int total;

    /// <summary>The product as its row shows it now.</summary>
    [Parameter, EditorRequired]
    public required StockLevel Level { get; set; }

    /// <summary>The store's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>A movement is to be taken back.</summary>
    [Parameter]
    public EventCallback<long> OnUndo { get; set; }

    private DateOnly Today => DateOnly.FromDateTime(Zone.In(clock.GetUtcNow().UtcDateTime));

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        var now = (Level.ProductId, Level.Stock, Level.Sequence);
        if (now == shown)
        {
            return Task.CompletedTask;
        }

        if (now.ProductId != shown.ProductId)
        {
            (lines, wanted) = (null, LinesAtOnce);
        }

        shown = now;
        return LoadAsync();
    }

    private static string ReasonOf(StockMovementItem line) =>
        line.TakesBack is { } reason ? Texts.Format(StockText.UndoOf, StockFormat.Of(reason)) : StockFormat.Of(line.Reason);

    private Task ShowOlderAsync()
    {
        wanted = Math.Min(wanted + LinesAtOnce, Paging.MaxSize);
        return LoadAsync();
    }

    private Task LoadAsync() => LoadLatestAsync(
        (actor, ct) => stock.ListMovementsAsync(Level.ProductId, 1, wanted, actor, ct),
        outcome =>
        {
            var page = outcome.Value ?? throw new UnauthorizedAccessException(outcome.Message);
            (lines, total) = (page.Items, wanted == Paging.MaxSize ? page.Items.Count : page.Total);
        });
}
