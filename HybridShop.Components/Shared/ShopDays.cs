namespace HybridShop.Components.Shared;

/// <summary>Days and times of the day as the store's clock shows them (Shop:TimeZone); everything stored is UTC.</summary>
public sealed class ShopDays(TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>The day that it is now in the shop.</summary>
    public DateOnly Today => DayOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>The first moment of this month, UTC.</summary>
    public DateTime MonthStartUtc => StartUtc(new(Today.Year, Today.Month, 1));

    /// <summary>The shop's day in which a moment lies.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    /// <summary>A moment as the store's clock shows it.</summary>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    /// <summary>The first moment of a day, UTC. It ends where the next one begins; a day has 23 to 25 hours.</summary>
    public DateTime StartUtc(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);

        // Some zones change their clock at midnight: a day then begins later, or its first hour comes twice.
        while (zone.IsInvalidTime(start))
        {
            start = start.AddMinutes(15);
        }

        return zone.IsAmbiguousTime(start)
            ? DateTime.SpecifyKind(start - zone.GetAmbiguousTimeOffsets(start).Max(), DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(start, zone);
    }
}
