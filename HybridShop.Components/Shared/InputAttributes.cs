using System.ComponentModel.DataAnnotations;

namespace HybridShop.Components.Shared;

/// <summary>
/// Null says nothing of this member of an input: what is there keeps it when it is replaced without it, and a patch cannot take it away.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeptUnlessSetAttribute : Attribute;

/// <summary>From which amount to which, both included.</summary>
/// <param name="leastMinor">In minor units.</param>
/// <param name="mostMinor">In minor units.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MoneyRangeAttribute(long leastMinor, long mostMinor) : ValidationAttribute
{
    /// <summary>Nothing below it.</summary>
    public Money Least { get; } = new(leastMinor);

    /// <summary>Nothing above it.</summary>
    public Money Most { get; } = new(mostMinor);

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not Money amount || (amount >= Least && amount <= Most);
}

/// <summary>Another name by which programs may send this id. Sent by both names it has to be the same.</summary>
/// <param name="name">The name as in the JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonAliasAttribute(string name) : Attribute
{
    /// <summary>The name as in the JSON.</summary>
    public string Name => name;
}
