namespace HybridShop.Components.Drafts;

/// <summary>What somebody has typed and not saved.</summary>
/// <param name="Key">What it belongs to, such as "review:12"; 1 to <see cref="IDraftService.MaxKeyLength"/> characters.</param>
/// <param name="Text">What was typed, in a form that its editor understands.</param>
/// <param name="UpdatedUtc">When it was kept last, UTC.</param>
public sealed record SavedDraft(string Key, string Text, DateTime UpdatedUtc);

/// <summary>Keeps what is typed until it is saved, over lost connections and restarts. Everybody has their own; nobody sees another's.</summary>
public interface IDraftService
{
    /// <summary>Most characters of a key.</summary>
    const int MaxKeyLength = 100;

    /// <summary>Most characters of a text: five times the longest field.</summary>
    const int MaxTextLength = 100_000;

    /// <summary>Most drafts of one person; the oldest make room.</summary>
    const int MaxPerPerson = 100;

    /// <summary>How long a draft is kept that nobody comes back to.</summary>
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>The actor's drafts whose key begins with a prefix, newest first; none for a visitor.</summary>
    Task<IReadOnlyList<SavedDraft>> ListAsync(string prefix, ShopActor actor, CancellationToken ct = default);

    /// <summary>Keeps a draft in place of an earlier one with its key.</summary>
    Task<Outcome<SavedDraft>> SaveAsync(string key, string text, ShopActor actor, CancellationToken ct = default);

    /// <summary>Forgets a draft, there or not.</summary>
    Task DeleteAsync(string key, ShopActor actor, CancellationToken ct = default);
}
