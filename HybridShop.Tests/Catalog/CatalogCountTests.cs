using System.Globalization;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

public sealed class CatalogCountsOnSqlite(SqliteDatabases databases) : CatalogCountTests(databases);

public sealed class CatalogCountsOnPostgres(PostgresDatabases databases) : CatalogCountTests(databases);

/// <summary>Lists, totals and facets against a plain recount in memory, over a random shop.</summary>
public abstract class CatalogCountTests(TestDatabases databases) : DatabaseTest(databases)
{
    private const int ProductCount = 300;

    private readonly Random random = new(20260302);
    private List<Product> products = [];
    private IReadOnlyList<CategoryNode> categories = [];

    [Fact]
    public async Task Rows_totals_and_facets_are_what_a_recount_says()
    {
        await FillAsync();
        var found = 0;
        for (var i = 0; i < 60; i++)
        {
            var filter = RandomFilter();
            var page = (await Shop.Catalog.ListAsync(filter)).ShouldNotBeNull();

            var expected = Expect(filter, shelves: true, rating: true, availability: true);
            page.Products.Total.ShouldBe(expected.Count, $"{filter}");
            page.Products.Items.Select(p => p.Id).ShouldBeSubsetOf(expected.Select(p => p.Id));
            foreach (var (shelf, count) in page.Facets.SubCategories)
            {
                var ids = Below(categories.Single(c => c.Id == shelf.Id)).ToHashSet();
                count.ShouldBe(Expect(filter, shelves: false, rating: true, availability: true).Count(p => ids.Contains(p.CategoryId)), $"{shelf} of {filter}");
            }

            foreach (var (least, count) in page.Facets.Ratings)
            {
                count.ShouldBe(Expect(filter, shelves: true, rating: false, availability: true).Count(p => Milli(p) >= least * 1000), $"{least} of {filter}");
            }

            foreach (var (availability, count) in page.Facets.Availability)
            {
                count.ShouldBe(Expect(filter, shelves: true, rating: true, availability: false).Count(p => p.Availability == availability), $"{availability} of {filter}");
            }

            found += expected.Count;
        }

        found.ShouldBeGreaterThan(ProductCount);
    }

