using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Live;

/// <summary>A SignalR client of the JSON protocol, as bare as can be: .NET's own is not in the registry.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1e;

    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> changed = Channel.CreateUnbounded<JsonElement>();
    private Task reading = Task.CompletedTask;

    public static async Task<HubClient> OpenAsync(WebShop shop, CookieContainer? cookies = null)
    {
        var client = new HubClient();
        client.socket.Options.Cookies = cookies;
        await client.socket.ConnectAsync(LiveClient.AddressOf(shop, "/hubs/shop"), TestContext.Current.CancellationToken);
        await client.SendAsync(new { protocol = "json", version = 1 });
        client.reading = client.ReadAsync();
        return client;
    }

    public Task CallAsync(string method, params object?[] arguments) => SendAsync(new { type = 1, target = method, arguments });

    public async Task<JsonElement> ChangedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LiveClient.Patience);
        return await changed.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Waits until the other side has ended it.</summary>
    public Task ClosedAsync() => reading.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task SendAsync(object record) => await socket.SendAsync(
        (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(record), EndOfRecord], WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private async Task ReadAsync()
    {
        var (buffer, held) = (new byte[64 * 1024], 0);
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(held), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                held += received.Count;
                for (int end; (end = Array.IndexOf(buffer, EndOfRecord, 0, held)) >= 0;)
                {
                    Take(Encoding.UTF8.GetString(buffer, 0, end));
                    held -= end + 1;
                    Buffer.BlockCopy(buffer, end + 1, buffer, 0, held);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line broke.
        }

        changed.Writer.TryComplete();
    }

    private void Take(string record)
    {
        var message = JsonSerializer.Deserialize<JsonElement>(record);
        if (message.TryGetProperty("target", out var target) && target.GetString() == "Changed")
        {
            changed.Writer.TryWrite(message.GetProperty("arguments")[0]);
        }
    }
}
