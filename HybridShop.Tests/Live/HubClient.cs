using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using HybridShop.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace HybridShop.Tests.Live;

/// <summary>SignalR's own client at /hubs/shop; what the hub sends waits here until a test reads it.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Channel<JsonElement> changed = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(Uri address, CookieContainer? cookies)
    {
        connection = new HubConnectionBuilder().WithUrl(address, HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = cookies ?? new();
        }).Build();
        connection.On<JsonElement>("Changed", message => changed.Writer.TryWrite(message));
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public static async Task<HubClient> OpenAsync(WebShop shop, CookieContainer? cookies = null)
    {
        var client = new HubClient(new Uri(shop.Address, shop.PathBase + "/hubs/shop"), cookies);
        await client.connection.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Calls without waiting for an answer, as calls may be bad on purpose.</summary>
    public Task CallAsync(string method, params object?[] arguments) =>
        connection.SendCoreAsync(method, arguments, TestContext.Current.CancellationToken);

    public async Task<JsonElement> ChangedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LiveClient.Patience);
        return await changed.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Waits until the other side has ended it.</summary>
    public Task ClosedAsync() => closed.Task.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
