using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>A category as programs read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name, 1 to 100 characters, unique among its siblings.</param>
/// <param name="Slug">Its page is /categories/{slug}.</param>
/// <param name="Description">May be empty.</param>
/// <param name="ParentId">Null for a department.</param>
/// <param name="ProductCount">Listed products in it and below it.</param>
public sealed record CategoryItem(int Id, string Name, string Slug, string Description, int? ParentId, int ProductCount)
{
    /// <summary>What lies right below it, by name; not there in a flat list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CategoryItem>? Children { get; init; }

    /// <summary>Another one for other fields, and the same for the same.</summary>
    [JsonIgnore]
    public int Version => VersionOf(Name, Description, ParentId);

    /// <summary>A number made of the fields of a category, which has no count of its edits.</summary>
    public static int VersionOf(string name, string description, int? parentId) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{parentId}\n{name}\n{description}"))) & int.MaxValue;
}
