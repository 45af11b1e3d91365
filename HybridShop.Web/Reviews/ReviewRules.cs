using HybridShop.Components.Reviews;
using HybridShop.Web.Data;

namespace HybridShop.Web.Reviews;

/// <summary>How a review goes from one state to the next. Pure: the service saves, and keeps the counts in step.</summary>
internal static class ReviewRules
{
    /// <summary>The rating that counts in public, or null.</summary>
    public static int? PublicRating(Review review) => review.Status == ReviewStatus.Approved ? review.Rating : null;

    /// <summary>What visitors see of it, or null.</summary>
    public static (int Rating, string? Comment, string? Reply)? Shown(Review review) =>
        review.Status == ReviewStatus.Approved ? (review.Rating, review.Comment, review.Reply) : null;

    /// <summary>A review as its writer last sent it.</summary>
    public static ReviewInput InputOf(Review review) => review.PendingRating is { } rating
        ? new() { ProductId = review.ProductId, Rating = rating, Comment = review.PendingComment }
        : new() { ProductId = review.ProductId, Rating = review.Rating, Comment = review.Comment };

    /// <summary>Its writer sends new words: public ones stay up until these are read.</summary>
    public static void Rewrite(Review review, int rating, string? comment, DateTime nowUtc)
    {
        if (review.Status == ReviewStatus.Approved)
        {
            var isAsPublished = rating == review.Rating && comment == review.Comment;
            review.PendingRating = isAsPublished ? null : rating;
            review.PendingComment = isAsPublished ? null : comment;
        }
        else
        {
            (review.Rating, review.Comment, review.Status) = (rating, comment, ReviewStatus.Pending);
        }

        review.Reason = null;
        review.UpdatedUtc = nowUtc;
        review.Version++;
    }

    /// <summary>
    /// A moderator decides. Approving publishes what its writer last sent. Refusing an edit leaves the earlier words public; refusing
    /// what has no edit takes it off.
    /// </summary>
    public static void Decide(Review review, ModerationInput decision, DateTime nowUtc)
    {
        var editWaits = review.PendingRating is not null;
        if (decision.Approve)
        {
            if (editWaits)
            {
                (review.Rating, review.Comment) = (review.PendingRating!.Value, review.PendingComment);
                (review.PendingRating, review.PendingComment) = (null, null);
            }

            (review.Status, review.Reason) = (ReviewStatus.Approved, null);
        }
        else
        {
            review.Reason = decision.Reason!.Trim();
            if (!editWaits)
            {
                review.Status = ReviewStatus.Rejected;
            }
        }

        if (decision.Reply is { } reply)
        {
            (review.Reply, review.RepliedUtc) = string.IsNullOrWhiteSpace(reply) ? (null, null) : (reply.Trim(), (DateTime?)nowUtc);
        }

        review.Version++;
    }

    /// <summary>A decision is taken back as if it had not been: words, rating and reply too.</summary>
    public static void Restore(Review review, ReviewState earlier)
    {
        (review.Status, review.Rating, review.Comment) = (earlier.Status, earlier.Rating, earlier.Comment);
        (review.PendingRating, review.PendingComment) = (earlier.PendingRating, earlier.PendingComment);
        (review.Reason, review.Reply, review.RepliedUtc) = (earlier.Reason, earlier.Reply, earlier.RepliedUtc);
        review.Version++;
    }
}

/// <summary>The stored counts of public reviews per rating, always changed in the review's own transaction.</summary>
internal static class RatingCounts
{
    /// <summary>A public rating came (before null), went (after null) or changed.</summary>
    public static async Task ChangeAsync(WriteContext write, int productId, int? before, int? after, CancellationToken ct)
    {
        if (before == after)
        {
            return;
        }

        // Column names come from the two checked numbers; everything typed is a parameter.
        var terms = new List<string>();
        if (before is { } old)
        {
            terms.Add($"\"Stars{old}\" = \"Stars{old}\" - 1");
        }

        if (after is { } now)
        {
            terms.Add($"\"Stars{now}\" = \"Stars{now}\" + 1");
        }

        var update = write.Db.Command($"UPDATE \"Products\" SET {string.Join(", ", terms)} WHERE \"Id\" = @product", ("@product", productId));
        await update.ExecuteNonQueryAsync(ct);
    }
}
