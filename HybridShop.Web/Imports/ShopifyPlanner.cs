using HybridShop.Components.Catalog.Products;

namespace HybridShop.Web.Imports;

/// <summary>
/// Turns the rows of a Shopify file into products. What is a product's, <see cref="ShopifyGroups"/> says; its name, text, category and status
/// are those of the first row with a title. Each row with options or a price is a variant.
/// </summary>
internal sealed class ShopifyPlanner
{
    private const int HandleLength = 255;

    /// <summary>Shopify itself has at most some two thousand variants and some hundred pictures.</summary>
    private const int MaxRowsOfHandle = 5_000;

    private readonly ShopifyFile file;
    private readonly ShopifyNumbers numbers;
    private readonly PlannedRow[] rows;

    private ShopifyPlanner(ShopifyFile file, Currency currency)
    {
        this.file = file;
        numbers = new(currency, hasCommas: file.Separator != ',');
        rows = [.. file.Rows.Select(row => new PlannedRow(row.Number, row.Line, ShownHandle(ShopifyGroups.HandleOf(row))))];
    }

    public static ImportPlan Plan(ShopifyFile file, Currency currency) => new ShopifyPlanner(file, currency).Plan();

    private ImportPlan Plan()
    {
        foreach (var row in file.Rows)
        {
            var planned = rows[row.Number - 1];
            if (row.Remark is not null)
            {
                planned.Why.Add(row.Remark);
            }

            if ((row.Defect ?? FlawOfHandle(row)) is { } why)
            {
                planned.Skip(why);
            }
        }

        var groups = ShopifyGroups.Of(file.Rows.Where(row => !rows[row.Number - 1].IsSkipped)).Select(PlanGroup).OfType<ImportGroup>().ToList();
        return new(ShopifyGroups.Source, ShopifyGroups.GuessSource, groups, rows, [.. Notes(groups)]);
    }

    private static string ShownHandle(string handle) => handle.Length > HandleLength ? ImportSentence.Quote(handle) : handle;

    private static string? FlawOfHandle(ShopifyRow row)
    {
        if (!row.Says(ShopifyField.Handle) && !row.Says(ShopifyField.Title))
        {
            return ImportText.HandleMissing;
        }

        return row[ShopifyField.Handle].Length > HandleLength ? ImportText.HandleTooLong : null;
    }

    private ImportGroup? PlanGroup(ShopifyGroup group)
    {
        var members = group.Rows;
        members.Skip(MaxRowsOfHandle).ToList()
            .ForEach(row => rows[row.Number - 1].Skip(ImportSentence.Of(ImportText.TooManyOfHandle, group.Handle, MaxRowsOfHandle)));
        members = [.. members.Take(MaxRowsOfHandle)];
        var head = members.Find(row => row.Says(ShopifyField.Title));
        var (description, flaw) = head is null ? (null, ImportSentence.Of(ImportText.TitleMissing, group.Handle)) : Describe(head);
        if (head is null || flaw is not null)
        {
            members.ForEach(row => rows[row.Number - 1].Skip(flaw!));
            return null;
        }

        NoteRepeats(members, head);
        var pictureRows = members.Where(row => row != head && IsPictureOnly(row)).ToList();
        var variants = new ShopifyVariants(file.Columns, numbers, rows, head, group.Key).Plan([.. members.Except(pictureRows)]);
        if (variants.Count == 0)
        {
            pictureRows.ForEach(row => rows[row.Number - 1].Skip(ImportSentence.Of(ImportText.NoProduct, group.Handle)));
            return null;
        }

        var pictures = Pictures(members, pictureRows).ToList();
        var (status, newStatus, remark) = ShopifyStatus.Of(head);
        if (remark is not null)
        {
            rows[head.Number - 1].Why.Add(remark);
        }

        return new()
        {
            Key = group.Key,
            IsGuess = group.IsGuess,
            Handle = group.Handle,
            Name = head[ShopifyField.Title],
            Description = description,
            CategoryPath = ShopifyCells.CategoryPath(head),
            Status = status,
            NewStatus = newStatus,
            Pictures = pictures,
            Variants = variants,
            PictureRows = [.. pictureRows.Where(row => !rows[row.Number - 1].IsSkipped).Select(row => (row.Number, row[ShopifyField.ImageSource]))],
        };
    }

