namespace HybridShop.Components.Dashboard;

/// <summary>
/// Does something at once and then at most once in a pause, however often it is asked for: what is asked for meanwhile is done once more at its end.
/// Used on one context.
/// </summary>
internal sealed class Throttle(TimeSpan pause)
{
    private bool isRunning;
    private bool isAsked;

    /// <summary>Ends when it was done and a pause went by in which nobody asked.</summary>
    public async Task RunAsync(Func<Task> work, TimeProvider clock, CancellationToken ct)
    {
        isAsked = true;
        if (isRunning)
        {
            return;
        }

        isRunning = true;
        try
        {
            while (isAsked)
            {
                isAsked = false;
                await work();
                await Task.Delay(pause, clock, ct);
            }
        }
        finally
        {
            isRunning = false;
        }
    }
}
