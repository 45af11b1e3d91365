namespace HybridShop.Tests.Support;

/// <summary>For what happens soon, but on another thread.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until it is so; fails with what was hoped for when it does not become so.</summary>
    public static async Task IsTrueAsync(Func<bool> condition, string hope)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (!condition())
            {
                await timer.WaitForNextTickAsync(enough.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Within {Patience.TotalSeconds:0} s it did not come true: {hope}");
        }
    }
}
