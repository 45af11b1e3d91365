namespace HybridShop.Components.Catalog.Categories;

/// <summary>A category as a select offers it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Label">Its name, moved in by its depth.</param>
/// <param name="Path">Names from the department down to it.</param>
public sealed record CategoryOption(int Id, string Slug, string Label, string Path)
{
    /// <summary>The whole tree from the top down, siblings in the tree's order.</summary>
    public static IReadOnlyList<CategoryOption> Of(IEnumerable<CategoryNode> departments)
    {
        ArgumentNullException.ThrowIfNull(departments);
        return [.. departments.SelectMany(department => Below(department, "", 0))];
    }

    // An em space: a browser takes ordinary ones at an option's beginning away.
    private static IEnumerable<CategoryOption> Below(CategoryNode node, string above, int depth) =>
        node.Children.SelectMany(child => Below(child, above + node.Name + " › ", depth + 1))
            .Prepend(new(node.Id, node.Slug, new string('\u2003', depth) + node.Name, above + node.Name));
}