    [Theory]
    [InlineData(CatalogSort.Newest)]
    [InlineData(CatalogSort.PriceUp)]
    [InlineData(CatalogSort.PriceDown)]
    [InlineData(CatalogSort.Rating)]
    [InlineData(CatalogSort.Name)]
    public async Task Pages_hold_every_product_once_and_in_order(CatalogSort sort)
    {
        await FillAsync();
        foreach (var filter in new CatalogFilter[] { new() { Sort = sort, PageSize = 7 }, new() { Sort = sort, PageSize = 7, Category = "kitchen" } })
        {
            var rows = new List<ProductSummary>();
            for (var page = 1; ; page++)
            {
                var items = (await Shop.Catalog.ListAsync(filter with { Page = page }))!.Products.Items;
                if (items.Count == 0)
                {
                    break;
                }

                rows.AddRange(items);
            }

            rows.Select(r => r.Id).ShouldBe(Expect(filter, true, true, true).Select(p => p.Id), ignoreOrder: true);
            var created = products.ToDictionary(p => p.Id, p => p.CreatedUtc);
            rows.ShouldBe(sort switch
            {
                CatalogSort.PriceUp => rows.OrderBy(p => p.Price).ThenBy(p => p.Id),
                CatalogSort.PriceDown => rows.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
                CatalogSort.Rating => rows.OrderByDescending(p => p.AverageRating).ThenByDescending(p => p.ReviewCount).ThenByDescending(p => p.Id),
                CatalogSort.Name => rows.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id),
                _ => rows.OrderByDescending(p => created[p.Id]).ThenByDescending(p => p.Id),
            });
        }
    }

    /// <summary>Many products at few distinct prices, names and moments, so that equals are the rule.</summary>
    private async Task FillAsync()
    {
        int[] places = [Categories.Light, Categories.Lamps, Categories.Kitchen, Categories.Cooking];
        for (var i = 0; i < ProductCount; i++)
        {
            var product = new Product
            {
                Name = random.GetItems(["Lamp", "Pot", "Stool", "Jug"], 1)[0],
                Slug = string.Create(CultureInfo.InvariantCulture, $"random-{i}"),
                Price = new(random.Next(1, 20) * 100),
                Stock = random.Next(0, 8),
                LowStockThreshold = random.Next(0, 5),
                CategoryId = random.GetItems(places, 1)[0],
                Status = random.GetItems([ProductStatus.Published, ProductStatus.Published, ProductStatus.Draft, ProductStatus.Withdrawn], 1)[0],
                CreatedUtc = FakeClock.Start.UtcDateTime.AddDays(-random.Next(1, 5)),
                Stars1 = random.Next(0, 2),
                Stars3 = random.Next(0, 3),
                Stars5 = random.Next(0, 3),
            };
            ProductDescription.Apply(product);
            products.Add(product);
        }

        await Shop.AddAsync([.. products]);

        // Behind the services' back, so the shop has to be told.
        await Shop.AddAsync(new Change { Kind = ChangeKind.Everything, Actor = "Test", IsListed = true, CreatedUtc = FakeClock.Start.UtcDateTime });
        await Shop.Get<ShopFeed>().CatchUpAsync(TestContext.Current.CancellationToken);
        products = await Shop.ReadAsync(async db => await Task.FromResult(db.Products.ToList()));
        categories = [.. (await Shop.Catalog.ListCategoriesAsync()).SelectMany(CategoryTree.SelfAndBelow)];
    }

    private CatalogFilter RandomFilter() => new()
    {
        Category = random.GetItems([null, null, "light", "kitchen", "cooking"], 1)[0],
        SubCategories = random.Next(3) == 0 ? [random.GetItems(["lamps", "cooking", "light"], 1)[0]] : [],
        MinPrice = random.Next(3) == 0 ? new(random.Next(1, 15) * 100) : null,
        MaxPrice = random.Next(3) == 0 ? new(random.Next(5, 20) * 100) : null,
        MinRating = random.Next(3) == 0 ? random.Next(2, 5) : null,
        Availability = random.Next(3) == 0 ? random.GetItems(Enum.GetValues<Availability>(), 2) : [],
        Words = random.Next(4) == 0 ? "lamp" : null,
        PageSize = 50,
    };

    private List<Product> Expect(CatalogFilter filter, bool shelves, bool rating, bool availability)
    {
        var within = filter.Category is null ? null : Below(categories.Single(c => c.Slug == filter.Category)).ToHashSet();
        var subCategoryIds = categories.Where(c => filter.SubCategories.Contains(c.Slug)).SelectMany(Below).ToHashSet();
        return [.. products.Where(p =>
            p.Status == ProductStatus.Published && p.VariantRank == 0
            && (within is null || within.Contains(p.CategoryId))
            && !(p.Price < filter.MinPrice) && !(p.Price > filter.MaxPrice)
            && p.SearchText.Contains(filter.Words ?? "", StringComparison.Ordinal)
            && (!shelves || filter.SubCategories.Count == 0 || subCategoryIds.Contains(p.CategoryId))
            && (!rating || Milli(p) >= (filter.MinRating ?? 0) * 1000)
            && (!availability || filter.Availability.Count == 0 || filter.Availability.Contains(p.Availability)))];
    }

    private static IEnumerable<int> Below(CategoryNode category) => CategoryTree.SelfAndBelow(category).Select(c => c.Id);

    private static int Milli(Product product)
    {
        var count = product.Stars1 + product.Stars3 + product.Stars5;
        return count == 0 ? product.AverageRating.Thousandths : 1000 * (product.Stars1 + (3 * product.Stars3) + (5 * product.Stars5)) / count;
    }
}
