using System.Globalization;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HybridShop.Web.Dashboard;

/// <summary>Counts the circuits of this process, those that wait for their browser included, and keeps no more than <see cref="Max"/>.</summary>
internal sealed class OpenCircuits(int max) : CircuitHandler
{
    private int count;

    public int Max => max;

    /// <summary>Whether the page should say so in place of the dashboard.</summary>
    public bool IsFull => Volatile.Read(ref count) >= max;

    /// <summary>Read from Dashboard:MaxCircuits; 500 when nothing is set (README, Figures, says what one costs).</summary>
    public static OpenCircuits From(IConfiguration configuration) => configuration["Dashboard:MaxCircuits"] switch
    {
        null or "" => new(500),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max is > 0 and <= 100_000 => new(max),
        var text => throw new ShopStartException($"Dashboard:MaxCircuits is “{text}”; it can be 1 to 100000."),
    };

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // Only those come so far that were let in at the same moment as another one.
        if (Interlocked.Increment(ref count) > max)
        {
            throw new InvalidOperationException($"More than {max} dashboards are open.");
        }

        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref count);
        return Task.CompletedTask;
    }
}
