namespace HybridShop.Web.Imports;

/// <summary>A product file as read: its separator, its columns, and the known cells of every row.</summary>
internal sealed record ShopifyFile(char Separator, ShopifyColumns Columns, IReadOnlyList<ShopifyRow> Rows);

/// <summary>One record of the file.</summary>
/// <param name="Number">From 1, the header and rows without any text not counted.</param>
/// <param name="Line">Line of the file on which it begins.</param>
/// <param name="Cells">By <see cref="ShopifyField"/>; empty where the file has nothing.</param>
/// <param name="Defect">Why the row as a whole cannot be used, or null.</param>
/// <param name="Remark">What had to be put right to read it, or null.</param>
internal sealed record ShopifyRow(int Number, int Line, string[] Cells, string? Defect, string? Remark)
{
    public string this[ShopifyField field] => Cells[(int)field];

    public bool Says(ShopifyField field) => this[field].Length > 0;

    public bool SaysTheSame(ShopifyRow other) => Cells.AsSpan().SequenceEqual(other.Cells);
}
