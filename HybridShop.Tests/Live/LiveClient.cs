using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Live;

/// <summary>A program at the other end of /ws. Reads in the background; every wait has a limit.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket socket = new();
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();
    private Task reading = Task.CompletedTask;

    /// <summary>Status and reason of the other side's close; null while it is open, and when the line just broke.</summary>
    public (WebSocketCloseStatus Status, string Reason)? Close { get; private set; }

    public static Uri AddressOf(WebShop shop, string path) => new UriBuilder(new Uri(shop.Address, shop.PathBase + path)) { Scheme = "ws" }.Uri;

    /// <summary>Connects, and takes the greeting.</summary>
    public static async Task<LiveClient> OpenAsync(WebShop shop, CookieContainer? cookies = null, string path = "/ws", Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new LiveClient();
        client.socket.Options.Cookies = cookies;
        configure?.Invoke(client.socket.Options);
        await client.socket.ConnectAsync(AddressOf(shop, path), TestContext.Current.CancellationToken);
        client.reading = client.ReadAsync();
        (await client.NextTextAsync()).ShouldBe("Hello real-time!");
        return client;
    }

    public Task SayAsync(object message) => SayAsync(JsonSerializer.SerializeToUtf8Bytes(message));

    public async Task SayAsync(byte[] bytes, WebSocketMessageType kind = WebSocketMessageType.Text) =>
        await socket.SendAsync(bytes, kind, endOfMessage: true, TestContext.Current.CancellationToken);

    public async Task<string> NextTextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        return await heard.Reader.ReadAsync(limit.Token);
    }

    public async Task<JsonElement> NextAsync() => JsonSerializer.Deserialize<JsonElement>(await NextTextAsync());

    /// <summary>The next message, which is of this type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        var message = await NextAsync();
        message.GetProperty("type").GetString().ShouldBe(type, message.ToString());
        return message;
    }

    /// <summary>Subscribes, and takes the messages up to the answer; these are returned, the answer last.</summary>
    public async Task<List<JsonElement>> SubscribeAsync(long? last, params string[] topics)
    {
        await SayAsync(last is null ? new { type = "subscribe", topics } : new { type = "subscribe", topics, last });
        var messages = new List<JsonElement>();
        do
        {
            messages.Add(await NextAsync());
        }
        while (messages[^1].GetProperty("type").GetString() != "subscribed");
        return messages;
    }

    /// <summary>Asks and waits for the answer, so that everything before it was heard; fails when something else comes first.</summary>
    public async Task HearsNothingAsync()
    {
        await SayAsync(new { type = "ping" });
        await NextAsync("pong");
    }

    /// <summary>Waits until the other side has closed, with a reason.</summary>
    public async Task<(WebSocketCloseStatus Status, string Reason)> ClosedAsync()
    {
        await EndedAsync();
        return Close.ShouldNotBeNull();
    }

    /// <summary>Waits until nothing more can come, for whatever reason.</summary>
    public Task EndedAsync() => reading.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Says goodbye as it should be.</summary>
    public async Task LeaveAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        (await ClosedAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    /// <summary>The line breaks.</summary>
    public async Task BreakAsync()
    {
        socket.Abort();
        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await BreakAsync();
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new ArraySegment<byte>(new byte[64 * 1024]);
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer.AsSpan(0, received.Count));
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    Close = (socket.CloseStatus!.Value, socket.CloseStatusDescription!);
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }

                received.MessageType.ShouldBe(WebSocketMessageType.Text);
                heard.Writer.TryWrite(Encoding.UTF8.GetString(message.ToArray()));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The line broke; Close says whether the other side had said so before.
        }

        heard.Writer.TryComplete();
    }
}
