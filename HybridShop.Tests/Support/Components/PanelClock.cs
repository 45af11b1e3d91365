namespace HybridShop.Tests.Support.Components;

/// <summary>A clock that goes on, and whose timers fire, only when a test says so.</summary>
public sealed class PanelClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan time)
    {
        now += time;
        foreach (var alarm in alarms.ToList())
        {
            alarm.FireIfDue();
        }
    }

    /// <summary>Fires once; nothing in the dashboard asks for a period.</summary>
    private sealed class Alarm(PanelClock clock, Action ring) : ITimer
    {
        private DateTimeOffset? due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            return true;
        }

        public void FireIfDue()
        {
            if (due <= clock.now)
            {
                due = null;
                ring();
            }
        }

        public void Dispose() => clock.alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
