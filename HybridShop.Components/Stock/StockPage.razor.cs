using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Stock;

/// <summary>
/// The stock of all products, a page at a time; it changes by itself when stock changes anywhere. What to show stands in the address. Keys
/// that Blazor cannot take are in stock-page.js.
/// </summary>
public partial class StockPage(IStockService stock)
{
    /// <summary>Rows on a full page.</summary>
    public const int RowsPerPage = 100;

    private StockQuery query = new();
    private StockQuery? shown;
    private StockTableState? rows;
    private StockCounts? counts;
    private IReadOnlyList<StockCategory> categories = [];
    private StockLevel? selected;
    private string announcement = "";
    private bool isOutdated;

    /// <summary>Words to find, or null.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    /// <summary>Slug of a category, or null.</summary>
    [SupplyParameterFromQuery]
    public string? Category { get; set; }

    /// <summary>A view's name in the address, or null for all.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>An order's name in the address, with a minus in front when it is turned round.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary>Page of the list, from 1; null is the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    /// <summary>The store's time zone.</summary>
    [CascadingParameter(Name = "TimeZone")]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    private bool IsFiltered => query.Words is not null || query.Category is not null || query.View != StockView.All;

    private string Range => Texts.Format(StockText.RowsOf, FirstRow, FirstRow + rows!.Rows.Count - 1, rows.Page.Total);

    private int FirstRow => ((rows!.Page.Page - 1) * rows.Page.PageSize) + 1;

    /// <summary>The chosen row as it is now, also when its page was left; the first one before any was chosen.</summary>
    private StockLevel? SelectedNow => selected is null
        ? rows!.Rows is [var first, ..] ? first.Level : null
        : rows!.Rows.FirstOrDefault(row => row.Level.ProductId == selected.ProductId)?.Level ?? selected;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await JoinAsync();
        query = StockAddress.Read(Words, Category, View, Sort, PageNumber, RowsPerPage);
        if (query != shown)
        {
            shown = query;
            await ForgetTypedAsync(edit?.ProductId);
            edit = null;
            await LoadAsync();
            await RestoreDraftAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        selection.Apply(changes);
        if (rows?.IsOutdatedBy(changes) == true)
        {
            // A row that is being written in must not move or go; the page is read anew when it is closed.
            isOutdated = edit is not null;
            await (isOutdated ? Task.CompletedTask : LoadAsync());
        }

        if (rows?.Apply(changes) is { Count: > 0 } moved)
        {
            announcement = moved is [{ Move: { } move } row]
                ? Texts.Format(StockText.MovedOne, row.Level.Name, row.Level.Stock, StockFormat.Signed(move.Delta), StockFormat.By(move))
                : Texts.Format(StockText.MovedMany, moved.Count);
        }

        areCountsOld |= changes.Any(change => change.Kind == ChangeKind.Stock);
    }

    private void Show(StockQuery wanted) => Navigation.NavigateTo(StockAddress.Of(wanted));

    private void Select(StockLevel level) => selected = level;

    private Task LoadAsync()
    {
        isOutdated = false;
        return LoadLatestAsync(
            (actor, ct) => stock.ListLevelsAsync(query, actor, ct),
            page =>
            {
                (rows, counts, categories) = (new(page.Levels, rows), page.Counts, page.Categories);
                selection.See(page.Levels.Items);
            });
    }
}
