using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Reviews;

public sealed class TakeBackOnSqlite(SqliteDatabases databases) : TakeBackTests(databases);

public sealed class TakeBackOnPostgres(PostgresDatabases databases) : TakeBackTests(databases);

public abstract class TakeBackTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task A_published_edit_that_is_taken_back_has_its_earlier_words_again_and_the_edit_waits()
    {
        var edit = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 2, Comment = "It leaks." }), Users.Bea)).Value!;
        var published = (await Shop.Reviews.ModerateAsync(edit.Id, new() { Approve = true, Reply = "We mend it.", SeenVersion = edit.Version }, Users.Mara)).Value!;
        (await StarsAsync()).ShouldBe((Four: 0, Two: 1));

        var back = (await TakeBackAsync(published)).Value.ShouldNotBeNull().ShouldHaveSingleItem().Outcome.Value.ShouldNotBeNull();

        back.ShouldBe(edit with { Version = published.Version + 1 });
        (await StarsAsync()).ShouldBe((Four: 1, Two: 0));
        (await Shop.Activity.ListAsync(new(), 1, Users.Mara))[0].ShouldSatisfyAllConditions(
            line => line.What.ShouldBe("review.undo"), line => line.After.ShouldBe("Approved, 4: Sings before it boils."));
    }

    [Fact]
    public async Task A_reply_to_a_public_review_is_taken_back()
    {
        var read = (await Shop.Reviews.FindForStaffAsync(SampleWorld.BeasReview, Users.Mara))!;
        var replied = (await Shop.Reviews.ModerateAsync(read.Id, new() { Approve = true, Reply = "Thank you.", SeenVersion = read.Version }, Users.Mara)).Value!;

        (await TakeBackAsync(replied)).IsDone.ShouldBeTrue();

        (await Shop.Reviews.FindForStaffAsync(read.Id, Users.Mara)).ShouldBe(read with { Version = replied.Version + 1 });
    }

    [Fact]
    public async Task A_decision_on_several_is_taken_back_in_one_transaction_and_what_changed_since_stays()
    {
        var (lamp, mug) = (await PostAsync(Products.Lamp, Users.Ada), await PostAsync(Products.Mug, Users.Ada));
        var results = (await Shop.Reviews.ModerateManyAsync(
            new() { Reason = "Advertising", Reviews = [new(lamp.Id, lamp.Version), new(mug.Id, mug.Version)] }, Users.Mara)).Value!;
        await Shop.Reviews.EditAsync(mug.Id, Edit.Whole(new ReviewInput { Rating = 1, Comment = "Other words." }), Users.Ada);
        var sequence = Shop.Feed.LatestSequence;

        var back = (await TakeBackAsync([.. results.Select(result => result.Outcome.Value!)])).Value.ShouldNotBeNull();

        back.Select(result => (result.ReviewId, result.Outcome.Message)).ShouldBe([(lamp.Id, ""), (mug.Id, ReviewText.ChangedSince)]);
        (await Shop.Reviews.FindForStaffAsync(mug.Id, Users.Mara))!.Comment.ShouldBe("Other words.");
        (await Shop.Reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 1, Users.Mara)).Counts.ShouldBe(new(Waiting: 2, Published: 1, Refused: 0));
        Shop.Feed.LatestSequence.ShouldBe(sequence + 1);
    }

    [Fact]
    public async Task Nothing_is_taken_back_twice_or_by_others_or_after_a_restart()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        var published = (await Shop.Reviews.ModerateAsync(lamp.Id, new() { Approve = true, SeenVersion = lamp.Version }, Users.Mara)).Value!;
        SeenReview[] decided = [new(lamp.Id, published.Version)];

        (await Shop.Reviews.TakeBackAsync(decided, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
        await using (var restarted = await Shop.OpenAnotherAsync())
        {
            (await restarted.Reviews.TakeBackAsync(decided, Users.Mara)).Errors.ShouldHaveSingleItem().Message.ShouldBe(ReviewText.NotRemembered);
        }

        (await Shop.Reviews.TakeBackAsync(decided, Users.Mara)).IsDone.ShouldBeTrue();
        (await Shop.Reviews.TakeBackAsync(decided, Users.Mara)).Errors.ShouldHaveSingleItem().Message.ShouldBe(ReviewText.ChangedSince);
        (await Shop.Reviews.TakeBackAsync([], Users.Mara)).Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Fact]
    public async Task The_counts_of_the_queues_follow_every_act()
    {
        (await CountsAsync()).ShouldBe(new(Waiting: 0, Published: 1, Refused: 0));
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        (await CountsAsync()).ShouldBe(new(Waiting: 1, Published: 1, Refused: 0));
        var published = (await Shop.Reviews.ModerateAsync(lamp.Id, new() { Approve = true, SeenVersion = lamp.Version }, Users.Mara)).Value!;
        (await CountsAsync()).ShouldBe(new(Waiting: 0, Published: 2, Refused: 0));
        await TakeBackAsync(published);
        (await CountsAsync()).ShouldBe(new(Waiting: 1, Published: 1, Refused: 0));
        await Shop.Reviews.DeleteAsync(lamp.Id, Users.Mara);
        (await CountsAsync()).ShouldBe(new(Waiting: 0, Published: 1, Refused: 0));
    }

    private async Task<ReviewQueueCounts> CountsAsync() => (await Shop.Reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 1, Users.Mara)).Counts;

    private async Task<ReviewDraft> PostAsync(int product, ShopActor user) =>
        (await Shop.Reviews.PostAsync(product, new() { Rating = 5, Comment = "Fine." }, user)).Value.ShouldNotBeNull();

    private Task<Outcome<IReadOnlyList<ModerationResult>>> TakeBackAsync(params ReviewDraft[] decided) =>
        Shop.Reviews.TakeBackAsync([.. decided.Select(review => new SeenReview(review.Id, review.Version))], Users.Mara);

    private Task<(int Four, int Two)> StarsAsync() => Shop.ReadAsync(async db =>
    {
        var kettle = await db.Products.SingleAsync(p => p.Id == Products.Kettle);
        return (kettle.Stars4, kettle.Stars2);
    });
}