    private (string? Markdown, string? Flaw) Describe(ShopifyRow head)
    {
        if (head[ShopifyField.Title].Length > ProductLimits.NameLength)
        {
            return (null, CatalogText.NameTooLong);
        }

        if (!file.Columns.Has(ShopifyField.Body))
        {
            return (null, null);
        }

        var markdown = HtmlToMarkdown.From(head[ShopifyField.Body]);
        if (markdown is null)
        {
            return (null, ImportText.HtmlTooLarge);
        }

        if (markdown.Length > ProductLimits.DescriptionLength)
        {
            rows[head.Number - 1].Why.Add(ImportText.DescriptionCut);
            var end = markdown.LastIndexOf("\n\n", ProductLimits.DescriptionLength, StringComparison.Ordinal);
            markdown = markdown.Cut(end > 0 ? end : ProductLimits.DescriptionLength).TrimEnd();
        }

        return (markdown, null);
    }

    /// <summary>A handle that comes back further down, or with another product's texts, is merged, but not in silence.</summary>
    private void NoteRepeats(List<ShopifyRow> members, ShopifyRow head)
    {
        for (var i = 1; i < members.Count; i++)
        {
            var row = members[i];
            var isOther = row != head && row.Says(ShopifyField.Title)
                && (row[ShopifyField.Title] != head[ShopifyField.Title] || row[ShopifyField.Body] != head[ShopifyField.Body]
                    || row[ShopifyField.Type] != head[ShopifyField.Type]);
            if (isOther || row.Number != members[i - 1].Number + 1)
            {
                rows[row.Number - 1].Why.Add(ImportSentence.Of(ImportText.Repeated, rows[row.Number - 1].Handle, members[0].Number));
            }
        }
    }

    private static bool IsPictureOnly(ShopifyRow row) =>
        row.Says(ShopifyField.ImageSource) && !row.Says(ShopifyField.Price)
        && !row.Says(ShopifyField.Option1Value) && !row.Says(ShopifyField.Option2Value) && !row.Says(ShopifyField.Option3Value);

    /// <summary>By position, then in the order of the file; an address that comes twice counts once.</summary>
    private IEnumerable<ImportPicture> Pictures(List<ShopifyRow> members, List<ShopifyRow> pictureRows) =>
        members.Where(row => row.Says(ShopifyField.ImageSource)).Select(row => (Position: Position(row), Picture: Picture(row, pictureRows.Contains(row))))
            .Where(p => p.Picture is not null).OrderBy(p => p.Position).Select(p => p.Picture!).DistinctBy(p => p.Address);

    private double Position(ShopifyRow row)
    {
        var (place, remark) = numbers.Position(row[ShopifyField.ImagePosition]);
        if (remark is not null)
        {
            rows[row.Number - 1].Why.Add(remark);
        }

        return place;
    }

    private ImportPicture? Picture(ShopifyRow row, bool isPictureOnly)
    {
        var picture = ShopifyCells.Picture(row[ShopifyField.ImageSource], row[ShopifyField.ImageAlt]);
        if (picture is null && isPictureOnly)
        {
            rows[row.Number - 1].Skip(ImportSentence.Of(ImportText.AddressRefused, row[ShopifyField.ImageSource]));
        }
        else if (picture is null)
        {
            rows[row.Number - 1].Why.Add(ImportSentence.Of(ImportText.AddressRefused, row[ShopifyField.ImageSource]));
        }
        else if (picture.Alt.Length < row[ShopifyField.ImageAlt].Length)
        {
            rows[row.Number - 1].Why.Add(ImportText.AltCut);
        }

        return picture;
    }

    private IEnumerable<string> Notes(List<ImportGroup> groups)
    {
        if (file.Separator != ',')
        {
            yield return ImportSentence.Of(ImportText.OtherSeparator, file.Separator == '\t' ? "Tab" : file.Separator);
        }

        if (file.Columns.Repeated.Count > 0)
        {
            yield return ImportSentence.Of(ImportText.ColumnsRepeated, string.Join(", ", file.Columns.Repeated));
        }

        if (!file.Columns.Has(ShopifyField.Quantity))
        {
            yield return ImportText.NoQuantity;
        }
        else if (file.Columns.Has(ShopifyField.Tracker)
            && groups.SelectMany(group => group.Variants)
                .Count(v => v.Stock is not null && !file.Rows[v.Row - 1].Says(ShopifyField.Tracker)) is > 0 and var untracked)
        {
            yield return ImportSentence.Of(ImportText.Untracked, untracked);
        }
    }
}
