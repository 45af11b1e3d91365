using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace HybridShop;

/// <summary>The stock of all products, a page at a time; it changes by itself when stock changes anywhere.</summary>
public partial class StockTable(IStockService stock, ILogger<StockTable> logger)
{
    /// <summary>Rows on a full page.</summary>
    public const int RowsPerPage = 100;

    private StockRows? rows;
    private string announcement = "";
    private bool hasFailed;
    private bool isLoading;
    private int shownPage;
    private int lastLoad;
    private List<ShopChange> heldBack = [];

    /// <summary>Page of the list, from 1; null is the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private string Range => string.Format(
        CultureInfo.CurrentCulture, StockText.RowsOf, FirstRow, FirstRow + rows!.Rows.Count - 1, rows.Page.Total);

    private int FirstRow => ((rows!.Page.Page - 1) * rows.Page.PageSize) + 1;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var (page, _) = Paging.Clamp(PageNumber ?? 1, RowsPerPage);
        if (page != shownPage)
        {
            shownPage = page;
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        if (isLoading)
        {
            heldBack.AddRange(changes);
        }
        else if (rows?.IsOutdatedBy(changes) == true)
        {
            await LoadAsync();
        }
        else if (rows?.Apply(changes) is { Count: > 0 } moved)
        {
            announcement = moved is [{ Move: { } move } row]
                ? string.Format(CultureInfo.CurrentCulture, StockText.MovedOne, row.Level.Name, row.Level.Stock, Signed(move.Delta), By(move))
                : string.Format(CultureInfo.CurrentCulture, StockText.MovedMany, moved.Count);
        }
    }

    private static string Signed(int delta) => delta.ToString("+#,0;−#,0;±0", CultureInfo.CurrentCulture);

    private static string By(StockMove move) => move.Actor ?? StockText.SeveralPeople;

    private static string Address(int page) => page == 1 ? "dashboard/stock" : string.Create(CultureInfo.InvariantCulture, $"dashboard/stock?page={page}");

    private async Task LoadAsync()
    {
        // Of loads that overlap (a page turned quickly, a change during a reload) the last one wins.
        var load = ++lastLoad;
        isLoading = true;
        hasFailed = false;

        // What was told until now is in what the load reads.
        heldBack = [];
        try
        {
            var page = await stock.ListLevelsAsync(shownPage, RowsPerPage, await GetActorAsync(), Leaving);
            if (load == lastLoad)
            {
                rows = new(page, rows);
            }
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            LogLoadFailed(e, shownPage);
            hasFailed = load == lastLoad;
        }

        if (load == lastLoad)
        {
            isLoading = false;
            await ApplyAsync(heldBack);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Page {Page} of the stock table could not be loaded.")]
    private partial void LogLoadFailed(Exception exception, int page);
}
