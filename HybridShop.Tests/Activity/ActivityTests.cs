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
            async () => (await Shop.Products.EditAsync(Products.Lamp, new() { PriceMinor = new(4_900, 5_200) }, Users.Mara)).IsDone,
            async () => (await Shop.Products.WithdrawAsync(Products.Mug, Users.Mara)).IsDone,
            async () => (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -4 }, Users.Mara)).IsDone,
            async () => (await Shop.Categories.CreateAsync(new() { Name = "Garden" }, Users.Mara)).IsDone,
            async () => (await Shop.Categories.EditAsync(Categories.Desk, new() { Name = new("Desk", "Paper") }, Users.Mara)).IsDone,
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

        var list = await Shop.Activity.ListAsync(null, acts.Count, Users.Admin);

        list.Reverse().Select(a => (a.What, a.Subject, a.Before, a.After)).ShouldBe(
        [
            ("product.create", "Lantern", null, "Lantern"),
            ("product.edit", "Table lamp", "PriceMinor: 4900", "PriceMinor: 5200"),
            ("product.edit", "Café mug", "Status: Published", "Status: Withdrawn"),
            ("stock", "Table lamp", "10", "6"),
            ("category.create", "Garden", null, "Garden"),
            ("category.edit", "Paper", "Desk; parent ; ", "Paper; parent ; "),
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
        var before = await Shop.Activity.ListAsync(null, 100, Users.Mara);

        await Shop.Products.EditAsync(Products.Lamp, new() { PriceMinor = new(1, 5_200) }, Users.Mara);
        await Shop.Categories.DeleteAsync(Categories.Light, Users.Mara);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -400 }, Users.Mara);

        (await Shop.Activity.ListAsync(null, 100, Users.Mara)).ShouldBe(before);
    }

    [Fact]
    public async Task The_list_is_read_on_from_a_moment_and_by_staff_alone()
    {
        (await Shop.Activity.ListAsync(FakeClock.Start.UtcDateTime.AddDays(-1), 100, Users.Mara)).ShouldBeEmpty();
        (await Shop.Activity.ListAsync(null, 0, Users.Mara)).ShouldHaveSingleItem();
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Activity.ListAsync(null, 10, Users.Sam));
    }
}
