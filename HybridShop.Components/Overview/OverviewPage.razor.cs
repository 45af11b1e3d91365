using HybridShop.Components.Activity;
using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Overview;

/// <summary>The shop at a glance: its numbers, its last days, what was done last. It follows the feed.</summary>
public partial class OverviewPage(IOverviewService overviews, IActivityService activity, TimeProvider clock, ILogger<OverviewPage> logger)
{
    /// <summary>Lines of recent activity.</summary>
    public const int RecentCount = 10;

    /// <summary>Least time between two readings, however much happens: a sum that changes faster is read by nobody.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private ShopOverview? overview;
    private IReadOnlyList<ActivityItem> recent = [];
    private bool hasFailed;
    private bool isLoading;
    private bool isResting;
    private bool isOutdated;

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
        isOutdated = true;
        return isLoading || isResting ? Task.CompletedTask : RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        isResting = true;
        await LoadAsync();
        _ = RestAsync();
    }

    private async Task LoadAsync()
    {
        (isLoading, hasFailed, isOutdated) = (true, false, false);
        try
        {
            var actor = await GetActorAsync();
            var (numbers, lines) = (await overviews.GetAsync(actor, Leaving), await activity.ListAsync(new(), RecentCount, actor, Leaving));
            (overview, recent) = (numbers, lines);
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            LogLoadFailed(e);
            hasFailed = true;
        }

        isLoading = false;
        if (isOutdated && !isResting)
        {
            await RefreshAsync();
        }
    }

    /// <summary>What comes during the pause after a reading is read together when it ends.</summary>
    private async Task RestAsync()
    {
        try
        {
            await Task.Delay(Pause, clock, Leaving);
            isResting = false;
            if (isOutdated)
            {
                await RefreshAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The overview could not be loaded.")]
    private partial void LogLoadFailed(Exception exception);
}
