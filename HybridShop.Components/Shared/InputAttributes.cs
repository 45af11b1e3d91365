namespace HybridShop.Components.Shared;

/// <summary>
/// Null says nothing of this member of an input: what is there keeps it when it is replaced without it, and a patch cannot take it away.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeptUnlessSetAttribute : Attribute;

/// <summary>Another name by which programs may send this id. Sent by both names it has to be the same.</summary>
/// <param name="name">The name as in the JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonAliasAttribute(string name) : Attribute
{
    /// <summary>The name as in the JSON.</summary>
    public string Name => name;
}
