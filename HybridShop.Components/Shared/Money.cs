namespace HybridShop.Components.Shared;

/// <summary>An amount in the shop's one currency.</summary>
/// <remarks><see cref="Currency"/> reads and writes it; in JSON it is a decimal number in major units.</remarks>
/// <param name="Minor">Whole minor units, such as cents.</param>
public readonly record struct Money(long Minor) : IComparable<Money>
{
    /// <inheritdoc />
    public int CompareTo(Money other) => Minor.CompareTo(other.Minor);

    /// <summary>Whether it is less.</summary>
    public static bool operator <(Money one, Money other) => one.Minor < other.Minor;

    /// <summary>Whether it is more.</summary>
    public static bool operator >(Money one, Money other) => one.Minor > other.Minor;

    /// <summary>Whether it is not more.</summary>
    public static bool operator <=(Money one, Money other) => one.Minor <= other.Minor;

    /// <summary>Whether it is not less.</summary>
    public static bool operator >=(Money one, Money other) => one.Minor >= other.Minor;
}
