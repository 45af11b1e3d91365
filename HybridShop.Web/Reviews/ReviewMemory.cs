using HybridShop.Components.Reviews;

namespace HybridShop.Web.Reviews;

/// <summary>All of a review that a decision changes.</summary>
internal sealed record ReviewState(
    ReviewStatus Status, int Rating, string? Comment, int? PendingRating, string? PendingComment, string? Reason, string? Reply, DateTime? RepliedUtc)
{
    public static ReviewState Of(Review review) => new(
        review.Status, review.Rating, review.Comment, review.PendingRating, review.PendingComment, review.Reason, review.Reply, review.RepliedUtc);
}

/// <summary>
/// What reviews were before they were decided on, for a while: a published edit has replaced the earlier words, and only here they still are.
/// In memory, because so is the page that offers to take a decision back. The oldest make room.
/// </summary>
internal sealed class ReviewMemory
{
    public const int Capacity = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(int Id, int Version), ReviewState> states = [];
    private readonly Queue<(int Id, int Version)> order = [];

    /// <summary>Remembers what a review was before it got the given version.</summary>
    public void Keep(int reviewId, int version, ReviewState before)
    {
        lock (gate)
        {
            if (states.TryAdd((reviewId, version), before))
            {
                order.Enqueue((reviewId, version));
            }

            if (order.Count > Capacity)
            {
                states.Remove(order.Dequeue());
            }
        }
    }

    public ReviewState? Find(int reviewId, int version)
    {
        lock (gate)
        {
            return states.GetValueOrDefault((reviewId, version));
        }
    }
}
