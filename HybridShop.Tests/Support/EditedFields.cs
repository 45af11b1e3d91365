namespace HybridShop.Tests.Support;

/// <summary>What an edit is about, for tests.</summary>
internal static class EditedFields
{
    /// <summary>The lasting names of the fields that an edit touches.</summary>
    public static IReadOnlyList<string> Touched<TInput>(this FieldTable<TInput> fields, Edit<TInput> edit)
        where TInput : class, ICopyable<TInput>, new() =>
        [.. fields.Where(field => !field.IsSame(edit.Original, edit.New)).Select(field => field.Name)];
}
