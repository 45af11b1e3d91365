using System.Globalization;

namespace HybridShop.Components.Stock;

/// <summary>What was typed into a cell: "+6" and "-2" are deltas, "12" is what it shall be.</summary>
/// <param name="Delta">Pieces to add or take, or null.</param>
/// <param name="SetTo">What it shall be, or null.</param>
public sealed record StockEntry(int? Delta, int? SetTo)
{
    /// <summary>Null when it is neither.</summary>
    public static StockEntry? Parse(string? typed)
    {
        var text = (typed ?? "").Trim().Replace('−', '-');
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return text[0] is '+' or '-' ? new(number, null) : new(null, number);
    }

    /// <summary>What there will be when it is applied to a number of pieces.</summary>
    public long On(int stock) => SetTo ?? (long)stock + Delta!.Value;
}

/// <summary>An open cell: what was typed into it stays until it is saved or left, whatever happens elsewhere.</summary>
public sealed class StockEdit(int productId, int seen)
{
    private StockReason? reason;

    /// <summary>The reasons that people may give, likeliest first.</summary>
    public static IReadOnlyList<StockReason> Reasons { get; } =
        [StockReason.Received, StockReason.Sold, StockReason.Returned, StockReason.Damaged, StockReason.Counted, StockReason.Correction];

    /// <summary>The product.</summary>
    public int ProductId => productId;

    /// <summary>The number that was shown when it was typed.</summary>
    public int Seen { get; private set; } = seen;

    /// <summary>The text in the cell.</summary>
    public string Typed { get; set; } = seen.ToString(CultureInfo.InvariantCulture);

    /// <summary>The reason: the likely one for what was typed, until another is chosen.</summary>
    public StockReason Reason
    {
        get => reason ?? Entry switch { { Delta: > 0 } => StockReason.Received, { Delta: < 0 } => StockReason.Sold, _ => StockReason.Counted };
        set => reason = value;
    }

    /// <summary>A line for the ledger.</summary>
    public string Note { get; set; } = "";

    /// <summary>Why the last save was refused, or null.</summary>
    public string? Error { get; set; }

    /// <summary>What was typed, or null when it is no number.</summary>
    public StockEntry? Entry => StockEntry.Parse(Typed);

    /// <summary>Whether there is nothing to save.</summary>
    public bool IsUntouched => Entry is { } entry && (entry.SetTo == Seen || entry.Delta == 0);

    /// <summary>Whether a number was typed over one that is no longer there: only a person can say what is meant.</summary>
    public bool ClashesWith(int stock) => stock != Seen && Entry is { SetTo: not null } && !IsUntouched;

    /// <summary>Takes the number that is there now as seen.</summary>
    public void See(int stock) => Seen = stock;

    /// <summary>Turns "6 typed over 4" into "+2".</summary>
    public void TakeAsDelta() => Typed = (Entry!.SetTo!.Value - Seen).ToString("+0;-0", CultureInfo.InvariantCulture);

    /// <summary>What was typed, to be taken up again.</summary>
    public StockTyping ToTyping(string name) => new(name, Seen, Typed, reason, Note);

    /// <summary>Takes up what was typed before.</summary>
    public void Take(StockTyping typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        (Seen, Typed, reason, Note) = (typed.Seen, typed.Typed, typed.Reason, typed.Note);
    }

    /// <summary>The act. What was typed must be a number.</summary>
    public StockAdjustment ToAdjustment() => new()
    {
        ProductId = productId,
        Delta = Entry!.Delta,
        SetTo = Entry.SetTo,
        Seen = Entry.SetTo is null ? null : Seen,
        Reason = Reason,
        Note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
    };
}

/// <summary>What was typed into a cell.</summary>
/// <param name="Name">The product's name, to speak of it where its row is not shown.</param>
/// <param name="Seen">The number that was shown when it was typed.</param>
/// <param name="Typed">The text in the cell.</param>
/// <param name="Reason">The reason, if one was chosen.</param>
/// <param name="Note">The line for the ledger.</param>
public sealed record StockTyping(string Name, int Seen, string Typed, StockReason? Reason, string Note);
