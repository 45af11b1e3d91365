using System.Net.WebSockets;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;

namespace HybridShop.Web.Live;

/// <summary>
/// Ends open connections whose sign-in does not hold any more (signed out everywhere, locked, other roles, token run out), and all of them when the
/// shop closes. One timer for all; <see cref="SecurityStamps"/> looks each account up once for all its connections.
/// </summary>
internal sealed partial class SignInWatch(
    LiveSwitchboard switchboard, SecurityStamps stamps, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<SignInWatch> logger)
    : BackgroundService
{
    /// <summary>Together with <see cref="SecurityStamps.KeptFor"/> less than the five seconds that are promised.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var closing = lifetime.ApplicationStopping.Register(() => End(switchboard.All(), new(WebSocketCloseStatus.EndpointUnavailable, LiveText.ShopCloses)));
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        foreach (var listener in switchboard.All().Where(listener => listener.IsSignedIn))
        {
            try
            {
                if (listener.SignedInUntil <= clock.GetUtcNow())
                {
                    End([listener], new(WebSocketCloseStatus.PolicyViolation, LiveText.SignInRanOut));
                }
                else if (!await stamps.IsCurrentAsync(listener.User, ct))
                {
                    End([listener], new(WebSocketCloseStatus.PolicyViolation, LiveText.SignInEnded));
                }
            }
            catch (Exception e) when (DatabaseFaults.Of(e) is not null)
            {
                // Without the database there is nothing to be told; the first look after its return decides.
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // Whether it still holds is not known, so it does not.
                LogUnknown(e);
                End([listener], new(WebSocketCloseStatus.InternalServerError, LiveText.CannotRead));
            }
        }
    }

    private static void End(IReadOnlyList<LiveListener> listeners, LiveEnd end)
    {
        foreach (var listener in listeners)
        {
            listener.End(end);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether a sign-in still holds could not be read; its connection is ended.")]
    private partial void LogUnknown(Exception exception);
}
