namespace HybridShop.Tests.Support.Components;

/// <summary>Others at the board, as a test lets them in.</summary>
public sealed class FakeStockPresence : IStockPresence
{
    private Action onChange = () => { };

    /// <summary>The cell that is open here, as the others are told.</summary>
    public int? OpenHere { get; private set; }

    /// <summary>How many boards are seated.</summary>
    public int SessionCount { get; private set; }

    /// <summary>Makes the next boards fail in a way that none of them expects.</summary>
    public Exception? Failure { get; set; }

    private Dictionary<int, OpenStockCell> Others { get; } = [];

    public IPresenceSession Join(string name, Action onChange)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        this.onChange = onChange;
        SessionCount++;
        return new Session(this);
    }

    /// <summary>Somebody else opens a cell.</summary>
    public void OpenElsewhere(StockLevel level, string name)
    {
        Others[level.ProductId] = new(level.ProductId, name);
        onChange();
    }

    /// <summary>They close it again.</summary>
    public void CloseElsewhere(StockLevel level)
    {
        Others.Remove(level.ProductId);
        onChange();
    }

    private sealed class Session(FakeStockPresence room) : IPresenceSession
    {
        public IReadOnlyDictionary<int, OpenStockCell> Others => room.Others;

        public void Open(int? productId) => room.OpenHere = productId;

        public void Dispose() => room.SessionCount--;
    }
}
