using System.Net.WebSockets;

namespace HybridShop.Web.Live;

/// <summary>The plain WebSocket at /ws: greets, then speaks JSON, one message a frame.</summary>
internal sealed class WebSocketHandler(ConnectionRegistry registry, LiveRequests requests, TimeProvider clock)
{
    public const string Greeting = "Hello real-time!";

    public const int MaxMessageBytes = 4 * 1024;

    private const int FirstBufferBytes = 256;

    private static readonly WebSocketAcceptContext Accepting = new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(15),
        KeepAliveTimeout = TimeSpan.FromSeconds(20),
    };

    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Results.Problem(LiveText.OnlySockets, statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }

        var connection = LiveEndpoints.Connect(context, clock);
        if (!registry.TryEnter(connection))
        {
            await LiveEndpoints.Full(context).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(Accepting);
            await SpeakAsync(socket, connection);
        }
        finally
        {
            registry.Leave(connection);
        }
    }

    private async Task SpeakAsync(WebSocket socket, LiveConnection connection)
    {
        await using var giveUp = connection.Aborted.Register(socket.Abort);
        var receiving = UntilLostAsync(connection, () => ReceiveAsync(socket, connection));
        var sending = UntilLostAsync(connection, () => SendAsync(socket, connection));
        var end = await connection.Ended;
        await sending;
        await UntilLostAsync(connection, async () =>
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(end.Status, end.Reason, CancellationToken.None);
            }
        });
        await receiving;
    }

    private static async Task SendAsync(WebSocket socket, LiveConnection connection)
    {
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(Greeting), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (!connection.Ended.IsCompleted)
        {
            await connection.WhenReadyAsync();
            while (connection.Take() is { } message)
            {
                await socket.SendAsync(message.Utf8, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
    }

    private async Task ReceiveAsync(WebSocket socket, LiveConnection connection)
    {
        var (buffer, length) = (new byte[FirstBufferBytes], 0);
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == MaxMessageBytes)
                {
                    connection.End(new(WebSocketCloseStatus.MessageTooBig, LiveText.TooLarge));
                    length = 0;
                }

                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, MaxMessageBytes));
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                connection.End(CloseReason.ByClient);
                return;
            }

            length += received.Count;
            if (!received.EndOfMessage)
            {
                continue;
            }

            // After the end it is read on only for the other side's close.
            if (connection.MayAsk())
            {
                await AnswerAsync(connection, buffer.AsMemory(0, length), received.MessageType);
            }

            length = 0;
        }
    }

    private async Task AnswerAsync(LiveConnection connection, ReadOnlyMemory<byte> message, WebSocketMessageType kind)
    {
        var (request, where) = kind == WebSocketMessageType.Text ? LiveRequest.Parse(message.Span) : (null, "$");
        switch (request)
        {
            case null:
                connection.Post(LiveMessages.Error(kind == WebSocketMessageType.Text ? LiveText.Unreadable : LiveText.NotText, where));
                break;
            case { Type: "subscribe" }:
                await requests.SubscribeAsync(connection, request.Topics, request.Last, CancellationToken.None);
                break;
            case { Type: "unsubscribe", Last: null }:
                requests.Unsubscribe(connection, request.Topics);
                break;
            case { Type: "ping", Last: null, Topics: null }:
                requests.Ping(connection);
                break;
            case { Type: "unsubscribe" or "ping" }:
                connection.Post(LiveMessages.Error(LiveText.NotHere, request.Last is null ? "topics" : "last"));
                break;
            default:
                connection.Post(LiveMessages.Error(LiveText.UnknownType, "type"));
                break;
        }
    }

    /// <summary>A connection that breaks is expected: it has ended, and nobody is left to send to.</summary>
    private static async Task UntilLostAsync(LiveConnection connection, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The reason is sent below.
        }
        finally
        {
            connection.End(CloseReason.ByClient);
        }
    }
}
