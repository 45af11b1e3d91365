namespace HybridShop.Web.Pages.Shared;

/// <summary>One labeled field of a form with its hint and its error: partial _FormField.</summary>
/// <param name="Name">Name of the bound property, such as Input.Email; its id has dashes in place of dots.</param>
/// <param name="Label">What stands above it.</param>
/// <param name="Value">What is in it; never set for passwords.</param>
internal sealed record FormField(string Name, string Label, string? Value = null)
{
    public string Type { get; init; } = "text";

    /// <summary>Token of the attribute autocomplete: browsers and password keepers fill by it.</summary>
    public string? AutoComplete { get; init; }

    public string? Hint { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool IsOptional { get; init; }

    public string Id => IdOf(Name);

    public static string IdOf(string name) => name.Replace('.', '-').ToLowerInvariant();
}
