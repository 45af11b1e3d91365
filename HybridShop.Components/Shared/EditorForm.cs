using System.Text.Json.Serialization;

namespace HybridShop.Components.Shared;

/// <summary>
/// What is typed into an editor, as typed: all that would be lost with the page. It can be put away as JSON and taken out again.
/// </summary>
public sealed class EditorForm
{
    /// <summary>What is edited; null while it is new.</summary>
    public int? Id { get; set; }

    /// <summary>What is typed into each field, by its lasting name.</summary>
    public Dictionary<string, string> Typed { get; set; } = [];

    /// <summary>
    /// For each field that was touched, the text that stood in the shop when it was: so that a form that was away for long still notices that somebody
    /// changed the same field.
    /// </summary>
    public Dictionary<string, string> Seen { get; set; } = [];

    /// <summary>What is typed into a field; empty before anything is.</summary>
    [JsonIgnore]
    public string this[Field field]
    {
        get => Typed.GetValueOrDefault(field.Name, "");
        set => Typed[field.Name] = value;
    }

    /// <summary>The form as it is now, for a save during which it is typed on.</summary>
    public EditorForm Copy() => new() { Id = Id, Typed = new(Typed), Seen = new(Seen) };
}
