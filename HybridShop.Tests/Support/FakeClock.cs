namespace HybridShop.Tests.Support;

/// <summary>A clock that stands still until a test moves it. Timers go on by the machine's clock.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = Start;

    /// <summary>The moment at which the sample world is complete, and at which every test begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
