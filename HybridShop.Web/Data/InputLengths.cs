using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Data;

internal static class InputLengths
{
    /// <summary>A column is as long as the property of the input allows that has its name, so that a length is said once.</summary>
    public static void HasLengthsOf<TInput>(this EntityTypeBuilder row)
    {
        foreach (var property in typeof(TInput).GetProperties())
        {
            if (property.GetCustomAttribute<StringLengthAttribute>() is { } length && row.Metadata.ClrType.GetProperty(property.Name) is not null)
            {
                row.Property(property.Name).HasMaxLength(length.MaximumLength);
            }
        }
    }
}
