using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Activity;

/// <summary>Who did what, newest first. What comes while it is open waits behind a bar, so that nothing jumps under the reader.</summary>
public partial class ActivityPage(IActivityService activity)
{
    /// <summary>Lines that are read at once.</summary>
    public const int PageSize = 50;

    private ActivityFilter filter = ActivityFilter.None;
    private ActivityRows? rows;
    private IReadOnlyList<string> people = [];
    private bool hasAsked;

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
        if (asked != filter || !hasAsked)
        {
            (filter, rows, hasAsked) = (asked, null, true);
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes) => rows is { } list
        ? LoadLatestAsync((actor, ct) => activity.ListAsync(filter.ToQuery(), PageSize, actor, ct), list.Look)
        : LoadAsync();

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Typed(ChangeEventArgs change) => Given(change.Value as string);

    private void Filter(ActivityFilter wanted) => Navigation.NavigateTo(wanted.Address);

    private Task LoadAsync() => LoadLatestAsync(
        async (actor, ct) => (Newest: await activity.ListAsync(filter.ToQuery(), PageSize, actor, ct),
            People: people.Count > 0 ? people : await activity.ListPeopleAsync(actor, ct)),
        loaded => (rows, people) = (new(loaded.Newest, PageSize), loaded.People));

    private async Task LoadOlderAsync()
    {
        var (list, last, cutsLookShort) = (rows!, rows!.Rows[^1].Place, IsLoading);
        await LoadLatestAsync((actor, ct) => activity.ListAsync(filter.ToQuery(last), PageSize, actor, ct), older => list.AddOlder(last, older));
        if (cutsLookShort)
        {
            // What it would have found is looked for again.
            await ApplyAsync([]);
        }
    }
}
