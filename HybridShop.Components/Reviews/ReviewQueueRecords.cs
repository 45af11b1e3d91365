using System.ComponentModel.DataAnnotations;

namespace HybridShop.Components.Reviews;

/// <summary>The queues of the review desk.</summary>
public enum ReviewQueueFilter
{
    /// <summary>Somebody has to read it.</summary>
    Waiting = 0,

    /// <summary>Public, also while an edit waits.</summary>
    Published = 1,

    /// <summary>Refused, or an edit of it was.</summary>
    Refused = 2,
}

/// <summary>How many reviews stand in each queue. A public review whose edit waits or was refused stands in two.</summary>
/// <param name="Waiting">To be read.</param>
/// <param name="Published">Public.</param>
/// <param name="Refused">Refused, or with a refused edit.</param>
public sealed record ReviewQueueCounts(int Waiting, int Published, int Refused)
{
    /// <summary>The count of one queue.</summary>
    public int Of(ReviewQueueFilter filter) => filter switch
    {
        ReviewQueueFilter.Published => Published,
        ReviewQueueFilter.Refused => Refused,
        _ => Waiting,
    };
}

/// <summary>A page of the review desk.</summary>
/// <param name="Items">The reviews of this page, in order.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Filter">Which queue it is of.</param>
/// <param name="Counts">How many stand in each queue.</param>
public sealed record ReviewQueueResult(IReadOnlyList<ReviewDraft> Items, int Page, ReviewQueueFilter Filter, ReviewQueueCounts Counts)
{
    /// <summary>Reviews on a full page.</summary>
    public const int Size = 50;

    /// <summary>Number of pages, at least 1.</summary>
    public int PageCount => Math.Max(1, (Counts.Of(Filter) + Size - 1) / Size);
}

/// <summary>One review of several that are decided on alike.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="SeenVersion">Version that was read.</param>
public sealed record SeenReview(int ReviewId, int SeenVersion);

/// <summary>One decision on several reviews.</summary>
public sealed class BulkModerationInput
{
    /// <summary>Most reviews in one act.</summary>
    public const int MaxReviews = 200;

    /// <summary>Publish all, or refuse all.</summary>
    public bool Approve { get; set; }

    /// <summary>Why they were refused, shown to their writers; needed for a refusal.</summary>
    [StringLength(
        ModerationInput.MaxTextLength, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.ReasonTooLong))]
    public string? Reason { get; set; }

    /// <summary>At least one.</summary>
    [Length(1, MaxReviews, ErrorMessageResourceType = typeof(ReviewText), ErrorMessageResourceName = nameof(ReviewText.BulkOutOfRange))]
    public IReadOnlyList<SeenReview> Reviews { get; set; } = [];
}

/// <summary>How the decision on one of several reviews ended.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="Outcome">As if it had been decided on alone.</param>
public sealed record ModerationResult(int ReviewId, Outcome<ReviewDraft> Outcome);
