using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Stock;

namespace HybridShop.Web.Demo;

/// <summary>A believable past for a demo product's stock: the same at every start, and its deltas add up to what is on hand.</summary>
internal static class DemoLedger
{
    private const int MostEvents = 9;

    public static IEnumerable<StockMovement> For(Product product, string storekeeper, DateTime nowUtc)
    {
        var random = new Random(Seed(product.Slug));
        var age = nowUtc - product.CreatedUtc;
        var events = Enumerable.Range(0, Math.Min(MostEvents, (int)age.TotalDays)).Select(_ => random.NextDouble()).Order()
            .Select(share => (CreatedUtc: product.CreatedUtc + (age * (0.02 + (share * 0.97))), Event: Draw(random))).ToList();

        // The first count is whatever makes the end right and never lets the shelf fall below zero on the way.
        var (sum, lowest) = (0, 0);
        foreach (var (_, (delta, _)) in events)
        {
            sum += delta;
            lowest = Math.Min(lowest, sum);
        }

        var first = Math.Max(product.Stock - sum, Math.Max(1, -lowest));
        yield return Line(first, first, StockReason.Initial, product.CreatedUtc);
        var balance = first;
        foreach (var (createdUtc, (delta, reason)) in events)
        {
            balance += delta;
            yield return Line(delta, balance, reason, createdUtc);
        }

        if (balance != product.Stock)
        {
            yield return Line(product.Stock - balance, product.Stock, StockReason.Sold, nowUtc - (age * 0.005));
        }

        StockMovement Line(int delta, int balanceAfter, StockReason reason, DateTime createdUtc) => new()
        {
            Product = product, Delta = delta, BalanceAfter = balanceAfter, Reason = reason, ActorName = storekeeper, CreatedUtc = createdUtc,
        };
    }

    private static (int Delta, StockReason Reason) Draw(Random random) => random.Next(10) switch
    {
        0 => (random.Next(4, 13), StockReason.Received),
        1 => (1, StockReason.Returned),
        2 => (-1, StockReason.Damaged),
        3 => (-1, StockReason.Counted),
        _ => (-random.Next(1, 4), StockReason.Sold),
    };

    /// <summary>string.GetHashCode differs from run to run.</summary>
    private static int Seed(string text) => text.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));
}
