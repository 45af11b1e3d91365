using CsvHelper;
using HybridShop.Components.Imports;

namespace HybridShop.Web.Imports;

/// <summary>
/// Reads a product file. What makes the whole file unusable is a refusal; what is wrong with one row stands in that row.
/// </summary>
internal sealed class ShopifyCsv : IAsyncDisposable
{
    /// <summary>
    /// What may stand between cells, Shopify's comma first; Excel takes the semicolon where the comma is the decimal sign. The one that makes
    /// Shopify's columns of the first line is right. Null leaves it to a first line such as "sep=;".
    /// </summary>
    private static readonly char?[] Separators = [',', ';', '\t', '|', null];

    private readonly CsvReader csv;
    private CsvMalformedReason? flaw;

    private ShopifyCsv(ArraySegment<byte> text, char? separator) => csv = CsvReader.Create(
        new MemoryStream(text.Array!, text.Offset, text.Count, writable: false),
        new CsvReaderOptions
        {
            Separator = separator,
            DetectSeparatorHint = true,
            TrackLineNumbers = true,
            MaxRecordSize = ImportLimits.RowBytes,
            OnMalformedRecord = record => flaw = record.Reason,
        });

    public static async Task<Outcome<ShopifyFile>> ReadAsync(Stream file, CancellationToken ct)
    {
        var text = await ImportEncoding.ReadAsync(file, ct);
        return text.IsDone ? await ReadAsync(text.Value, ct) : Outcome.Invalid(text.Errors);
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private static async Task<Outcome<ShopifyFile>> ReadAsync(ArraySegment<byte> text, CancellationToken ct)
    {
        var headers = new List<ShopifyColumns>();
        try
        {
            foreach (var separator in Separators)
            {
                await using var reader = new ShopifyCsv(text, separator);
                await reader.csv.ReadHeaderAsync(ct);
                var columns = new ShopifyColumns([.. reader.csv.Headers]);
                if (columns.Has(ShopifyField.Handle) && columns.Has(ShopifyField.Title))
                {
                    return await reader.ReadRowsAsync(columns, ct);
                }

                if (reader.flaw == CsvMalformedReason.UnterminatedQuote)
                {
                    return Refuse(ImportText.HeaderUnreadable);
                }

                headers.Add(columns);
            }
        }
        catch (CsvFormatException e)
        {
            return e.RecordNumber <= 1 ? Refuse(ImportText.HeaderUnreadable) : Refuse(ImportText.RowUnreadable, e.RecordNumber - 1, e.LineNumber);
        }

        return WhyNotShopifys(headers.MaxBy(columns => columns.KnownCount)!);
    }

    private static Refusal WhyNotShopifys(ShopifyColumns columns)
    {
        if (columns.Count == 0)
        {
            return Refuse(ImportText.FileEmpty);
        }

        var missing = new[] { ShopifyField.Handle, ShopifyField.Title }.Where(field => !columns.Has(field));
        return Refuse(ImportText.NotShopify, string.Join(", ", missing));
    }

    private async Task<Outcome<ShopifyFile>> ReadRowsAsync(ShopifyColumns columns, CancellationToken ct)
    {
        var rows = new List<ShopifyRow>();
        for (flaw = null; await csv.ReadAsync(ct);)
        {
            var reason = flaw;
            flaw = null;
            if (IsBlank())
            {
                continue;
            }

            if (rows.Count == ImportLimits.RowCount)
            {
                return Refuse(ImportText.TooManyRows, ImportLimits.RowCount);
            }

            rows.Add(Row(columns, rows.Count + 1, reason));
        }

        return Outcome.Done(new ShopifyFile(csv.Separator, columns, rows));
    }

    /// <summary>A spreadsheet writes its empty rows as separators alone.</summary>
    private bool IsBlank() => Enumerable.Range(0, csv.FieldCount).All(place => SingleLine(csv.GetString(place)).Length == 0);

    private ShopifyRow Row(ShopifyColumns columns, int number, CsvMalformedReason? reason)
    {
        // All but the text are names and keys, and the shop compares them in one form.
        var cells = new string[ShopifyColumns.FieldCount];
        for (var field = 0; field < cells.Length; field++)
        {
            var place = columns.PlaceOf((ShopifyField)field);
            var cell = place < 0 || place >= csv.FieldCount ? "" : csv.GetString(place);
            cells[field] = field == (int)ShopifyField.Body ? cell.Trim() : SingleLine(cell);
        }

        var defect = reason switch
        {
            CsvMalformedReason.UnterminatedQuote => ImportText.QuoteNotClosed,
            CsvMalformedReason.TextAfterClosingQuote => ImportText.TextAfterQuote,
            _ => HasWrongCount(columns) ? ImportSentence.Of(ImportText.CellCount, csv.FieldCount, columns.Count) : null,
        };
        return new(number, (int)csv.LineNumber, cells, defect, reason == CsvMalformedReason.StrayQuote ? ImportText.StrayQuote : null);
    }

    /// <summary>Spreadsheets leave empty cells behind the last column; anything else means that cells have slipped.</summary>
    private bool HasWrongCount(ShopifyColumns columns) =>
        csv.FieldCount < columns.Count || Enumerable.Range(columns.Count, csv.FieldCount - columns.Count).Any(place => csv.GetString(place).Length > 0);

    /// <summary>NUL is left out, which a damaged file may have between its letters.</summary>
    private static string SingleLine(string cell) => CanonicalText.Of(cell.Replace("\0", "", StringComparison.Ordinal));

    private static Refusal Refuse(string format, params object[] values) => Outcome.Invalid("", ImportSentence.Of(format, values));
}
