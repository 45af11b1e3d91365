using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Activity;

/// <summary>Who did what, newest first. What comes while it is open waits behind a bar, so that nothing jumps under the reader.</summary>
public partial class ActivityPage(IActivityService activity, NavigationManager navigation, ILogger<ActivityPage> logger)
{
    /// <summary>Lines that are read at once.</summary>
    public const int PageSize = 50;

    private ActivityFilter filter = ActivityFilter.None;
    private ActivityRows? rows;
    private IReadOnlyList<string> people = [];
    private bool hasFailed;
    private bool isLoading;
    private bool isOutdated;
    private int lastLoad;

    /// <summary>See <see cref="ActivityQuery.Who"/>.</summary>
    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    /// <summary>See <see cref="ActivityQuery.Kind"/>.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The first day, as 2026-03-02.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last day, as 2026-03-02.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    private IEnumerable<string> People => (filter.Who is { } who ? people.Append(who) : people)
        .Concat(rows?.Rows.Select(row => row.Who) ?? []).Distinct().Order(StringComparer.CurrentCultureIgnoreCase);

    private string Newer => rows!.HasMoreNewer
        ? Texts.Format(ActivityText.MoreNewer, rows.NewerCount)
        : Texts.Count(rows.NewerCount, ActivityText.OneNewer, ActivityText.ManyNewer);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = new ActivityFilter(Given(Who), Given(Kind), ActivityFilter.Day(From), ActivityFilter.Day(To));
        if (asked != filter || lastLoad == 0)
        {
            (filter, rows) = (asked, null);
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        if (isLoading)
        {
            // One more look after the present one is enough, however much happens meanwhile.
            isOutdated = true;
        }
        else if (rows is { } list)
        {
            await RunAsync(async actor => list.Look(await activity.ListAsync(filter.ToQuery(), PageSize, actor, Leaving)));
        }
        else
        {
            await LoadAsync();
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Typed(ChangeEventArgs change) => Given(change.Value as string);

    private void Filter(ActivityFilter wanted) => navigation.NavigateTo(wanted.Address);

    private Task LoadAsync() => RunAsync(async actor =>
    {
        var asked = filter;
        var newest = await activity.ListAsync(asked.ToQuery(), PageSize, actor, Leaving);
        people = people.Count > 0 ? people : await activity.ListPeopleAsync(actor, Leaving);
        if (asked == filter)
        {
            rows = new(newest, PageSize);
        }
    });

    private Task LoadOlderAsync() => RunAsync(async actor =>
    {
        var (list, last) = (rows!, rows!.Rows[^1].Place);
        list.AddOlder(last, await activity.ListAsync(filter.ToQuery(last), PageSize, actor, Leaving));
    });

    private async Task RunAsync(Func<ShopActor, Task> read)
    {
        var load = ++lastLoad;
        (isLoading, hasFailed, isOutdated) = (true, false, false);
        try
        {
            await read(await GetActorAsync());
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            LogLoadFailed(e);
            hasFailed = load == lastLoad;
        }

        if (load == lastLoad)
        {
            isLoading = false;
            if (isOutdated)
            {
                await ApplyAsync([]);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The activity list could not be loaded.")]
    private partial void LogLoadFailed(Exception exception);
}
