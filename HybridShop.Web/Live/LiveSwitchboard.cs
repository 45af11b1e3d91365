using HybridShop.Web.Data;

namespace HybridShop.Web.Live;

/// <summary>Who listens to what, at all doors together.</summary>
internal sealed class LiveSwitchboard(int maxListeners)
{
    private readonly Lock gate = new();
    private readonly HashSet<LiveListener> listeners = [];
    private readonly Dictionary<LiveTopic, HashSet<LiveListener>> byTopic = [];
    private long told;

    /// <summary>Everything up to this change was handed to whoever listens.</summary>
    public long Told => Volatile.Read(ref told);

    public int ListenerCount
    {
        get
        {
            lock (gate)
            {
                return listeners.Count;
            }
        }
    }

    /// <summary>Topics that somebody listens to.</summary>
    public int TopicCount
    {
        get
        {
            lock (gate)
            {
                return byTopic.Count;
            }
        }
    }

    public bool IsFull => ListenerCount >= maxListeners;

    /// <summary>Read from Live:MaxConnections; 10,000 when nothing is set (README, Figures, says what one costs).</summary>
    public static LiveSwitchboard From(IConfiguration configuration)
    {
        var max = configuration.Number("Live:MaxConnections", 10_000);
        return max is > 0 and <= 1_000_000 ? new(max) : throw new ShopStartException($"Live:MaxConnections is “{max}”; it can be 1 to 1000000.");
    }

    /// <summary>False when no more are let in. Who was let in must <see cref="Leave"/>.</summary>
    public bool TryEnter(LiveListener listener)
    {
        lock (gate)
        {
            return listeners.Count < maxListeners && listeners.Add(listener);
        }
    }

    public void Leave(LiveListener listener)
    {
        lock (gate)
        {
            Remove(listener, [.. listener.Topics]);
            listeners.Remove(listener);
        }

        listener.Dispose();
    }

    /// <summary>
    /// Adds topics that it does not listen to yet, at most up to <paramref name="maxTopics"/> altogether. Null when they were too many; else the
    /// change after which it hears everything of them.
    /// </summary>
    public (long After, IReadOnlyList<LiveTopic> Added)? Subscribe(LiveListener listener, IEnumerable<LiveTopic> topics, int maxTopics)
    {
        lock (gate)
        {
            var added = topics.Where(topic => !listener.Topics.Contains(topic)).Distinct().ToList();
            if (listener.Topics.Count + added.Count > maxTopics)
            {
                return null;
            }

            // Who has left meanwhile must not be listed again.
            foreach (var topic in listeners.Contains(listener) ? added : [])
            {
                listener.Topics.Add(topic);
                if (!byTopic.TryGetValue(topic, out var there))
                {
                    byTopic.Add(topic, there = []);
                }

                there.Add(listener);
            }

            return (told, added);
        }
    }

    public void Unsubscribe(LiveListener listener, IEnumerable<LiveTopic> topics)
    {
        lock (gate)
        {
            Remove(listener, topics);
        }
    }

    /// <summary>Hands messages to whoever listens; from then on everything up to <paramref name="upTo"/> is told.</summary>
    public void Tell(IReadOnlyList<LiveMessage> messages, long upTo)
    {
        lock (gate)
        {
            foreach (var message in messages)
            {
                foreach (var listener in message.Topic is not { } topic ? listeners : byTopic.GetValueOrDefault(topic, []))
                {
                    listener.Post(message);
                }
            }

            Volatile.Write(ref told, Math.Max(told, upTo));
        }
    }

    /// <summary>When nobody listens there is nothing to make messages for.</summary>
    public bool TryTellNobody(long upTo)
    {
        lock (gate)
        {
            if (listeners.Count == 0)
            {
                Volatile.Write(ref told, Math.Max(told, upTo));
            }

            return listeners.Count == 0;
        }
    }

    public IReadOnlyList<LiveListener> All()
    {
        lock (gate)
        {
            return [.. listeners];
        }
    }

    private void Remove(LiveListener listener, IEnumerable<LiveTopic> topics)
    {
        foreach (var topic in topics)
        {
            if (listener.Topics.Remove(topic) && byTopic[topic].Remove(listener) && byTopic[topic].Count == 0)
            {
                byTopic.Remove(topic);
            }
        }
    }
}
