namespace HybridShop;

/// <summary>
/// Holds a form against the shop: untouched fields follow it, touched ones keep what was typed, and where both have moved a person decides.
/// What clashes is not remembered but seen: touched, and no longer as it was when it was.
/// </summary>
/// <param name="form">What is typed about a category that is there.</param>
public sealed class CategoryMerge(CategoryForm form)
{
    /// <summary>The category as it was last read; null before it is.</summary>
    public CategoryEntry? Now { get; private set; }

    /// <summary>Who changed it last, as far as it is known.</summary>
    public string? By { get; set; }

    /// <summary>Whether any field waits for a decision.</summary>
    public bool HasClash => CategoryField.All.Any(f => IsClash(f.Name));

    /// <summary>Takes in how it stands in the shop.</summary>
    public void See(CategoryEntry entry)
    {
        Now = entry;
        foreach (var field in CategoryField.All.Where(field => !form.Seen.ContainsKey(field.Name)))
        {
            field.Write(form, field.InShop(entry));
        }

        Touch();
    }

    /// <summary>Looks at the form after something was typed: what differs from the shop is touched, what says the same is not (any more).</summary>
    public void Touch()
    {
        if (Now is null)
        {
            return;
        }

        foreach (var field in CategoryField.All)
        {
            var text = field.InShop(Now);
            if (field.Read(form) == text)
            {
                form.Seen.Remove(field.Name);
            }
            else
            {
                form.Seen.TryAdd(field.Name, text);
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

    /// <summary>The touched fields as an edit, each against what was seen when it was touched.</summary>
    public CategoryEdit ToEdit() => new()
    {
        Name = Edit(nameof(CategoryEdit.Name), text => text.Trim()),
        Description = Edit(nameof(CategoryEdit.Description), text => text.Trim(), Now?.Description),
        ParentId = Edit(nameof(CategoryEdit.ParentId), CategoryForm.ParentOf),
    };

    /// <summary>A save went through. <paramref name="sent"/> is the form as it was sent: what was typed since stays typed.</summary>
    public void Saved(CategoryForm sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var field in CategoryField.All.Where(field => sent.Seen.ContainsKey(field.Name)))
        {
            if (field.Read(form) == field.Read(sent))
            {
                form.Seen.Remove(field.Name);
            }
            else
            {
                form.Seen[field.Name] = field.Read(sent).Trim();
            }
        }
    }

    private static CategoryField Find(string name) => CategoryField.All.First(field => field.Name == name);

    // What is stored may differ from how it is typed (line ends); when the typed form is the one that was seen, the stored one is meant.
    private FieldEdit<T>? Edit<T>(string name, Func<string, T> read, T? stored = default) =>
        !form.Seen.TryGetValue(name, out var seen) ? null
        : new(stored is not null && !IsClash(name) ? stored : read(seen), read(Find(name).Read(form)));
}
