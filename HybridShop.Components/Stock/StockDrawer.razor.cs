using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Stock;

/// <summary>The ledger of one product; read anew whenever its row changes.</summary>
public sealed partial class StockDrawer(IStockService stock, TimeProvider clock, ILogger<StockDrawer> logger) : ComponentBase, IDisposable
{
    private const int LinesAtOnce = 50;

    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<StockMovementItem>? lines;
    private (int ProductId, int Stock, long Sequence) shown;
    private int wanted = LinesAtOnce;
    private int total;
    private int lastLoad;
    private bool hasFailed;

    /// <summary>The product as its row shows it now.</summary>
    [Parameter, EditorRequired]
    public required StockLevel Level { get; set; }

    /// <summary>The store's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>A movement is to be taken back.</summary>
    [Parameter]
    public EventCallback<long> OnUndo { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Zone.In(clock.GetUtcNow().UtcDateTime));

    /// <inheritdoc />
    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

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

    private async Task LoadAsync()
    {
        var load = ++lastLoad;
        hasFailed = false;
        try
        {
            var actor = (await Authentication).User.ToShopActor() ?? throw new UnauthorizedAccessException(SharedText.NotSignedIn);
            var outcome = await stock.ListMovementsAsync(Level.ProductId, 1, wanted, actor, leaving.Token);
            if (load == lastLoad)
            {
                var page = outcome.Value ?? throw new UnauthorizedAccessException(outcome.Message);
                (lines, total) = (page.Items, wanted == Paging.MaxSize ? page.Items.Count : page.Total);
            }
        }
        catch (Exception e) when (leaving.IsCancellationRequested)
        {
            _ = e;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            LogLoadFailed(e, Level.ProductId);
            hasFailed = load == lastLoad;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger of product {ProductId} could not be loaded.")]
    private partial void LogLoadFailed(Exception exception, int productId);
}
