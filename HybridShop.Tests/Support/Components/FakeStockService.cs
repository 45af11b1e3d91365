namespace HybridShop.Tests.Support.Components;

/// <summary>Stock as a test sets it; what is asked is remembered.</summary>
public sealed class FakeStockService(FakeShopFeed feed) : IStockService
{
    /// <summary>All products; rows get the feed's sequence when they are listed.</summary>
    public List<StockLevel> Levels { get; set; } = [.. SampleShop.Levels];

    /// <summary>The pages that were asked for, in order.</summary>
    public List<int> PagesAsked { get; } = [];

    /// <summary>Who asked last.</summary>
    public ShopActor? LastActor { get; private set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees the loading state.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async Task<PageOf<StockLevel>> ListLevelsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        PagesAsked.Add(page);
        LastActor = actor;
        var rows = Levels.Skip((page - 1) * pageSize).Take(pageSize).Select(level => level with { Sequence = feed.LatestSequence }).ToList();
        var answer = new PageOf<StockLevel>(rows, page, pageSize, Levels.Count);
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        return Failure is { } failure ? throw failure : answer;
    }

    public Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default) =>
        throw new NotSupportedException("No component moves stock yet.");

    public Task<PageOf<StockMovementItem>> ListMovementsAsync(
        int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default) =>
        throw new NotSupportedException("No component shows the ledger yet.");
}
