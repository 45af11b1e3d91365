using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Search;

/// <summary>How many listed products share a category, an availability and a whole-number rating.</summary>
internal readonly record struct FacetRow(int CategoryId, int Availability, int Rating, int Count);

/// <summary>
/// Counts for the filters: one GROUP BY for what is chosen by category, price and words; every total and every facet is a sum over its
/// few rows. Kept by revision, because counting is what makes lists slow.
/// </summary>
internal sealed class CatalogFacetReader(IDbContextFactory<ShopDbContext> contexts, CacheVersions revisions)
{
    private static readonly int[] RatingSteps = [4, 3, 2];
    private static readonly Availability[] AvailabilitySteps = [Availability.InStock, Availability.FewLeft, Availability.SoldOut];

    private readonly RevisionCache<(int? Category, Money? Min, Money? Max, string Words), FacetRow[]> cache = new(capacity: 2_000);

    private readonly RevisionCache<int, (CatalogFacets, int)> plainSums = new(capacity: 2_000);

    /// <summary>The counts beside a list, and its total. Without any filter they are kept too: most visitors see those.</summary>
    public async Task<(CatalogFacets Facets, int Total)> CountAsync(ResolvedFilter choice, CategoryTree tree) => choice.IsPlain
        ? await plainSums.GetAsync(choice.Category?.Id ?? 0, revisions.Lists, async () => Sum(await GetAsync(choice), choice, tree))
        : Sum(await GetAsync(choice), choice, tree);

    public Task<FacetRow[]> GetAsync(ResolvedFilter choice) =>
        cache.GetAsync(choice.FacetKey, revisions.Lists, async () =>
        {
            await using var db = await contexts.CreateDbContextAsync();
            return await choice.Within(db.Products)
                .GroupBy(p => new
                {
                    p.CategoryId,
                    Availability = p.Stock == 0 ? 0 : p.Stock <= p.LowStockThreshold ? 1 : 2,

                    // EF gives the column behind a rating by a detour over an object.
                    Rating = (int)(object)p.AverageRating / 1000,
                })
                .Select(g => new FacetRow(g.Key.CategoryId, g.Key.Availability, g.Key.Rating, g.Count()))
                .ToArrayAsync();
        });

    /// <summary>Each facet is counted as if it alone were not chosen.</summary>
    private static (CatalogFacets Facets, int Total) Sum(IReadOnlyList<FacetRow> rows, ResolvedFilter choice, CategoryTree tree)
    {
        bool SubCategory(FacetRow row) => choice.SubCategoryIds is null || choice.SubCategoryIds.Contains(row.CategoryId);
        bool Rating(FacetRow row) => choice.MinRating is null || row.Rating >= choice.MinRating;
        bool Available(FacetRow row) => choice.Availability.Count == 0 || choice.Availability.Contains((Availability)row.Availability);
        int Count(Func<FacetRow, bool> where) => rows.Where(where).Sum(row => row.Count);

        var subCategories = (choice.Category?.Children ?? tree.Departments).Select(child =>
        {
            var ids = CategoryTree.SelfAndBelow(child).Select(c => c.Id).ToHashSet();
            return (CategoryTree.Link(child), Count(row => ids.Contains(row.CategoryId) && Rating(row) && Available(row)));
        });
        var facets = new CatalogFacets(
            [.. subCategories],
            [.. RatingSteps.Select(least => (least, Count(row => row.Rating >= least && SubCategory(row) && Available(row))))],
            [.. AvailabilitySteps.Select(a => (a, Count(row => row.Availability == (int)a && SubCategory(row) && Rating(row))))]);
        return (facets, Count(row => SubCategory(row) && Rating(row) && Available(row)));
    }
}
