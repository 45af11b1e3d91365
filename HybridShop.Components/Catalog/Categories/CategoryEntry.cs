namespace HybridShop.Components.Catalog.Categories;

/// <summary>A category as those who shape the tree see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name, unique among its siblings.</param>
/// <param name="Slug">Its page is /categories/{slug}.</param>
/// <param name="Description">May be empty.</param>
/// <param name="ParentId">Null for a department.</param>
/// <param name="ProductCount">Products that lie in it itself, whatever their status: each of them holds it.</param>
public sealed record CategoryEntry(int Id, string Name, string Slug, string Description, int? ParentId, int ProductCount)
{
    /// <summary>All that its editor sets.</summary>
    public CategoryInput ToInput() => new() { Name = Name, Description = Description, ParentId = ParentId };
}
