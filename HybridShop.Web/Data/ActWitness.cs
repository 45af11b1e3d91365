namespace HybridShop.Web.Data;

/// <summary>
/// What is to be written together with the next act, in its own transaction, by whoever waits for the act's result and must be able to tell afterwards
/// that it was carried out, even if the process has died meanwhile.
/// </summary>
internal static class ActWitness
{
    private static readonly AsyncLocal<Func<ShopDbContext, CancellationToken, Task>?> Present = new();

    /// <summary>For the acts of this request; null for none.</summary>
    public static Func<ShopDbContext, CancellationToken, Task>? Current
    {
        get => Present.Value;
        set => Present.Value = value;
    }
}
