using System.Collections;
using System.Linq.Expressions;

namespace HybridShop.Components.Shared;

/// <summary>
/// All fields of an input, a line each: from it come the merge of edits, the editor's form and its clashes, and the words of activity entries. A field is a
/// property of the table, in the order of the editor.
/// </summary>
/// <typeparam name="TInput">The input class. A test sees to it that each of its properties has its line.</typeparam>
public abstract class FieldTable<TInput> : IEnumerable<Field<TInput>>
    where TInput : class, ICopyable<TInput>, new()
{
    private readonly List<Field<TInput>> fields;

    /// <summary>Collects the fields that the properties of the derived table hold already.</summary>
    protected FieldTable() => fields = [.. GetType().GetProperties().Where(property => property.PropertyType == typeof(Field<TInput>))
        .OrderBy(property => property.MetadataToken).Select(property => (Field<TInput>)property.GetValue(this)!)];

    /// <summary>For a field that is given at creation and never changes.</summary>
    protected static bool Nobody(ShopActor actor) => false;

    /// <summary>A field by its lasting name or by the name of its property, or null.</summary>
    public Field<TInput>? Find(string name) => fields.Find(field => field.Name == name || field.Property == name);

    /// <summary>Brings an edit and what stands there together; refused with every conflict at once. Nothing is written to either.</summary>
    public Outcome<FieldMerge<TInput>> Merge(TInput now, IEdit<TInput> edit, ShopActor actor)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(edit);
        var read = edit.On(now);
        if (read.Refusal is { } unread)
        {
            return unread;
        }

        var (original, wanted) = (read.Value!.Original, read.Value.New);
        var (merged, written, conflicts) = (now.Copy(), new List<Field<TInput>>(), new List<OutcomeError>());
        foreach (var field in fields.Where(field => !field.IsSame(original, wanted) && !(field.IsKeptUnlessSet && field.Get(wanted) is null)))
        {
            if (!field.MayChange(actor))
            {
                return Outcome.Invalid(field.Property, field.WhyNot);
            }

            if (field.IsSame(now, wanted))
            {
                continue;
            }

            if (!field.IsSame(now, original))
            {
                var current = field.Format(now);
                conflicts.Add(new(field.Property, Texts.Format(SharedText.ChangedMeanwhile, current), current));
                continue;
            }

            field.Set(merged, field.Get(wanted));
            written.Add(field);
        }

        return conflicts.Count > 0 ? Outcome.Conflict(conflicts) : Outcome.Done(new FieldMerge<TInput>(now, merged, written));
    }

    /// <inheritdoc />
    public IEnumerator<Field<TInput>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected static Field<TInput> Of<TValue>(
        Expression<Func<TInput, TValue>> property, string name, FieldKind<TValue> kind, Func<string> label, Func<ShopActor, bool>? mayChange = null,
        Func<string>? whyNot = null) => new Field<TInput, TValue>(property, name, kind, label, mayChange, whyNot);
}

/// <summary>What became of an edit that clashes with nothing.</summary>
/// <param name="Now">What stands there before it is written.</param>
/// <param name="Merged">What shall stand there, with the fields that were not touched as they are now. It is to be validated as a whole.</param>
/// <param name="Written">The fields in which the two differ.</param>
public sealed record FieldMerge<TInput>(TInput Now, TInput Merged, IReadOnlyList<Field<TInput>> Written)
{
    /// <summary>What stood in the written fields, for the activity list: a line each, as in "sku: LAMP-1".</summary>
    public string Before => Lines(Now);

    /// <summary>What stands in them afterwards.</summary>
    public string After => Lines(Merged);

    /// <summary>Whether a field was changed, by the name of its property.</summary>
    public bool Changes(string property) => Written.Any(field => field.Property == property);

    private string Lines(TInput input) => string.Join('\n', Written.Select(field => $"{field.Name}: {field.Format(input)}"));
}
