using HybridShop.Tests.Support;

namespace HybridShop.Tests.Shared;

[Trait("Category", "Unit")]
public sealed class ShopDaysTests
{
    [Theory]
    [InlineData("Europe/Amsterdam", "2026-03-28", "2026-03-27T23:00:00")]
    [InlineData("Europe/Amsterdam", "2026-03-30", "2026-03-29T22:00:00")]
    [InlineData("America/Los_Angeles", "2026-03-02", "2026-03-02T08:00:00")]
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00")]
    [InlineData("America/Havana", "2025-11-02", "2025-11-02T04:00:00")]
    public void A_day_begins_at_the_first_moment_that_the_stores_clock_calls_so(string zone, string day, string utc)
    {
        var days = new ShopDays(new FakeClock(), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var start = DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

        days.StartUtc(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(start);
        days.DayOf(start).ShouldBe(days.DayOf(start.AddTicks(-1)).AddDays(1));
    }
}
