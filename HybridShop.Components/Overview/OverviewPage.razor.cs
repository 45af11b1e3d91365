using HybridShop.Components.Activity;
using HybridShop.Components.Changes;
using HybridShop.Components.Dashboard;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Overview;

/// <summary>The shop at a glance: its numbers, its last days, what was done last. It follows the feed.</summary>
public partial class OverviewPage(IOverviewService overviews, IActivityService activity)
{
    /// <summary>Lines of recent activity.</summary>
    public const int RecentCount = 10;

    /// <summary>Least time between two readings, however much happens: a sum that changes faster is read by nobody.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Throttle readings = new(Pause);
    private ShopOverview? overview;
    private IReadOnlyList<ActivityItem> recent = [];

    /// <summary>How many days the charts show: 7, or all.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public string? DayCount { get; set; }

    private int SpanDays => DayCount == "7" ? 7 : ShopOverview.DayCount;

    private IReadOnlyList<ShopDay> ShownDays => [.. overview!.Days.TakeLast(SpanDays)];

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        RunThrottled(readings, LoadAsync);
        return Task.CompletedTask;
    }

    private Task LoadAsync() => LoadLatestAsync(
        async (actor, ct) => (Numbers: await overviews.GetAsync(actor, ct), Lines: await activity.ListAsync(new(), RecentCount, actor, ct)),
        loaded => (overview, recent) = loaded);
}
