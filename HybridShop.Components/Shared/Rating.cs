namespace HybridShop.Components.Shared;

/// <summary>An average of ratings, 0 without any, else 1 to 5. In JSON it is a decimal number.</summary>
/// <param name="Thousandths">It in thousandths, rounded down: 4,666 is 4.666.</param>
public readonly record struct Rating(int Thousandths) : IComparable<Rating>
{
    /// <summary>It as people say it, such as 4.6.</summary>
    public decimal Stars => Thousandths / 1000m;

    /// <inheritdoc />
    public int CompareTo(Rating other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>Whether it is less.</summary>
    public static bool operator <(Rating one, Rating other) => one.Thousandths < other.Thousandths;

    /// <summary>Whether it is more.</summary>
    public static bool operator >(Rating one, Rating other) => one.Thousandths > other.Thousandths;

    /// <summary>Whether it is not more.</summary>
    public static bool operator <=(Rating one, Rating other) => one.Thousandths <= other.Thousandths;

    /// <summary>Whether it is not less.</summary>
    public static bool operator >=(Rating one, Rating other) => one.Thousandths >= other.Thousandths;
}
