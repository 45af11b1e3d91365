namespace HybridShop.Components.Shared;

/// <summary>What is typed into an editor, as text.</summary>
public interface IEditorForm
{
    /// <summary>
    /// For each field that was touched, by its name, the text that stood in the shop when it was: so that a form that was away for long still
    /// notices that somebody changed the same field.
    /// </summary>
    Dictionary<string, string> Seen { get; }
}

/// <summary>A field of an editor: how it is typed, and how what stands in the shop would be typed.</summary>
/// <param name="Name">Its name in the input and the edit, by which errors and conflicts speak of it.</param>
/// <param name="Read">What is typed.</param>
/// <param name="Write">Types.</param>
/// <param name="InShop">The shop's value as it would be typed.</param>
public sealed record FormField<TForm, TShop>(string Name, Func<TForm, string> Read, Action<TForm, string> Write, Func<TShop, string> InShop);

/// <summary>
/// Holds a form against the shop: untouched fields follow it, touched ones keep what was typed, and where both have moved a person decides.
/// What clashes is not remembered but seen: touched, and no longer as it was when it was.
/// </summary>
/// <param name="form">What is typed.</param>
/// <param name="fields">All fields that an edit may touch, in the order of the form.</param>
public abstract class FormMerge<TForm, TShop>(TForm form, IReadOnlyList<FormField<TForm, TShop>> fields)
    where TForm : IEditorForm
    where TShop : class
{
    /// <summary>How it was last read; null before it is.</summary>
    public TShop? Now { get; private set; }

    /// <summary>How many fields differ from the shop by this form's doing.</summary>
    public int TouchedCount => form.Seen.Count;

    /// <summary>Names of touched fields that somebody else has changed too.</summary>
    public IEnumerable<string> Clashes => fields.Select(one => one.Name).Where(IsClash);

    /// <summary>What is typed.</summary>
    protected TForm Form => form;

    /// <summary>See the constructor.</summary>
    protected IReadOnlyList<FormField<TForm, TShop>> Fields => fields;

    /// <summary>Looks at the form after something was typed: what differs from the shop is touched, what says the same is not (any more).</summary>
    public void Touch()
    {
        if (Now is null)
        {
            return;
        }

        foreach (var field in fields)
        {
            var text = field.InShop(Now);
            if (field.Read(form) == text)
            {
                form.Seen.Remove(field.Name);
            }
            else if (form.Seen.TryAdd(field.Name, text))
            {
                OnTouched(field.Name);
            }
        }
    }

    /// <summary>Whether a field was touched here and changed by somebody else.</summary>
    public bool IsClash(string field) => Now is not null && form.Seen.TryGetValue(field, out var seen) && seen != InShop(field);

    /// <summary>What stands in the shop, as it is typed.</summary>
    public string InShop(string field) => Now is null ? "" : Find(field).InShop(Now);

    /// <summary>Lets go of what was typed into a field.</summary>
    public void TakeTheirs(string field)
    {
        Find(field).Write(form, InShop(field));
        Touch();
    }

    /// <summary>Keeps what was typed, over what stands there now.</summary>
    public void KeepMine(string field) => form.Seen[field] = InShop(field);

    /// <summary>Lets go of all that was typed.</summary>
    public void TakeAll() => form.Seen.Keys.ToList().ForEach(TakeTheirs);

    /// <summary>Takes in how it stands in the shop; returns the names of the untouched fields that changed by it.</summary>
    protected IReadOnlyList<string> Follow(TShop shop)
    {
        var isFirst = Now is null;
        Now = shop;
        var followed = new List<string>();
        foreach (var field in fields.Where(field => !form.Seen.ContainsKey(field.Name)))
        {
            var text = field.InShop(shop);
            if (!isFirst && field.Read(form) != text)
            {
                followed.Add(field.Name);
            }

            field.Write(form, text);
        }

        Touch();
        return followed;
    }

    /// <summary>A field has become touched.</summary>
    protected virtual void OnTouched(string field)
    {
    }

    /// <summary>A field by its name.</summary>
    protected FormField<TForm, TShop> Find(string name) => fields.First(field => field.Name == name);
}

internal static class TypedText
{
    /// <summary>A longer text as a browser's text area gives it back, which knows one kind of line end.</summary>
    public static string AsTyped(this string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
