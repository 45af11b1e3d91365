using System.Collections.Concurrent;

namespace HybridShop.Web.Changes;

/// <summary>Remembers values under a revision that was read before they were made. Bounded; callers of the same value share one load.</summary>
internal sealed class RevisionCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> entries = [];

    public async Task<TValue> GetAsync(TKey key, long revision, Func<Task<TValue>> load)
    {
        if (!entries.TryGetValue(key, out var entry) || entry.Revision < revision)
        {
            if (entries.Count >= capacity)
            {
                entries.Clear();
            }

            entry = entries.AddOrUpdate(
                key, _ => new(revision, new(load)), (_, present) => present.Revision < revision ? new(revision, new(load)) : present);
        }

        try
        {
            return await entry.Value.Value;
        }
        catch
        {
            entries.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    private sealed record Entry(long Revision, Lazy<Task<TValue>> Value);
}
