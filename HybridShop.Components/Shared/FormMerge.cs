namespace HybridShop.Components.Shared;

/// <summary>A field that somebody else has changed while an editor was open.</summary>
/// <param name="Was">What stood there before, as it is typed.</param>
/// <param name="By">Public name of whoever did it, or null when it is not known or they were several.</param>
public sealed record RemoteChange(string Was, string? By);

/// <summary>
/// Holds a form against the shop: untouched fields follow it, touched ones keep what was typed, and where both have moved a person decides.
/// A clash is not remembered but derived: a field that was touched and no longer stands as it did then.
/// </summary>
/// <typeparam name="TInput">What the form is about.</typeparam>
public sealed class FormMerge<TInput>
    where TInput : class, ICopyable<TInput>, new()
{
    private readonly Dictionary<string, RemoteChange> remoteChanges = [];
    private readonly FieldTable<TInput> fields;
    private readonly EditorForm form;
    private readonly TInput blank;
    private int version;

    /// <summary>Holds a form.</summary>
    /// <param name="form">What is typed.</param>
    /// <param name="fields">All fields, in the order of the form.</param>
    /// <param name="start">What goes without saying of a new one, where that is more than what the input says by itself.</param>
    public FormMerge(EditorForm form, FieldTable<TInput> fields, TInput? start = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(fields);
        (this.form, this.fields, blank) = (form, fields, start ?? new());
        foreach (var field in fields)
        {
            form.Typed.TryAdd(field.Name, Blank(field));
        }
    }

    /// <summary>What is typed.</summary>
    public EditorForm Form => form;

    /// <summary>How it was last read; null before it is, and for a new one.</summary>
    public TInput? Now { get; private set; }

    /// <summary>How many fields differ from the shop by this form's doing.</summary>
    public int TouchedCount => form.Seen.Count;

    /// <summary>Whether something would be lost with the form.</summary>
    public bool IsTouched => Now is null && form.Id is null ? fields.Any(one => form[one] != Blank(one)) : TouchedCount > 0;

    /// <summary>Touched fields that somebody else has changed too.</summary>
    public IEnumerable<Field<TInput>> Clashes => fields.Where(IsClash);

    /// <summary>Takes in how it stands in the shop; what is older than what is known is dropped.</summary>
    /// <param name="now">How it stands.</param>
    /// <param name="nowVersion">Of the fields; 0 where edits are not counted.</param>
    /// <param name="by">Who changed it, if that is known.</param>
    /// <returns>The untouched fields that changed by it.</returns>
    public IReadOnlyList<Field<TInput>> See(TInput now, int nowVersion = 0, string? by = null)
    {
        if (nowVersion < version)
        {
            return [];
        }

        if (Now is { } before)
        {
            foreach (var field in fields.Where(field => field.Format(before) != field.Format(now)))
            {
                remoteChanges[field.Name] = new(field.Format(before), by);
            }
        }

        return Follow(now, nowVersion);
    }

    /// <summary>What somebody else did to a field, until it is touched or saved; null for nothing.</summary>
    public RemoteChange? RemoteChangeOf(Field<TInput> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return remoteChanges.GetValueOrDefault(field.Name);
    }

    /// <summary>Gives a name to changes that a refused save brought to light before the feed did.</summary>
    public void Name(string by)
    {
        foreach (var (field, item) in remoteChanges.Where(item => item.Value.By is null).ToList())
        {
            remoteChanges[field] = item with { By = by };
        }
    }

    /// <summary>Looks at the form after something was typed: what differs from the shop is touched, what says the same is not (any more).</summary>
    public void Touch()
    {
        if (Now is null)
        {
            return;
        }

        foreach (var field in fields)
        {
            var text = field.Format(Now);
            if (form[field] == text)
            {
                form.Seen.Remove(field.Name);
            }
            else if (form.Seen.TryAdd(field.Name, text))
            {
                remoteChanges.Remove(field.Name);
            }
        }
    }

    /// <summary>Whether a field was touched here and changed by somebody else.</summary>
    public bool IsClash(Field<TInput> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Now is not null && form.Seen.TryGetValue(field.Name, out var seen) && seen != field.Format(Now);
    }

    /// <summary>Lets go of what was typed into a field.</summary>
    public void TakeTheirs(Field<TInput> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        form[field] = field.Format(Now!);
        Touch();
    }

    /// <summary>Keeps what was typed, over what stands there now.</summary>
    public void KeepMine(Field<TInput> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        form.Seen[field.Name] = field.Format(Now!);
    }

    /// <summary>Lets go of all that was typed.</summary>
    public void TakeAll() => fields.Where(field => form.Seen.ContainsKey(field.Name)).ToList().ForEach(TakeTheirs);

    /// <summary>
    /// What the form wants: what stands in the shop with the touched fields upon it. What cannot be understood and what breaks the rules of the
    /// input is in the errors, all at once, and the input is null then.
    /// </summary>
    public (TInput? Wanted, IReadOnlyList<OutcomeError> Errors) Read()
    {
        var wanted = (Now ?? blank).Copy();
        var unclear = new List<OutcomeError>();
        foreach (var field in fields.Where(field => Now is null ? field.IsRequired || form[field] != Blank(field) : form.Seen.ContainsKey(field.Name)))
        {
            if (field.Parse(form[field], wanted) is { } problem)
            {
                unclear.Add(new(field.Property, problem));
            }
        }

        var errors = unclear.Concat((InputRules.Check(wanted)?.Errors ?? []).Where(error => unclear.TrueForAll(one => one.Field != error.Field))).ToList();
        return errors.Count == 0 ? (wanted, []) : (null, errors);
    }

    /// <summary>Takes over what a save made of it. <paramref name="sent"/> is the form as it was sent: what was typed since stays typed.</summary>
    public void Saved(TInput saved, int savedVersion, EditorForm sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var field in fields)
        {
            if (sent.Seen.ContainsKey(field.Name))
            {
                form.Seen.Remove(field.Name);
            }

            if (form[field] != sent[field])
            {
                form.Seen.TryAdd(field.Name, field.Format(saved));
            }
        }

        var isLate = Now is not null && savedVersion < version;
        See(isLate ? Now! : saved, isLate ? version : savedVersion);
        foreach (var field in sent.Seen.Keys)
        {
            remoteChanges.Remove(field);
        }
    }

    /// <summary>What is typed about a new one before anybody types: nothing where somebody has to say it.</summary>
    private string Blank(Field<TInput> field) => field.IsRequired ? "" : field.Format(blank);

    private List<Field<TInput>> Follow(TInput shop, int shopVersion)
    {
        var isFirst = Now is null;
        (Now, version) = (shop, shopVersion);
        var followed = new List<Field<TInput>>();
        foreach (var field in fields.Where(field => !form.Seen.ContainsKey(field.Name)))
        {
            var text = field.Format(shop);
            if (!isFirst && form[field] != text)
            {
                followed.Add(field);
            }

            form[field] = text;
        }

        Touch();
        return followed;
    }
}
