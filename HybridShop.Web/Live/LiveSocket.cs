using System.Net.WebSockets;

namespace HybridShop.Web.Live;

/// <summary>The plain WebSocket at /ws: greets, then speaks JSON, one message a frame.</summary>
internal sealed class LiveSocket(LiveSwitchboard switchboard, LiveRequests requests, TimeProvider clock)
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

        var listener = LiveDoors.Listener(context, clock);
        if (!switchboard.TryEnter(listener))
        {
            await LiveDoors.Full(context).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(Accepting);
            await SpeakAsync(socket, listener);
        }
        finally
        {
            switchboard.Leave(listener);
        }
    }

    private async Task SpeakAsync(WebSocket socket, LiveListener listener)
    {
        await using var giveUp = listener.Overdue.Register(socket.Abort);
        var receiving = UntilLostAsync(listener, () => ReceiveAsync(socket, listener));
        var sending = UntilLostAsync(listener, () => SendAsync(socket, listener));
        var end = await listener.Ended;
        await sending;
        await UntilLostAsync(listener, async () =>
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(end.Status, end.Reason, CancellationToken.None);
            }
        });
        await receiving;
    }

    private static async Task SendAsync(WebSocket socket, LiveListener listener)
    {
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(Greeting), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (!listener.Ended.IsCompleted)
        {
            await listener.WhenReadyAsync();
            while (listener.Take() is { } message)
            {
                await socket.SendAsync(message.Utf8, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
    }

    private async Task ReceiveAsync(WebSocket socket, LiveListener listener)
    {
        var (buffer, length) = (new byte[FirstBufferBytes], 0);
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == MaxMessageBytes)
                {
                    listener.End(new(WebSocketCloseStatus.MessageTooBig, LiveText.TooLarge));
                    length = 0;
                }

                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, MaxMessageBytes));
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                listener.End(LiveEnd.ByClient);
                return;
            }

            length += received.Count;
            if (!received.EndOfMessage)
            {
                continue;
            }

            // After the end it is read on only for the other side's close.
            if (listener.MayAsk())
            {
                await AnswerAsync(listener, buffer.AsMemory(0, length), received.MessageType);
            }

            length = 0;
        }
    }

    private async Task AnswerAsync(LiveListener listener, ReadOnlyMemory<byte> message, WebSocketMessageType kind)
    {
        var (request, where) = kind == WebSocketMessageType.Text ? LiveRequest.Parse(message.Span) : (null, "$");
        switch (request)
        {
            case null:
                listener.Post(LiveMessages.Error(kind == WebSocketMessageType.Text ? LiveText.Unreadable : LiveText.NotText, where));
                break;
            case { Type: "subscribe" }:
                await requests.SubscribeAsync(listener, request.Topics, request.Last, CancellationToken.None);
                break;
            case { Type: "unsubscribe", Last: null }:
                requests.Unsubscribe(listener, request.Topics);
                break;
            case { Type: "ping", Last: null, Topics: null }:
                requests.Ping(listener);
                break;
            case { Type: "unsubscribe" or "ping" }:
                listener.Post(LiveMessages.Error(LiveText.NotHere, request.Last is null ? "topics" : "last"));
                break;
            default:
                listener.Post(LiveMessages.Error(LiveText.UnknownType, "type"));
                break;
        }
    }

    /// <summary>A line that breaks is no surprise: the connection has ended, and nobody is left to be told.</summary>
    private static async Task UntilLostAsync(LiveListener listener, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Said below.
        }
        finally
        {
            listener.End(LiveEnd.ByClient);
        }
    }
}
