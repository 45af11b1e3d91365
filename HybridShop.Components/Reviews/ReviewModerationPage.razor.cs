using System.Globalization;
using HybridShop.Components.Changes;
using HybridShop.Components.Dashboard;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Reviews;

/// <summary>
/// The review desk: the queue, and beside it the review that is read. The queue follows the shop by itself; the review that is read stays
/// as it was opened until its reader goes on. The address says what is shown.
/// </summary>
public partial class ReviewModerationPage(IReviewService reviews)
{
    private static readonly ChangeKind[] Heard = [ChangeKind.Review, ChangeKind.Product, ChangeKind.Everything];

    private readonly Dictionary<int, ReviewAnswer> answers = [];
    private ReviewQueueResult? list;
    private ReviewQueueFilter filter;
    private int page;
    private ReviewDraft? reading;
    private RemoteReviewChange? remoteChange;
    private bool isNotThere;
    private bool readingTakesFocus;
    private bool showsKeys;
    private bool keysAreOn = true;
    private string said = "";

    /// <summary>Queue: null (waiting), published or refused.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary>Page of the queue, from 1; null is the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    /// <summary>The review to read; null leaves the choice to the desk.</summary>
    [SupplyParameterFromQuery(Name = "review")]
    public int? ReviewId { get; set; }

    private static IReadOnlyList<(ReviewQueueFilter Filter, string Name)> Tabs =>
    [
        (ReviewQueueFilter.Waiting, ReviewModerationText.Waiting),
        (ReviewQueueFilter.Published, ReviewModerationText.Published),
        (ReviewQueueFilter.Refused, ReviewModerationText.Refused),
    ];

    private string EmptyText => list switch
    {
        { Page: > 1 } => ReviewModerationText.EmptyPage,
        { Filter: ReviewQueueFilter.Published } => ReviewModerationText.EmptyPublished,
        { Filter: ReviewQueueFilter.Refused } => ReviewModerationText.EmptyRefused,
        _ => ReviewModerationText.EmptyWaiting,
    };

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var wanted = Enum.TryParse<ReviewQueueFilter>(Show, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : default;
        var (wantedPage, _) = Paging.Clamp(PageNumber ?? 1, ReviewQueueResult.Size);
        if ((wanted, wantedPage) != (filter, page))
        {
            (filter, page) = (wanted, wantedPage);
            (list, reading, remoteChange) = (null, null, null);
            chosen.Clear();
            bulkFailures = [];
            await LoadAsync();
        }

        await FindKeptAsync();
        await OpenAsync(ReviewId);
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        // A decision of one's own ends with a load anyway.
        var heard = changes.Where(change => Heard.Contains(change.Kind)).ToList();
        if (heard.Count == 0 || IsBusy)
        {
            return;
        }

        var before = list;
        await LoadAsync();
        if (before is not null && list is not null)
        {
            ReportChange(before, list, heard);
        }

        if (reading is not null && heard.LastOrDefault(change => IsAbout(change, reading)) is { } last)
        {
            var latest = await reviews.FindForStaffAsync(reading.Id, await GetActorAsync(), Leaving);
            remoteChange = latest?.Version == reading.Version ? null : new(latest, ActorOf(last, latest));
        }
    }

    private static bool IsAbout(ShopChange change, ReviewDraft review) =>
        change.Kind == ChangeKind.Everything || (change.Kind == ChangeKind.Review && change.EntityId == review.Id);

    private static string ActorOf(ShopChange change, ReviewDraft? latest) =>
        latest is { IsWaiting: true, Author: { } author } ? author : change.Actor;

    private static string NameOf(ReviewDraft review) =>
        Texts.Format(ReviewModerationText.ReviewName, review.ProductName, review.Author ?? ReviewModerationText.Nobody);

    private static string Address(ReviewQueueFilter filter, int page = 1, int? reviewId = null) => PanelAddress.Of(
        "dashboard/reviews",
        filter == ReviewQueueFilter.Waiting ? null : "show=" + filter.ToString().ToLowerInvariant(),
        page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={page}"),
        reviewId is null ? null : string.Create(CultureInfo.InvariantCulture, $"review={reviewId}"));

    private string? Key(string key) => keysAreOn ? key : null;

    /// <summary>Says in few words what others did to this page: what came, what went.</summary>
    private void ReportChange(ReviewQueueResult before, ReviewQueueResult after, List<ShopChange> heard)
    {
        var gone = before.Items.ExceptBy(after.Items.Select(review => review.Id), review => review.Id)
            .FirstOrDefault(review => heard.Exists(change => IsAbout(change, review)));
        var come = after.Items.ExceptBy(before.Items.Select(review => review.Id), review => review.Id)
            .Where(review => heard.Exists(change => IsAbout(change, review))).ToList();
        if (gone is not null)
        {
            said = Texts.Format(ReviewModerationText.SaidElsewhere, heard.Last(change => IsAbout(change, gone)).Actor, NameOf(gone));
        }
        else if (come.Count > 0)
        {
            said = come.Count == 1 ? Texts.Format(ReviewModerationText.SaidNew, NameOf(come[0])) : Texts.Format(ReviewModerationText.SaidNewMany, come.Count);
        }
    }

    private Task LoadAsync() => LoadLatestAsync(
        (actor, ct) => reviews.ListForStaffAsync(filter, page, actor, ct),
        loaded =>
        {
            list = loaded;
            chosen = chosen.Where(choice => loaded.Items.Any(review => review.Id == choice.Key)).ToDictionary();
        });

    /// <summary>
    /// Opens a review; null keeps the one that is read, or begins with the one that was typed on last, or with the first. What is read already stays as
    /// it was opened.
    /// </summary>
    private async Task OpenAsync(int? reviewId)
    {
        reviewId ??= reading?.Id ?? (list is { Items: [var first, ..] } ? LastTypedOn() ?? first.Id : null);
        if (list is null || reviewId is null || reviewId == reading?.Id)
        {
            return;
        }

        reading = list.Items.FirstOrDefault(review => review.Id == reviewId)
            ?? await reviews.FindForStaffAsync(reviewId.Value, await GetActorAsync(), Leaving);
        isNotThere = reading is null;
        remoteChange = null;
    }

    private int? LastTypedOn() =>
        kept?.Select(draft => (int?)draft.ReviewId).FirstOrDefault(id => list!.Items.Any(review => review.Id == id));

    private void ShowLatest()
    {
        (reading, remoteChange) = (remoteChange?.Latest ?? reading, null);
        AnswerTo(reading!).Errors = [];
    }

    /// <summary>Goes on to a neighbor in the queue.</summary>
    private void Step(int by)
    {
        if (list is { Items.Count: > 0 })
        {
            var index = list.Items.ToList().FindIndex(review => review.Id == reading?.Id);
            GoTo(list.Items[Math.Clamp(index < 0 ? 0 : index + by, 0, list.Items.Count - 1)]);
        }
    }

    private void GoTo(ReviewDraft? review)
    {
        readingTakesFocus = true;
        Navigation.NavigateTo(Address(filter, page, review?.Id), new NavigationOptions { ReplaceHistoryEntry = true });
    }
}
