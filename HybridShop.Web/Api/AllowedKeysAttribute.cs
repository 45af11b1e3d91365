using System.Collections;
using System.Reflection;

namespace HybridShop.Web.Api;

/// <summary>Says for the description of the API which words a text of the address may be: the keys of static dictionaries of the same class.</summary>
/// <param name="dictionaries">Their names.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedKeysAttribute(params string[] dictionaries) : Attribute
{
    public IReadOnlyList<string> WordsFor(Type owner) =>
        [.. dictionaries.SelectMany(name => ((IEnumerable)owner.GetField(
            name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!)
            .Cast<object>().Select(pair => (string)pair.GetType().GetProperty("Key")!.GetValue(pair)!)).Distinct()];
}
