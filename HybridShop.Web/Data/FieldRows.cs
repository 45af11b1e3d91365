namespace HybridShop.Web.Data;

/// <summary>
/// Carries the fields of an input into its row and back: both have properties of the same name. By the properties and not by EF's entries, which would go
/// past what a property of a row sees to when it is set.
/// </summary>
internal static class FieldRows
{
    /// <summary>What stands in a row, as its input would say it. Fields that it does not have keep what goes without saying.</summary>
    public static TInput Read<TInput>(this FieldTable<TInput> fields, object row)
        where TInput : class, ICopyable<TInput>, new()
    {
        var (input, type) = (new TInput(), row.GetType());
        foreach (var field in fields)
        {
            if (type.GetProperty(field.Property) is { } property)
            {
                field.Set(input, property.GetValue(row));
            }
        }

        return input;
    }

    /// <summary>Writes fields of an input into a row; null leaves those as they are that keep what they have unless it is set.</summary>
    public static void Write<TInput>(this IEnumerable<Field<TInput>> fields, TInput input, object row)
    {
        var type = row.GetType();
        foreach (var field in fields)
        {
            var value = field.Get(input);
            if ((value is not null || !field.IsKeptUnlessSet) && type.GetProperty(field.Property) is { } property)
            {
                property.SetValue(row, value);
            }
        }
    }
}
