using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using HybridShop.Components.Imports;
using HybridShop.Web.Data;

namespace HybridShop.Web.Commands;

/// <summary>Exit code 0: all rows are in the shop; 2: done, but some rows were skipped; 1: refused, nothing was written.</summary>
internal static class ImportCommand
{
    private const int ShownRows = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static ShopCommand Command { get; } = new(
        "import", "import FILE [--report FILE]  brings in a Shopify product CSV; the report says row by row what became of it", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (call.Arguments.Values is not [var name])
        {
            throw new ShopStartException("import wants one file: import FILE [--report FILE].");
        }

        var path = Path.GetFullPath(name);
        await using var file = Open(path, "read", File.OpenRead);

        // Made before the import: a report that cannot be written is to be known while nothing has happened yet.
        await using var report = call.Arguments.Option("report") is { } option
            ? Open(Path.GetFullPath(option), "written", File.Create)
            : null;
        await call.Services.GetRequiredService<ShopMigration>().RunAsync(ct);
        var isSqlite = call.Services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite;
        var outcome = await call.Services.GetRequiredService<IImportService>()
            .ImportAsync(file, Path.GetFileName(path), ShopActor.Shop, new WaitNotice(call.Out, isSqlite), ct);
        if (report is not null)
        {
            await (outcome.IsDone
                ? JsonSerializer.SerializeAsync(report, outcome.Value, Json, ct)
                : JsonSerializer.SerializeAsync(report, new { File = Path.GetFileName(path), Refused = outcome.Message }, Json, ct));
        }

        if (!outcome.IsDone)
        {
            throw new ShopStartException($"{path}: {outcome.Message}");
        }

        await TellAsync(call.Out, outcome.Value!);
        return outcome.Value!.Skipped > 0 ? 2 : 0;
    }

    private static FileStream Open(string path, string purpose, Func<string, FileStream> open)
    {
        if (Directory.Exists(path))
        {
            throw new ShopStartException($"{path} is a folder, not a file.");
        }

        try
        {
            return open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ShopStartException($"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ShopStartException($"{path} cannot be {purpose}: {e.Message}", e);
        }
    }

    private static async Task TellAsync(TextWriter people, ImportReport report)
    {
        await people.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.File}: {report.Rows.Count} rows. {report.Created} products new, {report.Updated} updated, {report.Unchanged} unchanged, "
            + $"{report.Pictures} pictures, {report.Skipped} rows skipped; {report.NewCategories} categories new."));
        foreach (var note in report.Notes)
        {
            await people.WriteLineAsync("  " + note);
        }

        // What was skipped first: that is what somebody has to do something about. An updated row always says what changed, which is no remark.
        var told = report.Rows.Where(row => row.Why.Count > (row.Result == ImportResult.Updated ? 1 : 0))
            .OrderByDescending(row => row.Result == ImportResult.Skipped).ToList();
        foreach (var row in told.Take(ShownRows))
        {
            var word = row.Result == ImportResult.Skipped ? " skipped" : "";
            await people.WriteLineAsync($"  row {row.Row} (line {row.Line}, {row.Handle}){word}: {string.Join(" ", row.Why)}");
        }

        if (told.Count > ShownRows)
        {
            await people.WriteLineAsync($"  … and {told.Count - ShownRows} rows more with remarks; --report FILE has all.");
        }
    }

    /// <summary>Says once, after the first thousand rows, how long the rest will take: so long nobody else can write on SQLite.</summary>
    private sealed class WaitNotice(TextWriter people, bool isSqlite) : IProgress<ImportProgress>
    {
        private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(2);
        private bool isSaid;

        public void Report(ImportProgress value)
        {
            if (isSaid || value.Remaining is not { } remaining || remaining < WorthSaying)
            {
                return;
            }

            isSaid = true;
            var others = isSqlite ? " Until then the shop can be read, and whoever else writes is told that it is busy." : "";
            people.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{value.Total:N0} rows to write, about {remaining.TotalSeconds:N0} seconds more.{others}"));
        }
    }
}
