namespace HybridShop;

/// <summary>A field that somebody else has changed while an editor was open.</summary>
/// <param name="Was">What stood there before, as it is typed.</param>
/// <param name="By">Public name of whoever did it, or null when it is not known or they were several.</param>
public sealed record ProductNews(string Was, string? By);

/// <summary>
/// Holds a form against the shop: untouched fields follow it, touched ones keep what was typed, and where both have moved a person decides.
/// What clashes is not remembered but seen: touched, and no longer as it was when it was.
/// </summary>
/// <param name="form">What is typed.</param>
/// <param name="currency">The shop's.</param>
public sealed class ProductMerge(ProductForm form, Currency currency)
{
    private static readonly ProductForm Blank = new();

    private readonly Dictionary<string, ProductNews> news = [];

    /// <summary>The product as it was last read; null before it is.</summary>
    public ProductFields? Now { get; private set; }

    /// <summary>Whether something would be lost with the form.</summary>
    public bool IsTouched => Now is null ? ProductField.All.Any(one => one.Read(form) != one.Read(Blank)) : TouchedCount > 0;

    /// <summary>How many fields differ from the shop by this form's doing.</summary>
    public int TouchedCount => form.Seen.Count;

    /// <summary>Names of touched fields that somebody else has changed too.</summary>
    public IEnumerable<string> Clashes => ProductField.All.Select(one => one.Name).Where(IsClash);

    /// <summary>
    /// Takes a newer state of the shop in. Returns the names of the untouched fields that changed by it; what is older than <see cref="Now"/> is
    /// dropped.
    /// </summary>
    public IReadOnlyList<string> See(ProductFields fields, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var before = Now;
        if (before is not null && fields.Version < before.Version)
        {
            return [];
        }

        Now = fields;
        var followed = new List<string>();
        foreach (var field in ProductField.All)
        {
            var text = field.InShop(fields, currency);
            if (before is not null && field.InShop(before, currency) is var was && was != text)
            {
                news[field.Name] = new(was, by);
            }

            if (!form.Seen.ContainsKey(field.Name))
            {
                if (before is not null && field.Read(form) != text)
                {
                    followed.Add(field.Name);
                }

                field.Write(form, text);
            }
        }

        Touch();
        return followed;
    }

    /// <summary>Looks at the form after something was typed: what differs from the shop is touched, what says the same is not (any more).</summary>
    public void Touch()
    {
        if (Now is null)
        {
            return;
        }

        foreach (var field in ProductField.All)
        {
            var text = field.InShop(Now, currency);
            if (field.Read(form) == text)
            {
                form.Seen.Remove(field.Name);
            }
            else if (form.Seen.TryAdd(field.Name, text))
            {
                news.Remove(field.Name);
            }
        }
    }

    /// <summary>Whether a field was touched here and changed by somebody else.</summary>
    public bool IsClash(string field) => Now is not null && form.Seen.TryGetValue(field, out var seen) && seen != InShop(field);

    /// <summary>What stands in the shop, as it is typed.</summary>
    public string InShop(string field) => Now is null ? "" : Find(field).InShop(Now, currency);

    /// <summary>What somebody else did to a field, until it is touched or saved; null for nothing.</summary>
    public ProductNews? NewsOf(string field) => news.GetValueOrDefault(field);

    /// <summary>Gives a name to changes that a refused save brought to light before the feed did.</summary>
    public void Name(string by)
    {
        foreach (var (field, item) in news.Where(item => item.Value.By is null).ToList())
        {
            news[field] = item with { By = by };
        }
    }

    /// <summary>Lets go of what was typed into a field.</summary>
    public void TakeTheirs(string field)
    {
        Find(field).Write(form, InShop(field));
        Touch();
    }

    /// <summary>Keeps what was typed, over what stands there now.</summary>
    public void KeepMine(string field) => form.Seen[field] = InShop(field);

    /// <summary>Lets go of all that was typed.</summary>
    public void TakeAll()
    {
        foreach (var field in form.Seen.Keys.ToList())
        {
            TakeTheirs(field);
        }
    }

    /// <summary>The touched fields as an edit on top of <see cref="Now"/>. Clashes are to be decided first.</summary>
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
        foreach (var field in ProductField.All)
        {
            if (sent.Seen.ContainsKey(field.Name))
            {
                form.Seen.Remove(field.Name);
            }

            if (field.Read(form) != field.Read(sent))
            {
                form.Seen.TryAdd(field.Name, field.InShop(fields, currency));
            }
        }

        See(Now is { } now && fields.Version < now.Version ? now : fields);
        foreach (var field in sent.Seen.Keys)
        {
            news.Remove(field);
        }
    }

    private static ProductField Find(string name) => ProductField.All.First(field => field.Name == name);

    private FieldEdit<T>? Edit<T>(string field, T now, T wanted) => form.Seen.ContainsKey(field) ? new(now, wanted) : null;
}
