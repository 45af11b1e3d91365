using HybridShop.Web.Data;

namespace HybridShop.Web.Live;

/// <summary>All open live connections, over whichever transport, and the topics that each subscribes to.</summary>
internal sealed class ConnectionRegistry(int maxConnections)
{
    private readonly Lock gate = new();
    private readonly HashSet<LiveConnection> connections = [];
    private readonly Dictionary<LiveTopic, HashSet<LiveConnection>> byTopic = [];
    private long published;

    /// <summary>Everything up to this change was sent to the connections.</summary>
    public long Published => Volatile.Read(ref published);

    public int ConnectionCount
    {
        get
        {
            lock (gate)
            {
                return connections.Count;
            }
        }
    }

    /// <summary>Topics with a subscriber.</summary>
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

    public bool IsFull => ConnectionCount >= maxConnections;

    /// <summary>Read from Live:MaxConnections; 10,000 when nothing is set (README, Figures, says what one costs).</summary>
    public static ConnectionRegistry From(IConfiguration configuration)
    {
        var max = configuration.Number("Live:MaxConnections", 10_000);
        return max is > 0 and <= 1_000_000 ? new(max) : throw new ShopStartException($"Live:MaxConnections is “{max}”; it can be 1 to 1000000.");
    }

    /// <summary>False when no more are let in. Who was let in must <see cref="Leave"/>.</summary>
    public bool TryEnter(LiveConnection connection)
    {
        lock (gate)
        {
            return connections.Count < maxConnections && connections.Add(connection);
        }
    }

    public void Leave(LiveConnection connection)
    {
        lock (gate)
        {
            Remove(connection, [.. connection.Topics]);
            connections.Remove(connection);
        }

        connection.Dispose();
    }

    /// <summary>
    /// Adds topics that it does not subscribe to yet, at most up to <paramref name="maxTopics"/> altogether. Null when they were too many; else the
    /// change after which it receives everything of them.
    /// </summary>
    public (long After, IReadOnlyList<LiveTopic> Added)? Subscribe(LiveConnection connection, IEnumerable<LiveTopic> topics, int maxTopics)
    {
        lock (gate)
        {
            var added = topics.Where(topic => !connection.Topics.Contains(topic)).Distinct().ToList();
            if (connection.Topics.Count + added.Count > maxTopics)
            {
                return null;
            }

            // Who has left meanwhile must not be listed again.
            foreach (var topic in connections.Contains(connection) ? added : [])
            {
                connection.Topics.Add(topic);
                if (!byTopic.TryGetValue(topic, out var there))
                {
                    byTopic.Add(topic, there = []);
                }

                there.Add(connection);
            }

            return (published, added);
        }
    }

    public void Unsubscribe(LiveConnection connection, IEnumerable<LiveTopic> topics)
    {
        lock (gate)
        {
            Remove(connection, topics);
        }
    }

    /// <summary>Sends messages to the connections that subscribe to their topic; from then on everything up to <paramref name="upTo"/> is published.</summary>
    public void Publish(IReadOnlyList<LiveMessage> messages, long upTo)
    {
        lock (gate)
        {
            foreach (var message in messages)
            {
                foreach (var connection in message.Topic is not { } topic ? connections : byTopic.GetValueOrDefault(topic, []))
                {
                    connection.Post(message);
                }
            }

            Volatile.Write(ref published, Math.Max(published, upTo));
        }
    }

    /// <summary>Without connections there is nothing to make messages for.</summary>
    public bool TryPublishToNobody(long upTo)
    {
        lock (gate)
        {
            if (connections.Count == 0)
            {
                Volatile.Write(ref published, Math.Max(published, upTo));
            }

            return connections.Count == 0;
        }
    }

    public IReadOnlyList<LiveConnection> All()
    {
        lock (gate)
        {
            return [.. connections];
        }
    }

    private void Remove(LiveConnection connection, IEnumerable<LiveTopic> topics)
    {
        foreach (var topic in topics)
        {
            if (connection.Topics.Remove(topic) && byTopic[topic].Remove(connection) && byTopic[topic].Count == 0)
            {
                byTopic.Remove(topic);
            }
        }
    }
}
