using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Search;

/// <summary>A filter with its slugs looked up and its numbers in bounds: what the queries work with.</summary>
internal sealed class ResolvedFilter
{
    public required CategoryNode? Category { get; init; }

    /// <summary>Ids of the category's subtree; null for the whole shop.</summary>
    public required IReadOnlyCollection<int>? CategoryIds { get; init; }

    /// <summary>Ids of the chosen shelves' subtrees; null when none is chosen.</summary>
    public required IReadOnlyCollection<int>? SubCategoryIds { get; init; }

    public required Money? Min { get; init; }

    public required Money? Max { get; init; }

    public required int? MinRating { get; init; }

    public required IReadOnlyCollection<Availability> Availability { get; init; }

    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Ids of the products with those words, where they are few enough to name; else the database looks for the words.</summary>
    public IReadOnlyList<int>? FoundIds { get; set; }

    public required CatalogSort Sort { get; init; }

    public bool IsPlain => SubCategoryIds is null && Min is null && Max is null && MinRating is null && Availability.Count == 0 && Words.Count == 0;

    public (int?, Money?, Money?, string) FacetKey => (Category?.Id, Min, Max, string.Join(' ', Words));

    /// <summary>Null when the filter names a category that is not there.</summary>
    public static ResolvedFilter? From(CatalogFilter filter, CategoryTree tree)
    {
        var category = filter.Category is null ? null : tree.Find(filter.Category);
        if (filter.Category is not null && category is null)
        {
            return null;
        }

        var subCategories = filter.SubCategories.Select(tree.Find).OfType<CategoryNode>().ToList();
        return new()
        {
            Category = category,
            CategoryIds = category is null ? null : Ids([category]),
            SubCategoryIds = filter.SubCategories.Count == 0 ? null : Ids(subCategories),
            Min = filter.MinPrice,
            Max = filter.MaxPrice,
            MinRating = filter.MinRating is { } rating ? Math.Clamp(rating, 1, 5) : null,
            Availability = [.. filter.Availability.Where(Enum.IsDefined).Distinct()],
            Words = SearchWords.Split(filter.Words),
            Sort = Enum.IsDefined(filter.Sort) ? filter.Sort : CatalogSort.Newest,
        };

        static HashSet<int> Ids(IEnumerable<CategoryNode> categories) => [.. categories.SelectMany(CategoryTree.SelfAndBelow).Select(c => c.Id)];
    }

    /// <summary>Listed products by category, price and words: what the facets are counted over.</summary>
    public IQueryable<Product> Within(IQueryable<Product> products)
    {
        products = products.Where(ProductProjections.IsListed);
        if (CategoryIds is { } ids)
        {
            products = products.Where(p => ids.Contains(p.CategoryId));
        }

        if (Min is { } min)
        {
            products = products.Where(p => p.Price >= min);
        }

        if (Max is { } max)
        {
            products = products.Where(p => p.Price <= max);
        }

        if (FoundIds is { } found)
        {
            return products.Where(p => found.Contains(p.Id));
        }

        foreach (var word in Words)
        {
            products = products.Where(p => p.SearchText.Contains(word));
        }

        return products;
    }

    /// <summary>All that is chosen, in the chosen order.</summary>
    public IQueryable<Product> Rows(IQueryable<Product> products)
    {
        products = Within(products);
        if (SubCategoryIds is { } subCategories)
        {
            products = products.Where(p => subCategories.Contains(p.CategoryId));
        }

        if (MinRating is { } rating)
        {
            var least = new Rating(rating * 1000);
            products = products.Where(p => p.AverageRating >= least);
        }

        if (Availability.Count is > 0 and < 3)
        {
            var (soldOut, few, many) = (Has(HybridShop.Components.Catalog.Availability.SoldOut),
                Has(HybridShop.Components.Catalog.Availability.FewLeft), Has(HybridShop.Components.Catalog.Availability.InStock));
            products = products.Where(p =>
                (soldOut && p.Stock == 0) || (few && p.Stock > 0 && p.Stock <= p.LowStockThreshold) || (many && p.Stock > 0 && p.Stock > p.LowStockThreshold));
        }

        return Sort switch
        {
            CatalogSort.PriceUp => products.OrderBy(p => p.Price).ThenBy(p => p.Id),
            CatalogSort.PriceDown => products.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
            CatalogSort.Rating => products.OrderByDescending(p => p.AverageRating).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id),
            CatalogSort.Name => products.OrderBy(p => p.Name).ThenBy(p => p.Id),
            _ when Words.Count > 0 => products.OrderBy(p => p.SearchText.IndexOf(Words[0])).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id),
            _ => products.OrderByDescending(p => p.CreatedUtc).ThenByDescending(p => p.Id),
        };

        bool Has(Availability availability) => Availability.Contains(availability);
    }
}
