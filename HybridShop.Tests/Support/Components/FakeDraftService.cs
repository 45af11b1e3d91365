namespace HybridShop.Tests.Support.Components;

/// <summary>Keeps drafts in order of their keeping, the newest first.</summary>
public sealed class FakeDraftService : IDraftService
{
    private readonly List<SavedDraft> kept = [];

    /// <summary>Thrown by each call while it is set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What keeping is refused with; null for none.</summary>
    public Refusal? Refusal { get; set; }

    public IReadOnlyList<SavedDraft> Kept => kept;

    public Task<IReadOnlyList<SavedDraft>> ListAsync(string prefix, ShopActor actor, CancellationToken ct = default) =>
        Try<IReadOnlyList<SavedDraft>>(() => [.. kept.Where(draft => draft.Key.StartsWith(prefix, StringComparison.Ordinal))]);

    public Task<Outcome<SavedDraft>> SaveAsync(string key, string text, ShopActor actor, CancellationToken ct = default) => Try<Outcome<SavedDraft>>(() =>
    {
        if (Refusal is { } refusal)
        {
            return refusal;
        }

        var draft = new SavedDraft(key, text, SampleShop.Morning);
        kept.RemoveAll(old => old.Key == key);
        kept.Insert(0, draft);
        return Outcome.Done(draft);
    });

    public Task DeleteAsync(string key, ShopActor actor, CancellationToken ct = default) => Try(() => kept.RemoveAll(draft => draft.Key == key));

    private Task<T> Try<T>(Func<T> answer) => Failure is null ? Task.FromResult(answer()) : Task.FromException<T>(Failure);
}
