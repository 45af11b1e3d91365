using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Live;

internal sealed record StreamEvent(string Type, long? Id, JsonElement Data);

/// <summary>A page that listens at /live/stock, without the browser around it.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly IAsyncEnumerator<SseItem<string>> events;

    private EventStream(HttpClient http, HttpResponseMessage answer, Stream body)
    {
        (this.http, Answer) = (http, answer);
        events = SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
    }

    public HttpResponseMessage Answer { get; }

    public static async Task<EventStream> OpenAsync(WebShop shop, string address, long? last = null)
    {
        var http = new HttpClient { BaseAddress = shop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, shop.PathBase + address);
        if (last is { } id)
        {
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new(http, answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public async Task<StreamEvent> NextAsync()
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(LiveClient.Patience)).ShouldBeTrue();
        var item = events.Current;
        return new(item.EventType, item.EventId is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null, JsonSerializer.Deserialize<JsonElement>(item.Data));
    }

    public async ValueTask DisposeAsync()
    {
        await events.DisposeAsync();
        Answer.Dispose();
        http.Dispose();
    }
}
