namespace HybridShop.Components.Catalog.Products;

/// <summary>A field that somebody else has changed while an editor was open.</summary>
/// <param name="Was">What stood there before, as it is typed.</param>
/// <param name="By">Public name of whoever did it, or null when it is not known or they were several.</param>
public sealed record RemoteProductChange(string Was, string? By);

/// <summary>The product editor's form against the shop, and who changed what meanwhile.</summary>
/// <param name="form">What is typed.</param>
/// <param name="currency">The shop's.</param>
public sealed class ProductMerge(ProductForm form, Currency currency) : FormMerge<ProductForm, ProductFields>(form, ProductField.All(currency))
{
    private static readonly ProductForm Blank = new();

    private readonly Dictionary<string, RemoteProductChange> news = [];

    /// <summary>Whether something would be lost with the form.</summary>
    public bool IsTouched => Now is null ? Fields.Any(one => one.Read(Form) != one.Read(Blank)) : TouchedCount > 0;

    /// <summary>
    /// Takes a newer state of the shop in. Returns the names of the untouched fields that changed by it; what is older than what is known is
    /// dropped.
    /// </summary>
    public IReadOnlyList<string> See(ProductFields fields, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (Now is { } before)
        {
            if (fields.Version < before.Version)
            {
                return [];
            }

            foreach (var field in Fields.Where(field => field.InShop(before) != field.InShop(fields)))
            {
                news[field.Name] = new(field.InShop(before), by);
            }
        }

        return Follow(fields);
    }

    /// <summary>What somebody else did to a field, until it is touched or saved; null for nothing.</summary>
    public RemoteProductChange? RemoteChangeOf(string field) => news.GetValueOrDefault(field);

    /// <summary>Gives a name to changes that a refused save brought to light before the feed did.</summary>
    public void Name(string by)
    {
        foreach (var (field, item) in news.Where(item => item.Value.By is null).ToList())
        {
            news[field] = item with { By = by };
        }
    }

    /// <summary>The touched fields as an edit on top of what was last read. Clashes are to be decided first.</summary>
    public ProductEdit ToEdit(ProductEntry entry, ProductStatus? status = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var now = Now ?? throw new InvalidOperationException("There is nothing to edit yet.");
        return new()
        {
            Name = Edit(nameof(ProductEdit.Name), now.Name, entry.Name),
            Slug = Edit(nameof(ProductEdit.Slug), now.Slug, entry.Slug),
            Sku = Edit(nameof(ProductEdit.Sku), now.Sku, entry.Sku),
            Description = Edit(nameof(ProductEdit.Description), now.Description, entry.Description),
            PriceMinor = Edit(nameof(ProductEdit.PriceMinor), now.PriceMinor, entry.PriceMinor),
            CategoryId = Edit(nameof(ProductEdit.CategoryId), now.CategoryId, entry.CategoryId),
            LowStockThreshold = Edit(nameof(ProductEdit.LowStockThreshold), now.LowStockThreshold, entry.LowStockThreshold),
            Status = status is { } wanted ? new(now.Status, wanted) : null,
        };
    }

    /// <summary>Takes over what a save has answered. <paramref name="sent"/> is the form as it was sent: what was typed since stays typed.</summary>
    public void Saved(ProductFields fields, ProductForm sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var field in Fields)
        {
            if (sent.Seen.ContainsKey(field.Name))
            {
                Form.Seen.Remove(field.Name);
            }

            if (field.Read(Form) != field.Read(sent))
            {
                Form.Seen.TryAdd(field.Name, field.InShop(fields));
            }
        }

        See(Now is { } now && fields.Version < now.Version ? now : fields);
        foreach (var field in sent.Seen.Keys)
        {
            news.Remove(field);
        }
    }

    /// <inheritdoc />
    protected override void OnTouched(string field) => news.Remove(field);

    private FieldEdit<T>? Edit<T>(string field, T now, T wanted) => Form.Seen.ContainsKey(field) ? new(now, wanted) : null;
}
