using System.Globalization;

namespace HybridShop.Components.Overview;

/// <summary>Where the bars of a chart by day lie: one value up from the line of zero and, in some charts, one down.</summary>
public sealed class DayBarsLayout
{
    /// <summary>Left edge of the plot; the numbers of the axis stand before it.</summary>
    public const double Left = 50;

    private const double Top = 12;
    private const double BottomSpace = 30;

    /// <summary>For the half of today's name that sticks out under the last bar.</summary>
    private const double RightSpace = 24;

    private const int StepsPerSide = 3;
    private const int MostLabels = 7;

    private readonly double unit;
    private readonly int count;

    /// <summary>Lays out bars of the given days, in units of the view box.</summary>
    public DayBarsLayout(IReadOnlyList<DayBar> bars, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(bars);
        (count, Width, Height) = (bars.Count, width, height);
        var (mostUp, mostDown) = (bars.Max(bar => bar.Up), bars.Max(bar => bar.Down));
        Step = RoundStep(Math.Max(mostUp, mostDown));
        var (up, down) = (Math.Max(1, StepsFor(mostUp)), StepsFor(mostDown));
        unit = (height - BottomSpace - Top) / ((double)(up + down) * Step);
        Zero = Top + (up * Step * unit);
        Lines = [.. Enumerable.Range(-(int)down, (int)(up + down) + 1).Select(step => step * Step)];
    }

    /// <summary>Width of the view box.</summary>
    public double Width { get; }

    /// <summary>Height of the view box.</summary>
    public double Height { get; }

    /// <summary>Height of the line of zero.</summary>
    public double Zero { get; }

    /// <summary>From one line of the grid to the next: 1, 2 or 5 and noughts.</summary>
    public long Step { get; }

    /// <summary>Values at which the grid has a line; below zero for those that go down.</summary>
    public IReadOnlyList<long> Lines { get; }

    /// <summary>Right edge of the plot.</summary>
    public double Right => Width - RightSpace;

    /// <summary>Width of a bar.</summary>
    public double BarWidth => Slot * .62;

    private double Slot => (Right - Left) / count;

    /// <summary>Left edge of the bar of a day.</summary>
    public double X(int index) => Left + (index * Slot) + (Slot * .19);

    /// <summary>Height at which a value lies.</summary>
    public double Y(long value) => Zero - (value * unit);

    /// <summary>Length of a bar.</summary>
    public double Length(long value) => value * unit;

    /// <summary>Whether a day is named below its bar: as many as there is room for, today always.</summary>
    public bool IsLabeled(int index) => (count - 1 - index) % Math.Max(1, (count + MostLabels - 1) / MostLabels) == 0;

    /// <summary>A length as an SVG attribute has it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static long RoundStep(long most)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var step in (ReadOnlySpan<long>)[power, 2 * power, 5 * power])
            {
                if (step > long.MaxValue / 20 || most <= step * StepsPerSide)
                {
                    return step;
                }
            }
        }
    }

    private long StepsFor(long most) => (most / Step) + (most % Step == 0 ? 0 : 1);
}

/// <summary>One day of a chart.</summary>
/// <param name="Day">The day.</param>
/// <param name="Up">Drawn up from zero; not negative.</param>
/// <param name="Down">Drawn down from zero; not negative.</param>
public sealed record DayBar(DateOnly Day, long Up, long Down = 0);
