namespace HybridShop.Components.Reviews;

/// <summary>Reviews: one for each customer and product; public once read by staff. Rating counts change in the same transaction.</summary>
public interface IReviewService
{
    /// <summary>Public reviews of a product; <paramref name="rating"/> 1 to 5 narrows, null shows all.</summary>
    Task<PageOf<ReviewItem>> ListPublicAsync(
        int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default);

    /// <summary>Public reviews of all published products; <paramref name="rating"/> 1 to 5 narrows, null shows all.</summary>
    Task<PageOf<ReviewItem>> ListAllPublicAsync(ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default);

    /// <summary>The actor's review of a product, or null.</summary>
    Task<ReviewDraft?> FindOwnAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>The actor's reviews, newest first, at most <see cref="Paging.MaxSize"/>.</summary>
    Task<IReadOnlyList<ReviewDraft>> ListOwnAsync(ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// One review as the actor may read it, or null: everybody the public ones of published products, its writer and staff any, with where it stands.
    /// </summary>
    Task<ReviewItem?> FindItemAsync(int reviewId, ShopActor? actor, CancellationToken ct = default);

    /// <summary>The next public reviews of all published products by id, at most <see cref="Paging.MaxSize"/>; for walks over everything.</summary>
    Task<IReadOnlyList<ReviewItem>> ListItemsAfterAsync(int afterId, int count, CancellationToken ct = default);

    /// <summary>A page of the actor's reviews with where they stand, newest first.</summary>
    Task<PageOf<ReviewItem>> ListOwnItemsAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default);

    /// <summary>Posts a review of a published product; it waits to be read. A second one of the same product is refused as invalid.</summary>
    Task<Outcome<ReviewDraft>> PostAsync(int productId, ReviewInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Changes the actor's own review. Public words stay up until the new ones are read. Refused when what was touched, or the version, is not as it was seen;
    /// others than its writer are told no more than they may read.
    /// </summary>
    Task<Outcome<ReviewDraft>> EditAsync(int reviewId, IEdit<ReviewInput> edit, ShopActor actor, CancellationToken ct = default);

    /// <summary>Deletes a review: its writer's own act, or staff's. Refused when it is none of the versions that were seen; null is any.</summary>
    Task<Outcome<ReviewDraft>> DeleteAsync(int reviewId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default);

    /// <summary>Publishes or refuses what waits. Staff only; conflict when its writer changed it since it was read.</summary>
    Task<Outcome<ReviewDraft>> ModerateAsync(int reviewId, ModerationInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>What waits to be read, oldest first. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<PageOf<ReviewDraft>> ListWaitingAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// A page of the review desk with the counts of all its queues: what waits oldest first, the others newest first. Staff only.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<ReviewQueueResult> ListForStaffAsync(ReviewQueueFilter filter, int page, ShopActor actor, CancellationToken ct = default);

    /// <summary>A page of one queue, of one product or of all (null), in the order of the review desk. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<PageOf<ReviewItem>> ListItemsForStaffAsync(
        ReviewQueueFilter filter, int? productId, int page, int pageSize, ShopActor actor, CancellationToken ct = default);

    /// <summary>Any review as the review desk shows it, or null. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<ReviewDraft?> FindForStaffAsync(int reviewId, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Decides on several reviews alike, each in a transaction of its own, so that one refusal does not hold up the others; results in
    /// the order of the input. Refused as a whole only when the input itself breaks a rule. Staff only.
    /// </summary>
    Task<Outcome<IReadOnlyList<ModerationResult>>> ModerateManyAsync(
        BulkModerationInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>
    /// Takes back what was decided on 1 to 200 reviews, in one transaction: each is as it was before, words, rating and reply too. One that
    /// changed since the decision gave it <see cref="SeenReview.SeenVersion"/> stays as it is, its result says so; conflict when that goes for all
    /// of them, and after a restart of the shop. Staff only.
    /// </summary>
    Task<Outcome<IReadOnlyList<ModerationResult>>> TakeBackAsync(IReadOnlyList<SeenReview> decided, ShopActor actor, CancellationToken ct = default);
}
