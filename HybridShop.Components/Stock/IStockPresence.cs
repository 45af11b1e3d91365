namespace HybridShop.Components.Stock;

/// <summary>A cell that somebody has open.</summary>
/// <param name="ProductId">Whose stock it is.</param>
/// <param name="Name">Public name of whoever writes in it.</param>
public sealed record OpenStockCell(int ProductId, string Name);

/// <summary>
/// Who has which cell of the stock board open. Only shown, never a lock. Known within one process: boards on another node of the shop do not see it.
/// </summary>
public interface IStockPresence
{
    /// <summary>
    /// Takes a session at the board. <paramref name="onChange"/> is called whenever another session's cell opened or closed; it must return soon: hand the
    /// work to your own context. Disposing the session closes its cell.
    /// </summary>
    IPresenceSession Join(string name, Action onChange);
}

/// <summary>One open board.</summary>
public interface IPresenceSession : IDisposable
{
    /// <summary>The cells that others have open, by product; of several in one cell the first.</summary>
    IReadOnlyDictionary<int, OpenStockCell> Others { get; }

    /// <summary>Tells the others which cell is open here; null when none is.</summary>
    void Open(int? productId);
}
