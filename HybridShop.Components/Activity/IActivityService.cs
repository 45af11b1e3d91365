namespace HybridShop.Components.Activity;

/// <summary>
/// A line's place in the list: by time, at the same time stock before the rest, then by number. It tells lines apart, and reading on
/// from it loses none of several that were written in the same moment.
/// </summary>
/// <param name="CreatedUtc">When, UTC.</param>
/// <param name="IsStock">Whether it is a line of the stock ledger.</param>
/// <param name="Id">Its number in the ledger, or among the other entries.</param>
public readonly record struct ActivityPlace(DateTime CreatedUtc, bool IsStock, long Id);

/// <summary>Who changed what: field edits, moderation, imports, roles, and the stock ledger's lines.</summary>
/// <param name="Place">Its place in the list, with its time.</param>
/// <param name="Who">Public name.</param>
/// <param name="What">The act, such as product.edit or stock.sold; see <see cref="ActivityKinds"/>.</param>
/// <param name="Subject">What it was done to, by name.</param>
/// <param name="Before">What stood there before, or null.</param>
/// <param name="After">What stands there after, or null.</param>
public sealed record ActivityItem(ActivityPlace Place, string Who, string What, string Subject, string? Before, string? After)
{
    /// <summary>When, UTC.</summary>
    public DateTime CreatedUtc => Place.CreatedUtc;

    /// <summary>In the list's order.</summary>
    public static IEnumerable<ActivityItem> NewestFirst(IEnumerable<ActivityItem> items) =>
        items.OrderByDescending(item => (item.Place.CreatedUtc, item.Place.IsStock, item.Place.Id));
}

/// <summary>Which lines of the activity list are asked for; what is null does not matter.</summary>
public sealed record ActivityQuery
{
    /// <summary>Public name of whoever did it: what that account did, under whatever name, or what was written under a name without one.</summary>
    public string? Who { get; init; }

    /// <summary>An act out of <see cref="ActivityKinds.All"/>, or one of <see cref="ActivityKinds.Groups"/> for all of its acts.</summary>
    public string? Kind { get; init; }

    /// <summary>The first day, in the shop's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in the shop's time zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only lines older than the one at this place.</summary>
    public ActivityPlace? Before { get; init; }
}

/// <summary>The activity list. Append-only; staff only.</summary>
public interface IActivityService
{
    /// <summary>Newest first, at most <paramref name="count"/> and <see cref="Paging.MaxSize"/> lines.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<IReadOnlyList<ActivityItem>> ListAsync(ActivityQuery query, int count, ShopActor actor, CancellationToken ct = default);

    /// <summary>Names to filter by: everybody with a role, by name, at most <see cref="Paging.MaxSize"/>, and the command line.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<IReadOnlyList<string>> ListPeopleAsync(ShopActor actor, CancellationToken ct = default);
}
