using System.Net.WebSockets;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;

namespace HybridShop.Web.Live;

/// <summary>
/// Ends open connections whose sign-in does not hold any more (signed out everywhere, locked, other roles, token run out), and all of them when the
/// shop closes. One timer for all; <see cref="SecurityStampCache"/> looks each account up once for all its connections.
/// </summary>
internal sealed partial class SessionRevalidator(
    ConnectionRegistry registry, SecurityStampCache stamps, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<SessionRevalidator> logger)
    : BackgroundService
{
    /// <summary>Together with <see cref="SecurityStampCache.KeptFor"/> less than the five seconds that are promised.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var closing = lifetime.ApplicationStopping.Register(
            () => End(registry.All(), new(WebSocketCloseStatus.EndpointUnavailable, LiveText.ShopCloses)));
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
        foreach (var connection in registry.All().Where(connection => connection.IsSignedIn))
        {
            try
            {
                if (connection.SignedInUntil <= clock.GetUtcNow())
                {
                    End([connection], new(WebSocketCloseStatus.PolicyViolation, LiveText.SignInRanOut));
                }
                else if (!await stamps.IsCurrentAsync(connection.User, ct))
                {
                    End([connection], new(WebSocketCloseStatus.PolicyViolation, LiveText.SignInEnded));
                }
            }
            catch (Exception e) when (DatabaseFaults.Of(e) is not null)
            {
                // Without the database nothing can be known; the first look after its return decides.
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // Whether it still holds is not known, so it does not.
                LogUnknown(e);
                End([connection], new(WebSocketCloseStatus.InternalServerError, LiveText.CannotRead));
            }
        }
    }

    private static void End(IReadOnlyList<LiveConnection> connections, CloseReason end)
    {
        foreach (var connection in connections)
        {
            connection.End(end);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether a sign-in still holds could not be read; its connection is ended.")]
    private partial void LogUnknown(Exception exception);
}
