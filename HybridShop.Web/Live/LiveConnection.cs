using System.Net.WebSockets;
using System.Security.Claims;

namespace HybridShop.Web.Live;

/// <summary>Why a connection ends, in terms of WebSocket; the other transports say the same in words.</summary>
internal sealed record CloseReason(WebSocketCloseStatus Status, string Reason)
{
    public static CloseReason ByClient { get; } = new(WebSocketCloseStatus.NormalClosure, "");
}

/// <summary>
/// One open connection over any transport: the messages that wait for it, and whether it has ended. Holds at most <see cref="MaxWaiting"/> live messages
/// and what it had missed, all of them shared.
/// </summary>
internal sealed class LiveConnection(ClaimsPrincipal user, DateTimeOffset? signedInUntil, TimeProvider clock) : IDisposable
{
    /// <summary>More live messages than these never wait for one reader.</summary>
    public const int MaxWaiting = 256;

    /// <summary>Requests within <see cref="RequestWindow"/>.</summary>
    public const int MaxRequests = 100;

    private static readonly TimeSpan RequestWindow = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to read the last message and the reason.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource<CloseReason> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource aborted = new();
    private readonly Queue<LiveMessage> missed = [];
    private List<LiveMessage> waiting = [];
    private TaskCompletionSource? ready;
    private bool isHeld;
    private long windowStart;
    private int requests;

    public ClaimsPrincipal User => user;

    public bool IsSignedIn => user.Identity is { IsAuthenticated: true };

    /// <summary>When the token or cookie that it came with runs out, or null.</summary>
    public DateTimeOffset? SignedInUntil => signedInUntil;

    /// <summary>The registry's, and only read or changed behind its lock.</summary>
    public HashSet<LiveTopic> Topics { get; } = [];

    /// <summary>Done when the connection is to be closed, by whichever side.</summary>
    public Task<CloseReason> Ended => ended.Task;

    /// <summary>Cancelled when the connection must be aborted, because the client did not read the close reason in time.</summary>
    public CancellationToken Aborted => aborted.Token;

    /// <summary>Hands over a message. Never waits: who reads too slowly loses what newer messages replace, and then the connection.</summary>
    public void Post(LiveMessage message)
    {
        lock (gate)
        {
            if (Ended.IsCompleted)
            {
                return;
            }

            if (waiting.Count >= MaxWaiting)
            {
                ForgetReplaced();
            }

            if (waiting.Count < MaxWaiting)
            {
                waiting.Add(message);
                Wake();
                return;
            }
        }

        End(new(WebSocketCloseStatus.PolicyViolation, LiveText.TooSlow));
    }

    /// <summary>From here on nothing is taken until <see cref="Release"/>: what was missed comes first.</summary>
    public void Hold()
    {
        lock (gate)
        {
            isHeld = true;
        }
    }

    public void Release(IEnumerable<LiveMessage> first)
    {
        lock (gate)
        {
            isHeld = false;
            if (!Ended.IsCompleted)
            {
                foreach (var message in first)
                {
                    missed.Enqueue(message);
                }
            }

            Wake();
        }
    }

    /// <summary>Done when there is something to take, or it has ended. For the one who sends.</summary>
    public Task WhenReadyAsync()
    {
        lock (gate)
        {
            return Ended.IsCompleted || HasSome ? Task.CompletedTask : (ready ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The next message, or null when there is none now.</summary>
    public LiveMessage? Take()
    {
        lock (gate)
        {
            if (!HasSome)
            {
                return null;
            }

            if (missed.TryDequeue(out var message))
            {
                return message;
            }

            message = waiting[0];
            waiting.RemoveAt(0);
            return message;
        }
    }

    /// <summary>Whether it may ask once more; ends it when it asks too often.</summary>
    public bool MayAsk()
    {
        if (clock.GetElapsedTime(windowStart) > RequestWindow)
        {
            (windowStart, requests) = (clock.GetTimestamp(), 0);
        }

        if (++requests > MaxRequests)
        {
            End(new(WebSocketCloseStatus.PolicyViolation, LiveText.TooManyRequests));
        }

        return !Ended.IsCompleted;
    }

    /// <summary>Ends it, and lets go of what waits. The first reason stands.</summary>
    public void End(CloseReason end)
    {
        lock (gate)
        {
            if (!ended.TrySetResult(end))
            {
                return;
            }

            aborted.CancelAfter(CloseTimeout);
            missed.Clear();
            waiting = [];
            Wake();
        }
    }

    public void Dispose()
    {
        End(CloseReason.ByClient);
        aborted.Dispose();
    }

    private bool HasSome => !isHeld && missed.Count + waiting.Count > 0;

    private void Wake()
    {
        if (Ended.IsCompleted || HasSome)
        {
            ready?.TrySetResult();
            ready = null;
        }
    }

    private void ForgetReplaced()
    {
        var newer = new HashSet<(LiveTopic?, LiveSubject)>();
        waiting.Reverse();
        waiting.RemoveAll(message => message.Subject is { } subject && !newer.Add((message.Topic, subject)));
        waiting.Reverse();
    }
}
