namespace HybridShop.Components.Shared;

/// <summary>
/// A change of one field by somebody who saw a value. In the write transaction: still as seen → written; already as wanted →
/// nothing to do; anything else → conflict with both values. So two people who edit different fields both win.
/// </summary>
/// <param name="Seen">The value that the editor was shown.</param>
/// <param name="Wanted">The value that it shall have.</param>
public sealed record FieldEdit<T>(T Seen, T Wanted);

internal static class FieldEdits
{
    /// <summary>What is wanted in its canonical form. What was seen stays as it was shown.</summary>
    public static FieldEdit<string> Canonical(this FieldEdit<string> edit) => edit with { Wanted = CanonicalText.Of(edit.Wanted) };

    /// <summary>The same for a field that may be empty, which is null.</summary>
    public static FieldEdit<string?> CanonicalOrNull(this FieldEdit<string?> edit) =>
        edit with { Wanted = CanonicalText.Of(edit.Wanted) is { Length: > 0 } wanted ? wanted : null };
}
