using HybridShop.Components.Changes;

namespace HybridShop.Components.Stock;

/// <summary>
/// The chosen rows of the board, by product, in the order in which they were chosen. They outlive paging and follow live stock; there are never more
/// than one act may hold.
/// </summary>
public sealed class StockSelection
{
    private readonly OrderedDictionary<int, StockLevel> chosen = [];
    private int? anchor;

    /// <summary>The chosen rows as they are now.</summary>
    public IReadOnlyList<StockLevel> Levels => chosen.Values;

    /// <summary>How many are chosen.</summary>
    public int Count => chosen.Count;

    /// <summary>Whether no more can be chosen.</summary>
    public bool IsFull => chosen.Count >= StockBatch.MaxRows;

    /// <summary>Whether a row is chosen.</summary>
    public bool Has(int productId) => chosen.ContainsKey(productId);

    /// <summary>Chooses a row, or lets go of it.</summary>
    public void Toggle(StockLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        anchor = level.ProductId;
        if (!chosen.Remove(level.ProductId))
        {
            Add([level]);
        }
    }

    /// <summary>Does to all rows from the one last pointed at to this one what a click on this one would do.</summary>
    public void ToggleUpTo(StockLevel level, IReadOnlyList<StockTableRow> shown)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(shown);
        var (from, to) = (IndexOf(anchor, shown), IndexOf(level.ProductId, shown));
        if (from < 0 || to < 0)
        {
            Toggle(level);
            return;
        }

        var range = shown.Skip(Math.Min(from, to)).Take(Math.Abs(from - to) + 1).Select(row => row.Level).ToList();
        anchor = level.ProductId;
        if (Has(level.ProductId))
        {
            Remove(range.Select(inside => inside.ProductId));
        }
        else
        {
            // Where there is no room for all, the one that was pointed at is among them.
            Add(Count + range.Count <= StockBatch.MaxRows ? range : [level, .. range]);
        }
    }

    /// <summary>Chooses rows, as far as there is room.</summary>
    public void Add(IEnumerable<StockLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        foreach (var level in levels.Where(level => !Has(level.ProductId)).Take(StockBatch.MaxRows - Count))
        {
            chosen.Add(level.ProductId, level);
        }
    }

    /// <summary>Lets go of rows.</summary>
    public void Remove(IEnumerable<int> productIds)
    {
        ArgumentNullException.ThrowIfNull(productIds);
        foreach (var id in productIds)
        {
            chosen.Remove(id);
        }
    }

    /// <summary>Lets go of all.</summary>
    public void Clear() => chosen.Clear();

    /// <summary>Takes over stock that moved, also of rows on other pages.</summary>
    public void Apply(IEnumerable<ShopChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var change in changes)
        {
            if (change is { Kind: ChangeKind.Stock, Stock: { } stock } && chosen.TryGetValue(change.EntityId, out var level)
                && change.Sequence > level.Sequence)
            {
                chosen[change.EntityId] = level with { Stock = stock, Sequence = change.Sequence };
            }
        }
    }

    /// <summary>Takes over rows that were just read.</summary>
    public void See(IEnumerable<StockLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        foreach (var level in levels.Where(level => chosen.TryGetValue(level.ProductId, out var known) && level.Sequence >= known.Sequence))
        {
            chosen[level.ProductId] = level;
        }
    }

    private static int IndexOf(int? productId, IReadOnlyList<StockTableRow> shown) => shown.Index().FirstOrDefault(
        row => row.Item.Level.ProductId == productId, (Index: -1, Item: null!)).Index;
}
