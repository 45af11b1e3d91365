using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace HybridShop.Web.Live;

/// <summary>
/// Server-Sent Events at /live/stock?ids=1,2 for open pages: first what the products are like now, then what changes, by the same messages as
/// everywhere. The id of an event is its sequence; a browser that comes back with the last one gets what it missed.
/// </summary>
internal sealed class SseHandler(ConnectionRegistry registry, LiveRequests requests, LiveMessageReader facts, Currency currency, TimeProvider clock)
{
    public const int MaxIds = 200;

    private const string LastEventId = "Last-Event-ID";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task ServeAsync(HttpContext context)
    {
        if (Ids(context.Request.Query["ids"].ToString()) is not { } ids)
        {
            await Results.Problem(Texts.Format(LiveText.IdsWrong, MaxIds),
                statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
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
            await SendAsync(context, connection, ids);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The page was closed.
        }
        finally
        {
            registry.Leave(connection);
        }
    }

    private async Task SendAsync(HttpContext context, LiveConnection connection, List<int> ids)
    {
        var gone = context.RequestAborted;
        await using var giveUp = connection.Aborted.Register(context.Abort);
        await using var leave = gone.Register(() => connection.End(CloseReason.ByClient));
        long? last = long.TryParse(context.Request.Headers[LastEventId], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var after = await requests.SubscribeAsync(connection, [.. ids.SelectMany(LiveTopic.OfProduct)], last, int.MaxValue, gone);

        Prepare(context);
        if (context.Response.Body == Stream.Null)
        {
            // HEAD, by way of UseHeadRequests: it does not ask for a stream without an end.
            return;
        }

        if (after is { } now && last is null)
        {
            await WritePresentAsync(context, ids, now);
        }

        // The stream is known to be open even when nothing of what it asks for ever changes.
        await context.Response.BodyWriter.FlushAsync(gone);
        while (!connection.Ended.IsCompleted)
        {
            var ready = connection.WhenReadyAsync();
            await ready.WaitAsync(Heartbeat, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ready.IsCompleted)
            {
                Write(context, ":\n\n");
            }

            while (connection.Take() is { } message)
            {
                // After a reset the client gets here all that there is to read.
                await (message.Type == LiveMessages.Reset ? WritePresentAsync(context, ids, message.Sequence) : WriteAsync(context, message));
            }

            await context.Response.BodyWriter.FlushAsync(gone);
        }

        if (!gone.IsCancellationRequested)
        {
            await WriteAsync(context, LiveMessages.Closing(await connection.Ended));
            await context.Response.BodyWriter.FlushAsync(gone);
        }
    }

    private async Task WritePresentAsync(HttpContext context, List<int> ids, long sequence)
    {
        var products = await facts.ProductsAsync(ids, context.RequestAborted);
        foreach (var id in ids)
        {
            var topic = new LiveTopic(LiveTopicKind.Product, id);
            await WriteAsync(context, products.TryGetValue(id, out var product) && product.IsPublic
                ? LiveMessages.Product(sequence, topic, product, currency)
                : LiveMessages.ProductGone(sequence, topic, id));
        }
    }

    private static async Task WriteAsync(HttpContext context, LiveMessage message)
    {
        if (message.Sequence > 0)
        {
            Write(context, string.Create(CultureInfo.InvariantCulture, $"id: {message.Sequence}\n"));
        }

        Write(context, $"event: {message.Type}\ndata: ");
        await context.Response.BodyWriter.WriteAsync(message.Utf8, context.RequestAborted);
        Write(context, "\n\n");
    }

    private static void Write(HttpContext context, string text) => Encoding.UTF8.GetBytes(text, context.Response.BodyWriter);

    /// <summary>Every hand on the way shall pass each event on at once, and keep none.</summary>
    private static void Prepare(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        headers.ContentEncoding = "identity";
        headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Different products in the order in which they are named, or null when that is no list of at most <see cref="MaxIds"/> ids.</summary>
    private static List<int>? Ids(string text)
    {
        // Longer than that many ids can be.
        if (text.Length > MaxIds * 11)
        {
            return null;
        }

        var ids = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Distinct().ToList();
        return ids.Count <= MaxIds && !ids.Contains(0) ? ids : null;
    }
}
