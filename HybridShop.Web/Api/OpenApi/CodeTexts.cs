using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>
/// The comments of this assembly's own code. The framework gives those of public types; endpoints and what they are asked are internal, so their
/// comments are taken out of the file that the compiler has written beside the assembly.
/// </summary>
internal sealed partial class CodeTexts
{
    private readonly Dictionary<string, XElement> members;

    public CodeTexts()
    {
        var file = Path.ChangeExtension(typeof(CodeTexts).Assembly.Location, ".xml");
        members = File.Exists(file)
            ? XDocument.Load(file).Descendants("member").GroupBy(member => KeyOf(member.Attribute("name")!.Value))
                .ToDictionary(same => same.Key, same => same.First())
            : [];
    }

    public string? SummaryOf(MemberInfo member) => TextOf(member, "summary");

    public string? RemarksOf(MemberInfo member) => TextOf(member, "remarks");

    /// <summary>Of a record's member too, whose words stand at the record.</summary>
    private string? TextOf(MemberInfo member, string element) =>
        (members.GetValueOrDefault(KeyOf(member))?.Element(element)
            ?? members.GetValueOrDefault($"T:{member.DeclaringType?.FullName}")?.Elements("param")
                .FirstOrDefault(param => param.Attribute("name")?.Value == member.Name))
        ?.Value is { } text ? Spaces().Replace(text.Trim(), " ") : null;

    /// <summary>Handlers have one form each, so their parameters tell nothing.</summary>
    private static string KeyOf(string name) => name.Split('(')[0];

    private static string KeyOf(MemberInfo member) => member switch
    {
        Type type => $"T:{type.FullName}",
        MethodInfo method => $"M:{method.DeclaringType!.FullName}.{method.Name}",
        _ => $"P:{member.DeclaringType!.FullName}.{member.Name}",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
