using System.Globalization;
using System.Text;
using CsvHelper;

namespace HybridShop.Web.Imports;

/// <summary>
/// Reads a product file as a stream. What makes the whole file unusable is a refusal; what is wrong with one row stands in that row.
/// </summary>
internal static class ShopifyCsv
{
    public static async Task<Outcome<ShopifyFile>> ReadAsync(Stream file, CancellationToken ct)
    {
        // Throws at bytes that are no UTF-8 instead of putting question marks into the shop; a mark at the beginning is passed over.
        using var text = new StreamReader(
            new BoundedStream(file, ImportLimits.FileBytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false);
        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            MaxRecordSize = ImportLimits.RowBytes,
            OnMalformedRecord = record => malformed = record,
        };
        await using var csv = CsvReader.Create(text, options, leaveOpen: true);
        try
        {
            await csv.ReadHeaderAsync(ct);
            var columns = new ShopifyColumns([.. csv.Headers]);
            if (columns.Count == 0)
            {
                return Refuse(ImportText.FileEmpty);
            }

            if (!columns.Has(ShopifyField.Handle) || !columns.Has(ShopifyField.Title))
            {
                return Refuse(ImportText.NotShopify, columns.Has(ShopifyField.Handle) ? "Title" : columns.Has(ShopifyField.Title) ? "Handle" : "Handle, Title");
            }

            var rows = new List<ShopifyRow>();
            while (await csv.ReadAsync(ct))
            {
                if (rows.Count == ImportLimits.RowCount)
                {
                    return Refuse(ImportText.TooManyRows, ImportLimits.RowCount);
                }

                rows.Add(Row(csv, columns, rows.Count + 1, malformed?.Reason));
                malformed = null;
            }

            return Outcome.Done(new ShopifyFile(columns, rows));
        }
        catch (DecoderFallbackException)
        {
            return Refuse(ImportText.NotUtf8, csv.LineNumber);
        }
        catch (BoundedStream.TooLongException)
        {
            return Refuse(ImportText.FileTooLarge, ImportLimits.FileBytes / 1024 / 1024);
        }
        catch (CsvFormatException e)
        {
            return Refuse(ImportText.RowUnreadable, Math.Max(0, e.RecordNumber - 1), e.LineNumber);
        }
    }

    private static ShopifyRow Row(CsvReader csv, ShopifyColumns columns, int number, CsvMalformedReason? reason)
    {
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
            _ => HasWrongCount(csv, columns) ? Text(ImportText.CellCount, csv.FieldCount, columns.Count) : null,
        };
        return new(number, (int)csv.LineNumber, cells, defect, reason == CsvMalformedReason.StrayQuote ? ImportText.StrayQuote : null);
    }

    /// <summary>Spreadsheets leave empty cells behind the last column; anything else means that cells have slipped.</summary>
    private static bool HasWrongCount(CsvReader csv, ShopifyColumns columns) =>
        csv.FieldCount < columns.Count || Enumerable.Range(columns.Count, csv.FieldCount - columns.Count).Any(place => csv.GetString(place).Length > 0);

    /// <summary>Without control characters and outer spaces, runs of blanks as one: these cells are keys and names.</summary>
    private static string SingleLine(string cell)
    {
        if (!cell.AsSpan().ContainsAnyInRange('\0', '\u001f') && !cell.Contains("  ", StringComparison.Ordinal))
        {
            return cell.Trim();
        }

        var line = new StringBuilder(cell.Length);
        foreach (var letter in cell)
        {
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
            {
                line.Append(letter);
            }
            else if (letter != '\0' && line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().Trim();
    }

    private static Refusal Refuse(string format, params object[] values) => Outcome.Invalid("", Text(format, values));

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
