using System.Globalization;
using System.Net.WebSockets;
using HybridShop.Components.Accounts;

namespace HybridShop.Web.Live;

/// <summary>What a listener may ask for, at whichever door. Every answer comes in line with the messages; a bad request is told and changes nothing.</summary>
internal sealed class LiveRequests(LiveSwitchboard switchboard, MissedChanges missed, IFaultLog faults)
{
    /// <summary>Topics of one connection.</summary>
    public const int MaxTopics = 100;

    public async Task SubscribeAsync(LiveListener listener, IReadOnlyList<string?>? names, long? last, CancellationToken ct)
    {
        if (Read(listener, names) is not { } topics)
        {
            return;
        }

        if (last < 0)
        {
            listener.Post(LiveMessages.Error(LiveText.LastNegative, "last"));
        }
        else if (topics.FindIndex(topic => topic.IsForStaff) is >= 0 and var place && listener.User.ToShopActor() is not { IsStaff: true })
        {
            listener.Post(LiveMessages.Error(LiveText.StaffOnly, Place(place)));
        }
        else if (await SubscribeAsync(listener, topics, last, MaxTopics, ct) is null)
        {
            listener.End(new(WebSocketCloseStatus.PolicyViolation, Text(LiveText.TooManyTopics, MaxTopics)));
        }
    }

    /// <summary>
    /// Listens first and reads what was missed then, so that nothing falls between. Returns the change up to which all was told, or null when
    /// there would be too many topics.
    /// </summary>
    public async Task<long?> SubscribeAsync(LiveListener listener, IReadOnlyList<LiveTopic> topics, long? last, int maxTopics, CancellationToken ct)
    {
        listener.Hold();
        var first = new List<LiveMessage>();
        try
        {
            if (switchboard.Subscribe(listener, topics, maxTopics) is not var (after, added))
            {
                return null;
            }

            first.AddRange(last is null ? [] : await missed.ReadAsync([.. added], last.Value, after, ct) ?? [LiveMessages.ResetAll(after)]);
            first.Add(LiveMessages.Subscribed(after, topics));
            return after;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var fault = faults.Write(e, "A live connection's subscription", listener.User.ToShopActor());
            listener.End(new(WebSocketCloseStatus.InternalServerError, string.Format(CultureInfo.CurrentCulture, LiveText.CannotReadNumber, fault.Number)));
            return null;
        }
        finally
        {
            listener.Release(first);
        }
    }

    public void Unsubscribe(LiveListener listener, IReadOnlyList<string?>? names)
    {
        if (Read(listener, names) is { } topics)
        {
            switchboard.Unsubscribe(listener, topics);
            listener.Post(LiveMessages.Unsubscribed(switchboard.Told, topics));
        }
    }

    /// <summary>Tells a quiet listener how far it is, so that it need not go back far when it comes again.</summary>
    public void Ping(LiveListener listener) => listener.Post(LiveMessages.Pong(switchboard.Told));

    private static List<LiveTopic>? Read(LiveListener listener, IReadOnlyList<string?>? names)
    {
        if (names is not { Count: > 0 })
        {
            listener.Post(LiveMessages.Error(LiveText.NoTopics, "topics"));
            return null;
        }

        if (names.Count > MaxTopics)
        {
            listener.End(new(WebSocketCloseStatus.PolicyViolation, Text(LiveText.TooManyTopics, MaxTopics)));
            return null;
        }

        var topics = new List<LiveTopic>(names.Count);
        foreach (var name in names)
        {
            if (LiveTopic.Find(name) is not { } topic)
            {
                listener.Post(LiveMessages.Error(LiveText.UnknownTopic, Place(topics.Count)));
                return null;
            }

            topics.Add(topic);
        }

        return topics;
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"topics[{index}]");

    private static string Text(string format, int number) => string.Format(CultureInfo.CurrentCulture, format, number);
}
