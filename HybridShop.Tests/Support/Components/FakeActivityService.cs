namespace HybridShop.Tests.Support.Components;

/// <summary>The activity list as a test fills it; what is asked is remembered. It filters by name and kind alone.</summary>
public sealed class FakeActivityService : IActivityService
{
    private static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    private readonly List<ActivityItem> items = [];

    /// <summary>What was asked for, in order.</summary>
    public List<ActivityQuery> Queries { get; } = [];

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees the loading state.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>One more line, a second younger than the last.</summary>
    public ActivityItem Add(string who = "mara", string what = "product.edit", string subject = "Lamp", string? before = "4", string? after = "5")
    {
        items.Add(new(new(Start.AddSeconds(items.Count), IsStock: false, items.Count + 1), who, what, subject, before, after));
        return items[^1];
    }

    public async Task<IReadOnlyList<ActivityItem>> ListAsync(ActivityQuery query, int count, ShopActor actor, CancellationToken ct = default)
    {
        Queries.Add(query);
        var answer = items.Where(item => (query.Who ?? item.Who) == item.Who && (query.Kind ?? item.What) == item.What)
            .Where(item => query.Before is not { } before || item.Place.Id < before.Id).Reverse().Take(count).ToList();
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        return Failure is { } failure ? throw failure : answer;
    }

    public Task<IReadOnlyList<string>> ListPeopleAsync(ShopActor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<string>>(["mara", "tobi"]);
}
