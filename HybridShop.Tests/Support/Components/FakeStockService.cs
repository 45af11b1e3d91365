namespace HybridShop.Tests.Support.Components;

/// <summary>Stock as a test sets it; what is asked is remembered.</summary>
public sealed class FakeStockService(FakeShopFeed feed) : IStockService
{
    /// <summary>All products; rows get the feed's sequence when they are listed.</summary>
    public List<StockLevel> Levels { get; set; } = [.. SampleShop.Levels];

    /// <summary>The ledger, newest first.</summary>
    public List<StockMovementItem> Movements { get; private set; } = [];

    /// <summary>What was asked for, in order.</summary>
    public List<StockQuery> Queries { get; } = [];

    /// <summary>The pages that were asked for, in order.</summary>
    public IEnumerable<int> PagesAsked => Queries.Select(query => query.Page);

    /// <summary>The acts that were asked for, in order, refused ones too.</summary>
    public List<StockAdjustment> Adjustments { get; } = [];

    /// <summary>The movements that were to be taken back, in order.</summary>
    public List<long> Undone { get; } = [];

    /// <summary>What the next acts are refused with; null for none.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the views count.</summary>
    public StockCounts Counts { get; set; } = new(3, 2, 1);

    /// <summary>Who asked last.</summary>
    public ShopActor? LastActor { get; private set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees the loading state.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async Task<StockListResult> ListLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default)
    {
        Queries.Add(query);
        LastActor = actor;
        var rows = Levels.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize)
            .Select(level => level with { Sequence = feed.LatestSequence }).ToList();
        var answer = new StockListResult(new(rows, query.Page, query.PageSize, Levels.Count), Counts, SampleShop.Categories);
        await WaitAsync(ct);
        return answer;
    }

    public async Task<StockCounts> CountLevelsAsync(StockQuery query, ShopActor actor, CancellationToken ct = default)
    {
        await WaitAsync(ct);
        return Counts;
    }

    /// <summary>Moves the number and tells the feed, as the shop does.</summary>
    public Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment, ShopActor actor, CancellationToken ct = default)
    {
        Adjustments.Add(adjustment);
        return Task.FromResult<Outcome<StockChanged>>(Refusal is { } refusal
            ? refusal
            : Move(adjustment.ProductId, adjustment.Delta ?? adjustment.SetTo!.Value - adjustment.Seen!.Value, adjustment.Reason, actor));
    }

    public async Task<Outcome<StockBatch>> AdjustManyAsync(
        IReadOnlyList<StockAdjustment> adjustments, ShopActor actor, CancellationToken ct = default)
    {
        var rows = new List<Outcome<StockChanged>>();
        foreach (var adjustment in adjustments)
        {
            rows.Add(await AdjustAsync(adjustment, actor, ct));
        }

        return Outcome.Done(new StockBatch(Guid.Empty, rows));
    }

    public Task<Outcome<StockChanged>> UndoAsync(long movementId, ShopActor actor, CancellationToken ct = default)
    {
        Undone.Add(movementId);
        var line = Movements.Single(movement => movement.Id == movementId);
        return Task.FromResult<Outcome<StockChanged>>(
            Refusal is { } refusal ? refusal : Move(line.ProductId, -line.Delta, StockReason.Undo, actor));
    }

    public async Task<Outcome<PageOf<StockMovementItem>>> ListMovementsAsync(
        int productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default)
    {
        await WaitAsync(ct);
        var lines = Movements.Where(movement => movement.ProductId == productId).ToList();
        return Outcome.Done(new PageOf<StockMovementItem>([.. lines.Skip((page - 1) * pageSize).Take(pageSize)], page, pageSize, lines.Count));
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private Outcome<StockChanged> Move(int productId, int delta, StockReason reason, ShopActor actor)
    {
        var index = Levels.FindIndex(level => level.ProductId == productId);
        var level = Levels[index] with { Stock = Levels[index].Stock + delta };
        if (level.Stock < 0)
        {
            return Outcome.Conflict("Stock", $"Only {Levels[index].Stock} on hand.");
        }

        // A new list, because a panel may be reading the present one on another thread.
        Levels = [.. Levels.Select(one => one.ProductId == productId ? level : one)];
        Movements = [new(Movements.Count + 1, productId, delta, level.Stock, reason, null, actor.Name, SampleShop.Morning), .. Movements];
        feed.PublishStock(level, level.Stock, delta, actor.Name);
        return Outcome.Done(new StockChanged(productId, level.Stock, delta, Movements.Count));
    }
}
