namespace HybridShop;

/// <summary>Who changed what: field edits, moderation, imports, roles, and the stock ledger's lines.</summary>
/// <param name="Who">Public name.</param>
/// <param name="What">The act, such as product.edit or stock.</param>
/// <param name="Subject">What it was done to, by name.</param>
/// <param name="Before">What stood there before, or null.</param>
/// <param name="After">What stands there after, or null.</param>
/// <param name="CreatedUtc">When, UTC.</param>
public sealed record ActivityItem(string Who, string What, string Subject, string? Before, string? After, DateTime CreatedUtc);

/// <summary>The activity list. Append-only; staff only.</summary>
public interface IActivityService
{
    /// <summary>Newest first, at most <see cref="Paging.MaxSize"/> rows older than <paramref name="beforeUtc"/> (null: from now).</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<IReadOnlyList<ActivityItem>> ListAsync(DateTime? beforeUtc, int count, ShopActor actor, CancellationToken ct = default);
}
