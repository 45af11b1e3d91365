namespace HybridShop.Web.Accounts;

/// <summary>
/// Tries at one account go one after the other. Side by side all would find the same count of wrong ones and write the same next one:
/// the pause would come late, and only for accounts that exist.
/// </summary>
internal sealed class SignInQueue
{
    /// <summary>Accounts share them by chance; each is held for the time of one password.</summary>
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> RunAsync<T>(string email, Func<Task<T>> attempt)
    {
        var lane = lanes[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(email) % lanes.Length];
        await lane.WaitAsync();
        try
        {
            return await attempt();
        }
        finally
        {
            lane.Release();
        }
    }
}
