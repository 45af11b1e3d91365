using System.Globalization;
using System.Net.WebSockets;
using HybridShop.Components.Accounts;

namespace HybridShop.Web.Live;

/// <summary>
/// What a client may ask for over its connection. Answers keep their order among the messages; a bad request gets an error and changes
/// nothing.
/// </summary>
internal sealed class LiveRequests(ConnectionRegistry registry, ChangeReplay missed, IFaultLog faults)
{
    /// <summary>Topics of one connection.</summary>
    public const int MaxTopics = 100;

    public async Task SubscribeAsync(LiveConnection connection, IReadOnlyList<string?>? names, long? last, CancellationToken ct)
    {
        if (Read(connection, names) is not { } topics)
        {
            return;
        }

        if (last < 0)
        {
            connection.Post(LiveMessages.Error(LiveText.LastNegative, "last"));
        }
        else if (topics.FindIndex(topic => topic.IsForStaff) is >= 0 and var place && connection.User.ToShopActor() is not { IsStaff: true })
        {
            connection.Post(LiveMessages.Error(LiveText.StaffOnly, Place(place)));
        }
        else if (await SubscribeAsync(connection, topics, last, MaxTopics, ct) is null)
        {
            connection.End(new(WebSocketCloseStatus.PolicyViolation, Texts.Format(LiveText.TooManyTopics, MaxTopics)));
        }
    }

    /// <summary>
    /// Subscribes first and replays then, so that nothing is lost in between. Returns the change up to which all was sent, or null when
    /// there would be too many topics.
    /// </summary>
    public async Task<long?> SubscribeAsync(LiveConnection connection, IReadOnlyList<LiveTopic> topics, long? last, int maxTopics, CancellationToken ct)
    {
        connection.Hold();
        var first = new List<LiveMessage>();
        try
        {
            if (registry.Subscribe(connection, topics, maxTopics) is not var (after, added))
            {
                return null;
            }

            first.AddRange(last is null ? [] : await missed.ReadAsync([.. added], last.Value, after, ct) ?? [LiveMessages.ResetAll(after)]);
            first.Add(LiveMessages.Subscribed(after, topics));
            return after;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var fault = faults.Write(e, "A live connection's subscription", connection.User.ToShopActor());
            connection.End(new(WebSocketCloseStatus.InternalServerError, Texts.Format(LiveText.CannotReadNumber, fault.Number)));
            return null;
        }
        finally
        {
            connection.Release(first);
        }
    }

    public void Unsubscribe(LiveConnection connection, IReadOnlyList<string?>? names)
    {
        if (Read(connection, names) is { } topics)
        {
            registry.Unsubscribe(connection, topics);
            connection.Post(LiveMessages.Unsubscribed(registry.Published, topics));
        }
    }

    /// <summary>Sends the newest sequence, so that a quiet client need not resume from far back.</summary>
    public void Ping(LiveConnection connection) => connection.Post(LiveMessages.Pong(registry.Published));

    private static List<LiveTopic>? Read(LiveConnection connection, IReadOnlyList<string?>? names)
    {
        if (names is not { Count: > 0 })
        {
            connection.Post(LiveMessages.Error(LiveText.NoTopics, "topics"));
            return null;
        }

        if (names.Count > MaxTopics)
        {
            connection.End(new(WebSocketCloseStatus.PolicyViolation, Texts.Format(LiveText.TooManyTopics, MaxTopics)));
            return null;
        }

        var topics = new List<LiveTopic>(names.Count);
        foreach (var name in names)
        {
            if (LiveTopic.Find(name) is not { } topic)
            {
                connection.Post(LiveMessages.Error(LiveText.UnknownTopic, Place(topics.Count)));
                return null;
            }

            topics.Add(topic);
        }

        return topics;
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"topics[{index}]");
}
