using HybridShop.Components.Changes;

namespace HybridShop.Components.Stock;

/// <summary>The last change of a row that came in while it was open.</summary>
/// <param name="Delta">Pieces in (or, negative, out); of several changes at once their sum.</param>
/// <param name="Actor">Who did it, or null when they were several people.</param>
public sealed record StockMove(int Delta, string? Actor);

/// <summary>A row of the stock table.</summary>
/// <param name="Level">What is known.</param>
/// <param name="Move">The last change since the table was opened, or null.</param>
public sealed record StockTableRow(StockLevel Level, StockMove? Move = null);

/// <summary>The rows of one page of stock, kept up to date by the feed.</summary>
public sealed class StockTableState
{
    private readonly Dictionary<int, int> indexes;
    private readonly List<StockTableRow> rows;

    /// <summary>Takes a loaded page over, and the marks of rows that are still the same from <paramref name="before"/>.</summary>
    public StockTableState(PageOf<StockLevel> page, StockTableState? before = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        Page = page;
        rows = [.. page.Items.Select(level => new StockTableRow(level, before?.MoveOf(level)))];
        indexes = rows.Index().ToDictionary(row => row.Item.Level.ProductId, row => row.Index);
    }

    /// <summary>The page as it was loaded; its items do not follow the feed.</summary>
    public PageOf<StockLevel> Page { get; }

    /// <summary>The rows as they are now.</summary>
    public IReadOnlyList<StockTableRow> Rows => rows;

    /// <summary>Whether the page is to be loaded anew: names, order or the set of products may be different.</summary>
    public bool IsOutdatedBy(IEnumerable<ShopChange> changes) => changes.Any(change =>
        change.Kind is ChangeKind.Product or ChangeKind.Category or ChangeKind.Everything
        && (Page.Items.Count == 0 || change.Sequence > Page.Items[0].Sequence));

    /// <summary>Applies stock changes that are newer than their row; returns the rows that moved, in their new state.</summary>
    public IReadOnlyList<StockTableRow> Apply(IEnumerable<ShopChange> changes)
    {
        var moved = new List<StockTableRow>();
        foreach (var news in changes.Where(IsNews).GroupBy(change => change.EntityId))
        {
            var (last, index) = (news.Last(), indexes[news.Key]);
            var actors = news.Select(change => change.Actor).Distinct().ToList();
            rows[index] = new(
                rows[index].Level with { Stock = last.Stock!.Value, Sequence = last.Sequence },
                new(news.Sum(change => change.Delta ?? 0), actors.Count == 1 ? actors[0] : null));
            moved.Add(rows[index]);
        }

        return moved;
    }

    /// <summary>Takes over what an act of one's own has answered; the feed tells of it too, a moment later.</summary>
    public void Set(int productId, int stock)
    {
        if (indexes.TryGetValue(productId, out var index))
        {
            rows[index] = rows[index] with { Level = rows[index].Level with { Stock = stock } };
        }
    }

    private bool IsNews(ShopChange change) => change is { Kind: ChangeKind.Stock, Stock: not null }
        && indexes.TryGetValue(change.EntityId, out var index) && change.Sequence > rows[index].Level.Sequence;

    private StockMove? MoveOf(StockLevel level) =>
        indexes.TryGetValue(level.ProductId, out var index) && rows[index].Level.Stock == level.Stock ? rows[index].Move : null;
}
