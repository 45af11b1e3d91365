using Microsoft.AspNetCore.SignalR;

namespace HybridShop.Web.Live;

/// <summary>
/// The SignalR transport at /hubs/shop: the same requests as methods, and every message of the plain socket as the argument of the client's
/// method <see cref="Changed"/>.
/// </summary>
internal sealed class ShopHub(ConnectionRegistry registry, LiveRequests requests, IHubContext<ShopHub> hub, TimeProvider clock) : Hub
{
    public const string Changed = nameof(Changed);

    private LiveConnection Connection => (LiveConnection)Context.Items[typeof(LiveConnection)]!;

    public override Task OnConnectedAsync()
    {
        var connection = LiveEndpoints.Connect(Context.GetHttpContext()!, clock);
        Context.Items[typeof(LiveConnection)] = connection;
        if (registry.TryEnter(connection))
        {
            _ = SendAsync(Context, hub.Clients.Client(Context.ConnectionId), connection);
        }
        else
        {
            Context.Abort();
        }

        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        registry.Leave(Connection);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>See <see cref="LiveRequests"/>; <paramref name="last"/> may be null.</summary>
    public Task Subscribe(string?[]? topics, long? last) =>
        Connection.MayAsk() ? requests.SubscribeAsync(Connection, topics, last, CancellationToken.None) : Task.CompletedTask;

    public Task Unsubscribe(string?[]? topics)
    {
        if (Connection.MayAsk())
        {
            requests.Unsubscribe(Connection, topics);
        }

        return Task.CompletedTask;
    }

    public Task Ping()
    {
        if (Connection.MayAsk())
        {
            requests.Ping(Connection);
        }

        return Task.CompletedTask;
    }

    /// <summary>Lives as long as the connection, so it takes nothing of the hub, which is made anew for each call.</summary>
    private static async Task SendAsync(HubCallerContext context, ISingleClientProxy client, LiveConnection connection)
    {
        await using var giveUp = connection.Aborted.Register(context.Abort);
        try
        {
            while (!connection.Ended.IsCompleted)
            {
                await connection.WhenReadyAsync();
                while (connection.Take() is { } message)
                {
                    await client.SendAsync(Changed, message, context.ConnectionAborted);
                }
            }

            await client.SendAsync(Changed, LiveMessages.Closing(await connection.Ended), context.ConnectionAborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            connection.End(CloseReason.ByClient);
        }

        context.Abort();
    }
}
