using System.Globalization;

namespace HybridShop.Tests.Benchmarks;

/// <summary>
/// Runs in turn, A B A B …, and what is said of them: medians and the median of the ratios, because machines are noisy and drift. A
/// benchmark prints; it never fails for being slow.
/// </summary>
internal static class Rounds
{
    public static async Task<IReadOnlyList<double[]>> InTurnAsync(int rounds, params Func<Task<double>>[] runs)
    {
        foreach (var run in runs)
        {
            await run();
        }

        var results = runs.Select(_ => new double[rounds]).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                results[i][round] = await runs[i]();
            }
        }

        return results;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>The value that so many of a hundred do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * percent / 100.0) - 1];
    }

    /// <summary>Median of a/b, round by round.</summary>
    public static double Ratio(double[] a, double[] b) => Median(a.Zip(b, (x, y) => x / y));

    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
