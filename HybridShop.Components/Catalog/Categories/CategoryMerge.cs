namespace HybridShop.Components.Catalog.Categories;

/// <summary>The category editor's form against the shop.</summary>
/// <param name="form">What is typed about a category that is there.</param>
public sealed class CategoryMerge(CategoryForm form) : FormMerge<CategoryForm, CategoryEntry>(form, CategoryField.All)
{
    /// <summary>Who changed it last, as far as it is known.</summary>
    public string? By { get; set; }

    /// <summary>Takes in how it stands in the shop.</summary>
    public void See(CategoryEntry entry) => Follow(entry);

    /// <summary>The touched fields as an edit, each against what was seen when it was touched.</summary>
    public CategoryEdit ToEdit() => new()
    {
        Name = Edit(nameof(CategoryEdit.Name), text => text),
        Description = Edit(nameof(CategoryEdit.Description), text => text.Trim(), Now?.Description),
        ParentId = Edit(nameof(CategoryEdit.ParentId), CategoryForm.ParentOf),
    };

    /// <summary>A save went through. <paramref name="sent"/> is the form as it was sent: what was typed since stays typed.</summary>
    public void Saved(CategoryForm sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var field in Fields.Where(field => sent.Seen.ContainsKey(field.Name)))
        {
            if (field.Read(Form) == field.Read(sent))
            {
                Form.Seen.Remove(field.Name);
            }
            else
            {
                Form.Seen[field.Name] = field.Name == nameof(CategoryEdit.Name) ? CanonicalText.Of(field.Read(sent)) : field.Read(sent).Trim();
            }
        }
    }

    // What is stored may differ from how it is typed (line ends); when the typed form is the one that was seen, the stored one is meant.
    private FieldEdit<T>? Edit<T>(string name, Func<string, T> read, T? stored = default) =>
        !Form.Seen.TryGetValue(name, out var seen) ? null
        : new(stored is not null && !IsClash(name) ? stored : read(seen), read(Find(name).Read(Form)));
}
