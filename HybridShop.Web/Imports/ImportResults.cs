using HybridShop.Components.Imports;

namespace HybridShop.Web.Imports;

/// <summary>Collects what became of each row during one run of the act. A row of which nothing is heard was skipped.</summary>
internal sealed class ImportResults(ImportPlan plan)
{
    private readonly ImportResult[] results = [.. Enumerable.Repeat(ImportResult.Skipped, plan.Rows.Count)];
    private readonly List<string>?[] why = new List<string>?[plan.Rows.Count];
    private int missingVariants;
    private int missingFrom;

    public bool HasChanges { get; private set; }

    public void Set(int row, ImportResult result)
    {
        results[row - 1] = result;
        HasChanges |= result is not (ImportResult.Unchanged or ImportResult.Skipped);
    }

    /// <summary>Something was written that no row's result tells of.</summary>
    public void Touch() => HasChanges = true;

    public void Say(int row, string text) => (why[row - 1] ??= []).Add(text);

    /// <summary>Variants of one product that are in the shop, but not in the file.</summary>
    public void NoteMissing(int count)
    {
        missingVariants += count;
        missingFrom += count > 0 ? 1 : 0;
    }

    public ImportReport ToReport(string file, int newCategories) => new()
    {
        File = file,
        NewCategories = newCategories,
        Notes = missingVariants == 0 ? plan.Notes
            : [.. plan.Notes, ImportSentence.Of(ImportText.Missing, missingVariants, missingFrom)],
        Rows = [.. plan.Rows.Select((row, i) => new ImportRow(row.Number, row.Line, row.Handle, results[i], [.. row.Why, .. why[i] ?? []]))],
    };
}
