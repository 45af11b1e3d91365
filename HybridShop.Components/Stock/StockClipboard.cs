using System.Globalization;

namespace HybridShop.Components.Stock;

/// <summary>Rows of the board as a spreadsheet copies and pastes them.</summary>
public static class StockClipboard
{
    /// <summary>Name, number and pieces on hand, a tab between, a line for each row.</summary>
    public static string Copy(IEnumerable<StockLevel> levels) => string.Join(
        '\n', levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{Cell(level.Name)}\t{Cell(level.Sku)}\t{level.Stock}")));

    /// <summary>
    /// The numbers of a pasted column, null where a line has none; of several columns the last one. At most <see cref="StockBatch.MaxRows"/>.
    /// </summary>
    public static IReadOnlyList<int?> Paste(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.TrimEnd().Split('\n').Take(StockBatch.MaxRows).Select(line => Number(line.Split('\t')[^1]))];
    }

    private static int? Number(string cell) =>
        int.TryParse(cell.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A spreadsheet would work out what begins like a formula.</summary>
    private static string Cell(string? text)
    {
        var plain = (text ?? "").ReplaceLineEndings(" ").Replace('\t', ' ');
        return plain is ['=' or '+' or '-' or '@', ..] ? "'" + plain : plain;
    }
}
