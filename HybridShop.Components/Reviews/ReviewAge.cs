using System.Globalization;

namespace HybridShop.Components.Reviews;

/// <summary>How long ago something was written, in the few signs that a queue has room for.</summary>
public static class ReviewAge
{
    /// <summary>"now", "18 min", "3 h", "6 d"; after 30 days the date (UTC).</summary>
    public static string Of(DateTime writtenUtc, DateTimeOffset now) => (now.UtcDateTime - writtenUtc) switch
    {
        { TotalMinutes: < 1 } => ReviewModerationText.Now,
        { TotalHours: < 1 } age => Texts.Format(ReviewModerationText.Minutes, (int)age.TotalMinutes),
        { TotalDays: < 1 } age => Texts.Format(ReviewModerationText.Hours, (int)age.TotalHours),
        { TotalDays: < 30 } age => Texts.Format(ReviewModerationText.Days, (int)age.TotalDays),
        _ => writtenUtc.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
    };

    /// <summary>The same as words in a line: "written 18 min ago".</summary>
    public static string Sentence(DateTime writtenUtc, DateTimeOffset now)
    {
        var age = now.UtcDateTime - writtenUtc;
        if (age.TotalMinutes < 1)
        {
            return Texts.Format(ReviewModerationText.WrittenNow, Of(writtenUtc, now));
        }

        return Texts.Format(age.TotalDays < 30 ? ReviewModerationText.Written : ReviewModerationText.WrittenOn, Of(writtenUtc, now));
    }
}
