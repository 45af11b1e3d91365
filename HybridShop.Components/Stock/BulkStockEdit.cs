using HybridShop.Components.Catalog.Products;

namespace HybridShop.Components.Stock;

/// <summary>One row of a bulk change before it is made.</summary>
/// <param name="Level">The row as it is now.</param>
/// <param name="Then">What it would have, or null when nothing fit to be read was given.</param>
/// <param name="Problem">Why it would be refused, or null.</param>
public sealed record BulkStockRow(StockLevel Level, long? Then, string? Problem)
{
    /// <summary>Whether there is something to write.</summary>
    public bool IsReady => Problem is null && Then != Level.Stock;
}

/// <summary>
/// A change of several rows at once: one entry for all, or a pasted number for each. Nothing is written before its preview was looked at.
/// </summary>
public sealed class BulkStockEdit
{
    private StockReason? reason;

    /// <summary>What was typed for all: "+6", "-2" or "12".</summary>
    public string Typed { get; set; } = "";

    /// <summary>What each shall have, by product, when numbers were pasted (null where it was none); otherwise null.</summary>
    public IReadOnlyDictionary<int, int?>? Pasted { get; init; }

    /// <summary>Whether the preview is open.</summary>
    public bool IsPreviewed { get; set; }

    /// <summary>A line for the ledger.</summary>
    public string Note { get; set; } = "";

    /// <summary>Why there is no preview, or null.</summary>
    public string? Error { get; set; }

    /// <summary>The reason: the likely one for what was typed, until another is chosen.</summary>
    public StockReason Reason
    {
        get => reason ?? Entry switch { { Delta: > 0 } => StockReason.Received, { Delta: < 0 } => StockReason.Sold, _ => StockReason.Counted };
        set => reason = value;
    }

    private StockEntry? Entry => StockEntry.Parse(Typed);

    /// <summary>Whether what was given can be read.</summary>
    public bool CanBePreviewed => Pasted is not null || Entry is not null and not { Delta: 0 };

    /// <summary>What it would do to each of the rows as they are now.</summary>
    public IReadOnlyList<BulkStockRow> Lines(IEnumerable<StockLevel> levels) => [.. levels.Select(level =>
    {
        var then = EntryOf(level)?.On(level.Stock);
        return new BulkStockRow(level, then, then switch
        {
            null => StockText.WriteNumber,
            < 0 => Texts.Format(StockText.NotEnough, level.Stock),
            > ProductLimits.MaxStock => StockText.TooMany,
            _ => null,
        });
    })];

    /// <summary>The acts for the lines that are ready; the number that is shown is the one that was seen.</summary>
    public IReadOnlyList<StockAdjustment> ToAdjustments(IEnumerable<BulkStockRow> lines) => [.. lines.Where(line => line.IsReady).Select(line =>
    {
        var entry = EntryOf(line.Level)!;
        return new StockAdjustment
        {
            ProductId = line.Level.ProductId,
            Delta = entry.Delta,
            SetTo = entry.SetTo,
            Seen = entry.SetTo is null ? null : line.Level.Stock,
            Reason = Reason,
            Note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
        };
    })];

    private StockEntry? EntryOf(StockLevel level)
    {
        if (Pasted is null)
        {
            return Entry;
        }

        return Pasted.GetValueOrDefault(level.ProductId) is { } wanted ? new(null, wanted) : null;
    }
}
