using System.Globalization;
using HybridShop.Tests.Support;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Overview;

public sealed class OverviewOnSqlite(SqliteDatabases databases) : OverviewTests(databases);

public sealed class OverviewOnPostgres(PostgresDatabases databases) : OverviewTests(databases);

/// <summary>The shop's numbers against a plain recount in memory.</summary>
public abstract class OverviewTests(TestDatabases databases) : DatabaseTest(databases)
{
    private readonly Random random = new(20260302);

    [Fact]
    public async Task All_numbers_of_a_random_shop_are_what_a_recount_says()
    {
        await FillAsync();

        await ShouldBeARecountAsync();
    }

    [Fact]
    public async Task The_numbers_follow_every_act()
    {
        await ShouldBeARecountAsync();
        List<Func<Task>> acts =
        [
            () => Shop.Stock.AdjustAsync(new() { ProductId = Products.Mug, Delta = -2 }, Users.Mara),
            () => Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -8 }, Users.Mara),
            () => Shop.Products.CreateAsync(new() { Name = "Lantern", CategoryId = Categories.Lamps, Price = new(700), InitialStock = 3, Status = ProductStatus.Published }, Users.Mara),
            () => Shop.Products.EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = new(4_900), p => p.Price = new(9_900)), Users.Mara),
            () => Shop.Products.WithdrawAsync(Products.Apron, Users.Mara),
            () => Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = 5 }, Users.Ada),
            () => Shop.Categories.EditAsync(Categories.Lamps,
                Edit.Of<CategoryInput>(p => p.ParentId = Categories.Light, p => p.ParentId = Categories.Desk), Users.Mara),
        ];
        foreach (var act in acts)
        {
            var before = await Shop.Overview.GetAsync(Users.Mara);
            await act();
            (await ShouldBeARecountAsync()).ShouldNotBe(before);
        }
    }

    [Fact]
    public async Task A_number_counts_what_its_link_lists()
    {
        Shop.Clock.Advance(TimeSpan.FromDays(40));
        await Shop.Products.CreateAsync(new() { Name = "Lantern", CategoryId = Categories.Lamps, Price = new(700), InitialStock = 3, Status = ProductStatus.Draft }, Users.Mara);
        Shop.Clock.Advance(TimeSpan.FromHours(3));
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1 }, Users.Mara);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1 }, Users.Mara);

        var numbers = await Shop.Overview.GetAsync(Users.Mara);
        var added = await Shop.Stock.ListLevelsAsync(new() { View = StockView.NewThisMonth }, Users.Mara);
        var moves = await Shop.Activity.ListAsync(new() { Kind = ActivityKinds.Stock, From = numbers.Today.Day, To = numbers.Today.Day }, 100, Users.Mara);

        added.Levels.Items.Select(level => level.Name).ShouldBe(["Lantern"]);
        (numbers.NewProductsThisMonth, added.Counts.NewThisMonth).ShouldBe((1, 1));
        (numbers.Today.StockChanges, moves.Count).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_day_ends_at_the_shops_midnight_and_stays_what_it_was()
    {
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 5 }, Users.Mara);
        var today = (await Shop.Overview.GetAsync(Users.Mara)).Today;

        Shop.Clock.Advance(TimeSpan.FromDays(1));
        (await Shop.Overview.GetAsync(Users.Mara)).Days[^2].ShouldBe(today);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -3 }, Users.Mara);

        var overview = await ShouldBeARecountAsync();
        overview.Days[^2].ShouldBe(today);
        overview.Today.Out.ShouldBe(3);
    }

    [Fact]
    public async Task A_fortune_is_no_overflow()
    {
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, SetTo = ProductLimits.MaxStock, Seen = 10 }, Users.Mara);
        await Shop.Products.EditAsync(Products.Lamp,
            Edit.Of<ProductInput>(p => p.Price = new(4_900), p => p.Price = new(ProductLimits.MaxPriceMinor)), Users.Mara);

        (await Shop.Overview.GetAsync(Users.Mara)).StockValue.Minor.ShouldBe(long.MaxValue);
    }

    [Fact]
    public async Task The_numbers_are_for_staff_alone()
    {
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Overview.GetAsync(Users.Sam));
    }

    private async Task<ShopOverview> ShouldBeARecountAsync()
    {
        var overview = await Shop.Overview.GetAsync(Users.Mara);
        var now = Shop.Clock.GetUtcNow().UtcDateTime;
        var products = await Shop.ReadAsync(db => db.Products.AsNoTracking().Where(p => p.Status != ProductStatus.Withdrawn).ToListAsync());
        var categories = await Shop.ReadAsync(db => db.Categories.AsNoTracking().ToDictionaryAsync(c => c.Id));
        var lines = await Shop.ReadAsync(db => db.StockMovements.AsNoTracking().ToListAsync());
        var reviews = await Shop.ReadAsync(db => db.Reviews.AsNoTracking().ToListAsync());

        overview.ProductsOut.ShouldBe(products.Count(p => p.Availability == Availability.SoldOut));
        overview.ProductsLow.ShouldBe(products.Count(p => p.Availability == Availability.FewLeft));
        overview.StockValue.Minor.ShouldBe(products.Sum(p => p.Price.Minor * p.Stock));
        overview.NewProductsThisMonth.ShouldBe(products.Count(p => (p.CreatedUtc.Year, p.CreatedUtc.Month) == (now.Year, now.Month)));
        overview.ReviewsWaiting.ShouldBe(reviews.Count(r => r.Status == ReviewStatus.Pending || (r.PendingRating is not null && r.Reason is null)));
        overview.Departments.ToDictionary(d => d.Name, d => d.Value.Minor).ShouldBe(
            products.Where(p => p.Price.Minor * p.Stock > 0).GroupBy(p => Top(p.CategoryId)).ToDictionary(g => g.Key, g => g.Sum(p => p.Price.Minor * p.Stock)),
            ignoreOrder: true);
        overview.Departments.Select(d => d.Value).ShouldBeInOrder(SortDirection.Descending);
        overview.Days.ShouldBe(Enumerable.Range(-29, 30).Select(i => DateOnly.FromDateTime(now).AddDays(i)).Select(day => new ShopDay(
            day, On(day).Where(m => m.Delta > 0).Sum(m => m.Delta), -On(day).Where(m => m.Delta < 0).Sum(m => m.Delta), On(day).Count(),
            reviews.Count(r => DateOnly.FromDateTime(r.CreatedUtc) == day))));
        return overview;

        IEnumerable<StockMovement> On(DateOnly day) => lines.Where(m => DateOnly.FromDateTime(m.CreatedUtc) == day);

        string Top(int id) => categories[id] is { ParentId: { } parent } ? Top(parent) : categories[id].Name;
    }

    private async Task FillAsync()
    {
        var now = Shop.Clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < 200; i++)
        {
            var product = new Product
            {
                Name = $"Thing {i}", Slug = string.Create(CultureInfo.InvariantCulture, $"thing-{i}"), CategoryId = random.Next(1, 6), Stock = random.Next(5),
                Price = new(random.Next(10_000)), LowStockThreshold = random.Next(4), Status = (ProductStatus)random.Next(3),
                CreatedUtc = now - (TimeSpan.FromDays(90) * random.NextDouble()),
            };
            await Shop.AddAsync(product);
            await Shop.AddAsync([.. Enumerable.Range(0, random.Next(4)).Select(_ => new StockMovement
            {
                ProductId = product.Id, Delta = random.Next(2) == 0 ? -random.Next(1, 9) : random.Next(1, 9), BalanceAfter = 1, ActorName = "Mara",
                Reason = StockReason.Counted, CreatedUtc = now - (TimeSpan.FromDays(40) * random.NextDouble()),
            }), new Review
            {
                ProductId = product.Id, Rating = 4, Status = (ReviewStatus)random.Next(3), PendingRating = random.Next(3) == 0 ? 2 : null,
                Reason = random.Next(3) == 0 ? "Off topic." : null, CreatedUtc = now - (TimeSpan.FromDays(40) * random.NextDouble()), UpdatedUtc = now,
            }]);
        }
    }
}
