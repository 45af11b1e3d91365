using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;

namespace HybridShop.Components.Stock;

/// <summary>Why stock moved.</summary>
public enum StockReason
{
    /// <summary>The first count of a new product.</summary>
    Initial = 0,

    /// <summary>A delivery came in.</summary>
    Received = 1,

    /// <summary>Sold.</summary>
    Sold = 2,

    /// <summary>Came back from a customer.</summary>
    Returned = 3,

    /// <summary>Broken or spoiled.</summary>
    Damaged = 4,

    /// <summary>The shelf was counted.</summary>
    Counted = 5,

    /// <summary>A slip put right.</summary>
    Correction = 6,

    /// <summary>Set by an import.</summary>
    Import = 7,

    /// <summary>Takes an earlier movement back.</summary>
    Undo = 8,
}

/// <summary>
/// A stock act: either <see cref="Delta"/>, or <see cref="SetTo"/> with what was <see cref="Seen"/>, which becomes the delta
/// SetTo − Seen on what is there now, so that sales in between are not lost.
/// </summary>
public sealed class StockAdjustment
{
    /// <summary>Most characters of a note.</summary>
    public const int MaxNoteLength = 200;

    /// <summary>The product.</summary>
    [JsonAlias("product")]
    public int ProductId { get; set; }

    /// <summary>Pieces to add (or, negative, to take). Not zero.</summary>
    [Range(-ProductLimits.MaxStock, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(StockText),
        ErrorMessageResourceName = nameof(StockText.DeltaOutOfRange))]
    public int? Delta { get; set; }

    /// <summary>The number that it shall have.</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(StockText), ErrorMessageResourceName = nameof(StockText.SetToOutOfRange))]
    public int? SetTo { get; set; }

    /// <summary>The number that was shown when <see cref="SetTo"/> was typed.</summary>
    [Range(0, ProductLimits.MaxStock, ErrorMessageResourceType = typeof(StockText), ErrorMessageResourceName = nameof(StockText.SetToOutOfRange))]
    public int? Seen { get; set; }

    /// <summary>Why. Initial, Import and Undo are the shop's own and refused here.</summary>
    public StockReason Reason { get; set; } = StockReason.Correction;

    /// <summary>A line for the ledger, or null.</summary>
    [StringLength(MaxNoteLength, ErrorMessageResourceType = typeof(StockText), ErrorMessageResourceName = nameof(StockText.NoteTooLong))]
    public string? Note { get; set; }
}

/// <summary>The stock of one product as staff see it.</summary>
/// <param name="ProductId">Product.</param>
/// <param name="Name">Name with its options, as in "Work jacket (Size: M)".</param>
/// <param name="Slug">Its page.</param>
/// <param name="Sku">Number on the shelf edge, or null.</param>
/// <param name="Category">Name of its category.</param>
/// <param name="Stock">Whole pieces on hand, never negative.</param>
/// <param name="LowStockThreshold">At or below it is "few left".</param>
/// <param name="Status">Draft, published, withdrawn.</param>
/// <param name="Sequence">The feed's number up to which this row is known; older changes are to be dropped.</param>
/// <param name="Picture">Address of its first picture from the site's root, or null.</param>
public sealed record StockLevel(
    int ProductId, string Name, string Slug, string? Sku, string Category, int Stock, int LowStockThreshold, ProductStatus Status, long Sequence,
    string? Picture = null);

/// <summary>One line of the ledger.</summary>
/// <param name="Id">Rising with time.</param>
/// <param name="ProductId">Product.</param>
/// <param name="Delta">Pieces in (or, negative, out).</param>
/// <param name="BalanceAfter">Stock right after it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">A line by whoever did it, or null.</param>
/// <param name="Actor">Public name of whoever did it.</param>
/// <param name="CreatedUtc">When, UTC.</param>
/// <param name="IsTakenBack">Whether a later line takes it back.</param>
/// <param name="TakesBack">On an undo: the reason of the line that it takes back; otherwise null.</param>
public sealed record StockMovementItem(
    long Id, int ProductId, int Delta, int BalanceAfter, StockReason Reason, string? Note, string Actor, DateTime CreatedUtc,
    bool IsTakenBack = false, StockReason? TakesBack = null)
{
    /// <summary>Whether it may be taken back; stock may still be too low for it.</summary>
    public bool MayBeTakenBack => !IsTakenBack && IsReversible(Reason);

    /// <summary>First counts and imports are set right by a count, and an undo by doing it again.</summary>
    public static bool IsReversible(StockReason reason) => reason is not (StockReason.Initial or StockReason.Import or StockReason.Undo);
}

/// <summary>The result of a stock act.</summary>
/// <param name="ProductId">Product.</param>
/// <param name="Stock">Pieces on hand after it.</param>
/// <param name="Delta">What it changed; 0 when it was already so.</param>
/// <param name="MovementId">Its line in the ledger, or null when nothing changed.</param>
public sealed record StockChanged(int ProductId, int Stock, int Delta, long? MovementId);

/// <summary>The result of several stock acts.</summary>
/// <param name="Batch">What their ledger lines have in common.</param>
/// <param name="Rows">How each ended, in the order in which they were given.</param>
public sealed record StockBatch(Guid Batch, IReadOnlyList<Outcome<StockChanged>> Rows)
{
    /// <summary>Most acts at once.</summary>
    public const int MaxRows = 500;
}
