using System.ComponentModel.DataAnnotations;
using HybridShop.Components.Reviews;
using HybridShop.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace HybridShop.Web.Reviews;

/// <summary>What the reviews of a product may be asked for.</summary>
internal class ReviewListRequest : ListRequest
{
    /// <summary>The orders, by the words of the address.</summary>
    public static readonly IReadOnlyDictionary<string, ReviewSort> Sorts = new Dictionary<string, ReviewSort>
    {
        ["-created_at"] = ReviewSort.Newest,
        ["rating"] = ReviewSort.Lowest,
    };

    /// <summary>Only those with this rating.</summary>
    [FromQuery(Name = "rating"), Range(1, 5, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? Rating { get; set; }

    /// <summary>-created_at (the default) or rating.</summary>
    [FromQuery(Name = "sort"), AllowedKeys(nameof(Sorts))]
    public string? Sort { get; set; }

    public Outcome<ReviewSort> ToSort() => ApiChoice.Of(nameof(Sort), Sort ?? "-created_at", Sorts);
}

/// <summary>What the reviews of the whole shop may be asked for.</summary>
internal sealed class AllReviewsRequest : ReviewListRequest
{
    private static readonly Dictionary<string, ReviewQueueFilter> Queues = new()
    {
        ["pending"] = ReviewQueueFilter.Waiting,
        ["approved"] = ReviewQueueFilter.Published,
        ["rejected"] = ReviewQueueFilter.Refused,
    };

    /// <summary>Only those of this product.</summary>
    [FromQuery(Name = "product")]
    public int? Product { get; set; }

    /// <summary>pending (edits of public reviews too), approved or rejected; staff only.</summary>
    [FromQuery(Name = "status"), AllowedKeys(nameof(Queues))]
    public string? Status { get; set; }

    /// <summary>Walks over all public reviews by id, from behind this one; 0 begins. Goes with `page_size` and `fields` alone.</summary>
    [FromQuery(Name = "after"), Range(0, int.MaxValue, ErrorMessageResourceType = typeof(ApiText), ErrorMessageResourceName = nameof(ApiText.OutOfRange))]
    public int? After { get; set; }

    public Outcome<ReviewQueueFilter> ToQueue() => ApiChoice.Of(nameof(Status), Status!, Queues);

    /// <summary>Names what the kind of list does not know; it is not left aside in silence.</summary>
    public Refusal? Validate()
    {
        var (isQueue, isCursorPage) = (Status is not null, After is not null);
        (string Name, bool IsMisplaced)[] parameters =
        [
            (nameof(After), isCursorPage && (isQueue || Product is not null)),
            (nameof(Page), Page is not null && isCursorPage),
            (nameof(Rating), Rating is not null && (isCursorPage || isQueue)),
            (nameof(Sort), Sort is not null && (isCursorPage || isQueue)),
        ];
        return parameters.FirstOrDefault(parameter => parameter.IsMisplaced).Name is { } misplaced
            ? Outcome.Invalid(misplaced, ApiText.ParameterMisplaced)
            : null;
    }
}
