namespace HybridShop.Tests.Support.Components;

/// <summary>The shop's numbers as a test sets them; how often they are asked for is counted.</summary>
public sealed class FakeOverviewService : IOverviewService
{
    public ShopOverview Numbers { get; set; } = new(
        4, 23, 9, new(4_821_049), 12,
        [.. Enumerable.Range(0, ShopOverview.DayCount).Select(i => new ShopDay(new DateOnly(2026, 2, 1).AddDays(i), 10 * i, 5 * i, i, i % 4))],
        [new("Furniture", new(3_000_000)), new("Kitchen", new(1_821_049))]);

    public int Asked { get; private set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees the loading state.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async Task<ShopOverview> GetAsync(ShopActor actor, CancellationToken ct = default)
    {
        Asked++;
        var answer = Numbers;
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        return Failure is { } failure ? throw failure : answer;
    }
}
