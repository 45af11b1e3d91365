namespace HybridShop.Tests.Support.Components;

/// <summary>Remembers what broke; the first gets the number 1.</summary>
public sealed class FakeFaultLog : IFaultLog
{
    public List<(Exception Exception, string Where, ShopActor? Actor)> Written { get; } = [];

    /// <summary>Whether the next faults are of the kind that passes.</summary>
    public bool IsPassing { get; set; }

    public Fault Write(Exception exception, string where, ShopActor? actor)
    {
        Written.Add((exception, where, actor));
        return new($"{Written.Count}", IsPassing);
    }
}
