using HybridShop.Tests.Support;

namespace HybridShop.Tests.Activity;

public sealed class ActivityOnSqlite(SqliteDatabases databases) : ActivityTests(databases);

public sealed class ActivityOnPostgres(PostgresDatabases databases) : ActivityTests(databases);

public abstract class ActivityTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task Every_write_by_staff_is_on_the_list_with_what_was_and_what_is()
    {
        List<Func<Task<bool>>> acts =
        [
            async () => (await Shop.Products.CreateAsync(new() { Name = "Lantern", CategoryId = Categories.Lamps }, Users.Mara)).IsDone,
            async () => (await Shop.Products.EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = new(4_900), p => p.Price = new(5_200)),
                Users.Mara)).IsDone,
            async () => (await Shop.Products.WithdrawAsync(Products.Mug, Users.Mara)).IsDone,
            async () => (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -4 }, Users.Mara)).IsDone,
            async () => (await Shop.Categories.CreateAsync(new() { Name = "Garden" }, Users.Mara)).IsDone,
            async () => (await Shop.Categories.EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "Paper"),
                Users.Mara)).IsDone,
            async () => (await Shop.Categories.DeleteAsync(Categories.Desk, Users.Mara)).IsDone,
            async () => (await Shop.Reviews.ModerateAsync(SampleWorld.BeasReview, new() { Reason = "Off topic.", SeenVersion = 2 }, Users.Mara)).IsDone,
            async () => (await Shop.Reviews.ModerateAsync(SampleWorld.BeasReview, new() { Approve = true, SeenVersion = 3 }, Users.Mara)).IsDone,
            async () => (await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.Mara)).IsDone,
        ];
        foreach (var act in acts)
        {
            Shop.Clock.Advance(TimeSpan.FromSeconds(1));
            (await act()).ShouldBeTrue();
        }

        var list = await Shop.Activity.ListAsync(new(), acts.Count, Users.Admin);

        list.Reverse().Select(a => (a.What, a.Subject, a.Before, a.After)).ShouldBe(
        [
            ("product.create", "Lantern", null, "Lantern"),
            ("product.edit", "Table lamp", "price: 49.00", "price: 52.00"),
            ("product.edit", "Café mug", "status: Published", "status: Withdrawn"),
            ("stock.correction", "Table lamp", "10", "6"),
            ("category.create", "Garden", null, "Garden"),
            ("category.edit", "Paper", "name: Desk", "name: Paper"),
            ("category.delete", "Paper", "Paper", null),
            ("review.refuse", "Enamel kettle", "Approved, 4: Sings before it boils.", "Rejected, 4: Sings before it boils."),
            ("review.approve", "Enamel kettle", "Rejected, 4: Sings before it boils.", "Approved, 4: Sings before it boils."),
            ("review.delete", "Enamel kettle", "Approved, 4: Sings before it boils.", null),
        ]);
        list.ShouldAllBe(a => a.Who == "Mara");
    }

    [Fact]
    public async Task A_refused_act_leaves_no_trace()
    {
        var before = await Shop.Activity.ListAsync(new(), 100, Users.Mara);

        await Shop.Products.EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = new(1), p => p.Price = new(5_200)), Users.Mara);
        await Shop.Categories.DeleteAsync(Categories.Light, Users.Mara);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -400 }, Users.Mara);

        (await Shop.Activity.ListAsync(new(), 100, Users.Mara)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_act_of_the_list_has_a_name_and_a_sentence()
    {
        foreach (var kind in ActivityKinds.All)
        {
            ActivityKinds.Name(kind).ShouldNotBe(kind);
            ActivityKinds.Sentence(new(default, "Mara", kind, "Lamp", null, null)).ShouldNotContain(kind + ",");
        }

        ActivityKinds.Groups.ShouldAllBe(group => ActivityKinds.Name(group) != group);
        (await Shop.Activity.ListAsync(new(), Paging.MaxSize, Users.Mara)).Select(item => item.What).ShouldBeSubsetOf(ActivityKinds.All);
    }

    [Fact]
    public async Task Read_on_from_line_to_line_the_list_loses_nothing_that_has_the_same_moment()
    {
        for (var i = 0; i < 7; i++)
        {
            await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara);
            await Shop.Categories.CreateAsync(new() { Name = $"Shelf {i}" }, Users.Mara);
        }

        var whole = await Shop.Activity.ListAsync(new(), Paging.MaxSize, Users.Mara);
        whole.Count(item => item.CreatedUtc == FakeClock.Start.UtcDateTime).ShouldBeGreaterThanOrEqualTo(14);
        var read = new List<ActivityItem>();
        ActivityPlace? before = null;
        while (await Shop.Activity.ListAsync(new() { Before = before }, 3, Users.Mara) is { Count: > 0 } some)
        {
            read.AddRange(some);
            before = some[^1].Place;
        }

        read.ShouldBe(whole);
        read.ShouldBe(ActivityItem.NewestFirst(read));
    }

    [Fact]
    public async Task The_list_is_asked_for_one_persons_acts_of_one_kind()
    {
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Mug, Delta = 1, Reason = StockReason.Returned }, Users.Sam);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1, Reason = StockReason.Sold }, Users.Mara);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 9 }, ShopActor.Shop);

        (await ListAsync(new() { Who = "sam", Kind = "stock.returned" })).ShouldHaveSingleItem().Subject.ShouldBe("Café mug");
        (await ListAsync(new() { Who = "Sam", Kind = "stock.sold" })).ShouldBeEmpty();
        (await ListAsync(new() { Who = ShopActor.Shop.Name })).ShouldHaveSingleItem().After.ShouldBe("18");
        (await ListAsync(new() { Kind = "stock" })).ShouldAllBe(item => item.What.StartsWith("stock."));
        (await ListAsync(new() { Kind = "category" })).Select(item => item.What).Distinct().ShouldBe(["category.create"]);
        (await ListAsync(new() { Kind = "product.edit" })).ShouldHaveSingleItem().Subject.ShouldBe("Old broom");
        (await ListAsync(new() { Who = "Nobody" })).ShouldBeEmpty();
        (await ListAsync(new() { Kind = "no.such" })).ShouldBeEmpty();
        (await Shop.Activity.ListPeopleAsync(Users.Mara)).ShouldBe(["Admin", "Mara", "Sam", "Sue", ShopActor.Shop.Name]);
    }

    [Fact]
    public async Task Days_of_the_list_begin_and_end_with_the_shops_own()
    {
        var today = DateOnly.FromDateTime(FakeClock.Start.UtcDateTime);
        var before = (await ListAsync(new() { From = today, To = today })).Count;
        Shop.Clock.Advance(FakeClock.Start.Date.AddDays(1) - FakeClock.Start.DateTime - TimeSpan.FromTicks(10));
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara);
        Shop.Clock.Advance(TimeSpan.FromTicks(10));
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1 }, Users.Mara);

        (await ListAsync(new() { From = today, To = today })).Count.ShouldBe(before + 1);
        (await ListAsync(new() { From = today.AddDays(1) })).ShouldHaveSingleItem();
        (await ListAsync(new() { To = today.AddDays(-1) })).ShouldBeEmpty();
        (await ListAsync(new() { From = DateOnly.MinValue, To = DateOnly.MaxValue })).Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task The_list_is_for_staff_alone()
    {
        (await Shop.Activity.ListAsync(new(), 0, Users.Mara)).ShouldHaveSingleItem();
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Activity.ListAsync(new(), 10, Users.Sam));
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Activity.ListPeopleAsync(Users.Sam));
    }

    private Task<IReadOnlyList<ActivityItem>> ListAsync(ActivityQuery query) => Shop.Activity.ListAsync(query, Paging.MaxSize, Users.Admin);
}
