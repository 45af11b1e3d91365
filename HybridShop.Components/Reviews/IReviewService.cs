namespace HybridShop;

/// <summary>Reviews: one for each customer and product; public once read by staff. Rating counts change in the same transaction.</summary>
public interface IReviewService
{
    /// <summary>Public reviews of a product; <paramref name="rating"/> 1 to 5 narrows, null shows all.</summary>
    Task<PageOf<ReviewItem>> ListPublicAsync(
        int productId, ReviewSort sort, int? rating, int page, int pageSize, CancellationToken ct = default);

    /// <summary>The newest public reviews of a product, without counting them: a product knows its count.</summary>
    Task<IReadOnlyList<ReviewItem>> ListNewestAsync(int productId, int count, CancellationToken ct = default);

    /// <summary>The actor's review of a product, or null.</summary>
    Task<ReviewDraft?> FindOwnAsync(int productId, ShopActor actor, CancellationToken ct = default);

    /// <summary>The actor's reviews, newest first, at most <see cref="Paging.MaxSize"/>.</summary>
    Task<IReadOnlyList<ReviewDraft>> ListOwnAsync(ShopActor actor, CancellationToken ct = default);

    /// <summary>Posts a review of a published product; it waits to be read. A second one of the same product is refused as invalid.</summary>
    Task<Outcome<ReviewDraft>> PostAsync(int productId, ReviewInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Changes the actor's own review. Public words stay up until the new ones are read.</summary>
    Task<Outcome<ReviewDraft>> EditAsync(int reviewId, ReviewInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>Deletes a review: its writer's own act, or staff's.</summary>
    Task<Outcome<ReviewDraft>> DeleteAsync(int reviewId, ShopActor actor, CancellationToken ct = default);

    /// <summary>Publishes or refuses what waits. Staff only; conflict when its writer changed it since it was read.</summary>
    Task<Outcome<ReviewDraft>> ModerateAsync(int reviewId, ModerationInput input, ShopActor actor, CancellationToken ct = default);

    /// <summary>What waits to be read, oldest first. Staff only.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<PageOf<ReviewDraft>> ListWaitingAsync(int page, int pageSize, ShopActor actor, CancellationToken ct = default);
}
