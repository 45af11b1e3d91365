namespace HybridShop.Components.Imports;

/// <summary>What became of a row.</summary>
public enum ImportResult
{
    /// <summary>A new product.</summary>
    Created = 0,

    /// <summary>A product's fields, pictures or stock were brought to what the file says.</summary>
    Updated = 1,

    /// <summary>The shop has it so already; nothing was written.</summary>
    Unchanged = 2,

    /// <summary>A row that only adds a picture to its product.</summary>
    Picture = 3,

    /// <summary>Left out; the row says why.</summary>
    Skipped = 4,
}

/// <summary>One row of the file.</summary>
/// <param name="Row">Number of the record, from 1, the header and blank lines not counted.</param>
/// <param name="Line">Line of the file on which it begins, from 1; a record may go on over several lines.</param>
/// <param name="Handle">The file's key of the product; empty when the row has none.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Why">Reasons and remarks, as sentences; often empty.</param>
public sealed record ImportRow(int Row, int Line, string Handle, ImportResult Result, IReadOnlyList<string> Why);

/// <summary>What an import did, row by row: every row of the file is in it once.</summary>
public sealed record ImportReport
{
    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>New products.</summary>
    public int Created => Count(ImportResult.Created);

    /// <summary>Products that were brought to what the file says.</summary>
    public int Updated => Count(ImportResult.Updated);

    /// <summary>Rows that the shop had already.</summary>
    public int Unchanged => Count(ImportResult.Unchanged);

    /// <summary>Rows that only added a picture.</summary>
    public int Pictures => Count(ImportResult.Picture);

    /// <summary>Rows that were left out.</summary>
    public int Skipped => Count(ImportResult.Skipped);

    /// <summary>Categories that were made.</summary>
    public required int NewCategories { get; init; }

    /// <summary>Remarks on the file as a whole.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>All rows, in the order of the file.</summary>
    public required IReadOnlyList<ImportRow> Rows { get; init; }

    private int Count(ImportResult result) => Rows.Count(r => r.Result == result);
}
