using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HybridShop.Tests.Benchmarks;

/// <summary>A dashboard panel that somebody has open, without the browser around it: it takes render batches and confirms them.</summary>
internal sealed partial class OpenBoard : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource firstRows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private byte[] token = [];
    private TaskCompletionSource<long>? seen;
    private Task reading = Task.CompletedTask;

    /// <summary>What went wrong, if anything.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the page as a browser does, and its circuit; done when a text that only the loaded panel has was rendered.</summary>
    public static async Task<OpenBoard> OpenAsync(HttpClient client, CookieContainer cookies, string address, string loadedText)
    {
        var board = new OpenBoard { token = Encoding.UTF8.GetBytes(loadedText) };
        var page = await client.GetStringAsync(address);
        using var negotiated = JsonDocument.Parse(await (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var connection = negotiated.RootElement.GetProperty("connectionToken").GetString();
        board.socket.Options.Cookies = cookies;
        await board.socket.ConnectAsync(new UriBuilder(new Uri(client.BaseAddress!, "/_blazor")) { Scheme = "ws", Query = "id=" + connection }.Uri, CancellationToken.None);
        await board.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"blazorpack","version":1}""" + '\u001e'));
        board.reading = board.ReadAsync();
        var components = $"[{string.Join(',', Markers().Matches(page).Select(match => match.Groups[1].Value))}]";
        await board.SendAsync(BlazorPack.Call("0", "StartCircuit", client.BaseAddress!.ToString(), new Uri(client.BaseAddress, address).ToString(), components, ""));
        await board.firstRows.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return board;
    }

    /// <summary>The <see cref="Stopwatch"/> timestamp at which a batch with this text arrived.</summary>
    public Task<long> WhenSeenAsync(string text)
    {
        lock (gate)
        {
            token = Encoding.UTF8.GetBytes(text);
            seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return seen.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        socket.Dispose();
        closing.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            var (buffer, held, hasShakenHands) = (new byte[64 * 1024], 0, false);
            while (true)
            {
                if (held == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * buffer.Length);
                }

                held += (await socket.ReceiveAsync(buffer.AsMemory(held), closing.Token)).Count;
                var start = hasShakenHands ? 0 : Array.IndexOf(buffer, (byte)0x1e, 0, held) + 1;
                hasShakenHands |= start > 0;
                if (!hasShakenHands)
                {
                    continue;
                }

                var messages = new List<object?[]>();
                start += BlazorPack.Read(buffer.AsSpan(start, held - start), messages);
                held -= start;
                Buffer.BlockCopy(buffer, start, buffer, 0, held);
                foreach (var message in messages)
                {
                    await TakeAsync(message);
                }
            }
        }
        catch (Exception e) when (closing.IsCancellationRequested)
        {
            _ = e;
        }
        catch (Exception e)
        {
            Fail(e.Message);
        }
    }

    private Task TakeAsync(object?[] message)
    {
        if ((long)message[0]! != BlazorPack.Invocation)
        {
            if ((long)message[0]! == BlazorPack.Close)
            {
                Fail("The server closed the connection.");
            }

            return Task.CompletedTask;
        }

        var arguments = (object?[])message[4]!;
        switch (message[3])
        {
            case "JS.RenderBatch":
                Look((byte[])arguments[1]!);
                return SendAsync(BlazorPack.Call(null, "OnRenderCompleted", arguments[0], null));
            case "JS.BeginInvokeJS" when (long)arguments[0]! != 0:
                return SendAsync(BlazorPack.Call(null, "EndInvokeJSFromDotNet", arguments[0], true, $"[{arguments[0]},true,null]"));
            case "JS.Error":
                Fail((string)arguments[0]!);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private void Look(byte[] batch)
    {
        lock (gate)
        {
            if (token.Length > 0 && batch.AsSpan().IndexOf(token) >= 0)
            {
                firstRows.TrySetResult();
                seen?.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }

    private void Fail(string why)
    {
        Failure ??= why;
        firstRows.TrySetException(new InvalidOperationException(why));
        seen?.TrySetException(new InvalidOperationException(why));
    }

    private async Task SendAsync(byte[] message) => await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    [GeneratedRegex("<!--Blazor:(.*?)-->")]
    private static partial Regex Markers();
}
