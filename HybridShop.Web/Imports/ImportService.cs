using System.Globalization;
using HybridShop.Components.Imports;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Imports;

/// <summary>Reads and checks the whole file first, outside the writers' gate; then writes it as one act.</summary>
internal sealed class ImportService(UnitOfWork unitOfWork, Currency currency, TimeProvider clock) : IImportService
{
    public async Task<Outcome<ImportReport>> ImportAsync(
        Stream file, string fileName, ShopActor actor, IProgress<ImportProgress>? progress = null, CancellationToken ct = default)
    {
        if (!actor.IsStaff)
        {
            return Outcome.Forbidden(CatalogText.StaffOnly);
        }

        var read = await ShopifyCsv.ReadAsync(file, ct);
        if (!read.IsDone)
        {
            return Outcome.Invalid(read.Errors);
        }

        var plan = ShopifyPlanner.Plan(read.Value!, currency);
        return await unitOfWork.RunAsync(actor, async write =>
        {
            await write.Db.LockCategoriesAsync(ct);
            var categories = await write.Db.Categories.CountAsync(ct);
            var results = new ImportResults(plan);
            var index = await ImportIndex.ReadAsync(write.Db, plan, results, ct);
            await new ImportWriter(write, index, results, clock, progress).RunAsync(ct);

            var report = results.ToReport(fileName, await write.Db.Categories.CountAsync(ct) - categories);
            if (results.HasChanges)
            {
                // One for all: a change for each product would be read by everybody one after the other.
                write.AddChangeOfEverything();
                write.AddAuditEntry("import", null, fileName, null, Summary(report));
            }

            return Outcome.Done(report);
        }, ct);
    }

    private static string Summary(ImportReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"created: {report.Created}; updated: {report.Updated}; unchanged: {report.Unchanged}; pictures: {report.Pictures}; skipped: {report.Skipped}");
}

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services.AddSingleton<IImportService, ImportService>();
}
