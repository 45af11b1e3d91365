namespace HybridShop.Tests.Support.Components;

/// <summary>A clock that goes on, and whose timers fire, only when a test says so. What a panel does on another thread may set it meanwhile.</summary>
public sealed class PanelClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        lock (gate)
        {
            alarms.Add(alarm);
        }

        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan time)
    {
        List<Alarm> ringing;
        lock (gate)
        {
            now += time;
            ringing = alarms.FindAll(alarm => alarm.IsDue);
            ringing.ForEach(alarm => alarm.Stop());
        }

        // Outside the lock: a timer may set another one.
        ringing.ForEach(alarm => alarm.Ring());
    }

    /// <summary>Fires once; nothing in the dashboard asks for a period.</summary>
    private sealed class Alarm(PanelClock clock, Action ring) : ITimer
    {
        private DateTimeOffset? due;

        public bool IsDue => due <= clock.now;

        public Action Ring => ring;

        public void Stop() => due = null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
