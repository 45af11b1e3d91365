using System.Globalization;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Drafts;

public sealed class DraftsOnSqlite(SqliteDatabases databases) : DraftTests(databases);

public sealed class DraftsOnPostgres(PostgresDatabases databases) : DraftTests(databases);

public abstract class DraftTests(TestDatabases databases) : DatabaseTest(databases)
{
    private IDraftService Drafts => Shop.Get<IDraftService>();

    [Fact]
    public async Task What_is_typed_replaces_what_was_typed_before()
    {
        await SaveAsync("review:1", "Than");
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await SaveAsync("review:1", "Thank you");
        await SaveAsync("product:1", "{}");

        var kept = (await Drafts.ListAsync("review:", Users.Mara)).ShouldHaveSingleItem();

        kept.Text.ShouldBe("Thank you");
        kept.UpdatedUtc.ShouldBe(Shop.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Nobody_sees_or_drops_anothers()
    {
        await SaveAsync("review:1", "Thank you");

        (await Drafts.ListAsync("", Users.Admin)).ShouldBeEmpty();
        await Drafts.DeleteAsync("review:1", Users.Admin);

        (await Drafts.ListAsync("", Users.Mara)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_no_person_has_none()
    {
        (await Drafts.SaveAsync("review:1", "x", ShopActor.Shop)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Drafts.ListAsync("", ShopActor.Shop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_saved_is_forgotten_and_twice_does_no_harm()
    {
        await SaveAsync("review:1", "Thank you");

        await Drafts.DeleteAsync("review:1", Users.Mara);
        await Drafts.DeleteAsync("review:1", Users.Mara);

        (await Drafts.ListAsync("", Users.Mara)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(101, 10)]
    [InlineData(10, 100_001)]
    public async Task What_has_no_bounds_is_refused(int keyLength, int textLength)
    {
        var outcome = await Drafts.SaveAsync(new('k', keyLength), new('x', textLength), Users.Mara);

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Fact]
    public async Task The_oldest_make_room_for_the_newest()
    {
        for (var i = 1; i <= IDraftService.MaxPerPerson + 1; i++)
        {
            Shop.Clock.Advance(TimeSpan.FromSeconds(1));
            await SaveAsync(string.Create(CultureInfo.InvariantCulture, $"review:{i}"), "x");
        }

        var keys = (await Drafts.ListAsync("", Users.Mara)).Select(draft => draft.Key).ToList();

        keys.Count.ShouldBe(IDraftService.MaxPerPerson);
        keys.ShouldNotContain("review:1");
        keys.ShouldContain("review:2");
    }

    [Fact]
    public async Task What_nobody_comes_back_to_goes_after_a_month()
    {
        await SaveAsync("review:1", "x");
        Shop.Clock.Advance(IDraftService.KeptFor + TimeSpan.FromSeconds(1));

        (await Drafts.ListAsync("", Users.Mara)).ShouldBeEmpty();
        await SaveAsync("review:2", "y");
        Shop.Clock.Advance(-TimeSpan.FromDays(1));

        (await Drafts.ListAsync("", Users.Mara)).ShouldHaveSingleItem().Key.ShouldBe("review:2");
    }

    private async Task SaveAsync(string key, string text) => (await Drafts.SaveAsync(key, text, Users.Mara)).Message.ShouldBeEmpty();
}
