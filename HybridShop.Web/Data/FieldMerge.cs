using System.Globalization;

namespace HybridShop.Web.Data;

/// <summary>
/// Applies edits field by field: still as seen → written; already as wanted → nothing; anything else → conflict. Collects all
/// conflicts, so that the editor sees every one at once.
/// </summary>
internal sealed class FieldMerge
{
    private readonly List<OutcomeError> conflicts = [];
    private readonly List<(string Field, string Before, string After)> written = [];

    public Refusal? Refusal => conflicts.Count == 0 ? null : Outcome.Conflict(conflicts);

    /// <summary>What was written, for the activity list.</summary>
    public IReadOnlyList<(string Field, string Before, string After)> Written => written;

    /// <summary>What stood in the written fields, a line each, as in "Sku: LAMP-1".</summary>
    public string BeforeText => string.Join('\n', written.Select(w => $"{w.Field}: {w.Before}"));

    /// <summary>What stands in them now.</summary>
    public string AfterText => string.Join('\n', written.Select(w => $"{w.Field}: {w.After}"));

    /// <param name="name">Name of the field, as in the edit.</param>
    /// <param name="edit">What is wanted, and what was seen; null when the field was not touched.</param>
    /// <param name="current">What stands there now.</param>
    /// <param name="write">Writes what is wanted.</param>
    /// <param name="show">How a person reads the value, where that is not how it is kept.</param>
    public void Field<T>(string name, FieldEdit<T>? edit, T current, Action<T> write, Func<T, string>? show = null)
    {
        if (edit is null || EqualityComparer<T>.Default.Equals(current, edit.Wanted))
        {
            return;
        }

        if (!EqualityComparer<T>.Default.Equals(current, edit.Seen))
        {
            var now = (show ?? Text)(current);
            conflicts.Add(new(name, string.Format(CultureInfo.CurrentCulture, CatalogText.ChangedMeanwhile, now), now));
            return;
        }

        write(edit.Wanted);
        written.Add((name, Text(current), Text(edit.Wanted)));
    }

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
