namespace HybridShop.Tests.Support;

/// <summary>A clock that stands still until a test moves it, for moments and for measured times. Timers go on by the machine's clock.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = Start;

    /// <summary>The moment at which the sample world is complete, and at which every test begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public void Advance(TimeSpan time) => now += time;
}
