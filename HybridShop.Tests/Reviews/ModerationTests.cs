using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Reviews;

public sealed class ModerationOnSqlite(SqliteDatabases databases) : ModerationTests(databases);

public sealed class ModerationOnPostgres(PostgresDatabases databases) : ModerationTests(databases);

public abstract class ModerationTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task What_waits_is_listed_oldest_first_with_the_counts_of_all_queues()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var edit = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 2, Comment = "It leaks." }), Users.Bea)).Value!;
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var mug = await PostAsync(Products.Mug, Users.Ada);

        var waiting = await ListAsync(ReviewQueueFilter.Waiting);

        waiting.Items.ShouldBe([lamp, edit, mug]);
        waiting.Counts.ShouldBe(new(Waiting: 3, Published: 1, Refused: 0));
        (await ListAsync(ReviewQueueFilter.Published)).Items.ShouldBe([edit]);
    }

    [Fact]
    public async Task A_refused_edit_stands_with_the_refused_and_with_the_published()
    {
        var edit = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 1, Comment = "Rude." }), Users.Bea)).Value!;
        await RefuseAsync(edit);

        (await ListAsync(ReviewQueueFilter.Refused)).Items.ShouldHaveSingleItem().PendingComment.ShouldBe("Rude.");
        (await ListAsync(ReviewQueueFilter.Published)).Counts.ShouldBe(new(Waiting: 0, Published: 1, Refused: 1));
    }

    [Fact]
    public async Task A_long_queue_is_cut_into_pages()
    {
        await Shop.AddAsync([.. Enumerable.Range(0, 60).Select(i => new Web.Reviews.Review
        {
            ProductId = Products.Lamp, Rating = 3, CreatedUtc = DateTime.UnixEpoch, UpdatedUtc = DateTime.UnixEpoch.AddMinutes(i),
        })]);

        var second = await Shop.Reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 2, Users.Mara);

        (second.Items.Count, second.PageCount, second.Counts.Waiting).ShouldBe((10, 2, 60));
        second.Items[0].UpdatedUtc.ShouldBe(DateTime.UnixEpoch.AddMinutes(50));
    }

    [Fact]
    public async Task Only_staff_come_to_the_desk()
    {
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 1, Users.Sam));
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Reviews.FindForStaffAsync(SampleWorld.BeasReview, Users.Bea));
        (await Shop.Reviews.ModerateManyAsync(new() { Approve = true, Reviews = [new(1, 1)] }, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.TakeBackAsync([new(SampleWorld.BeasReview, 2)], Users.Bea)).Kind.ShouldBe(OutcomeKind.Forbidden);
    }

    [Fact]
    public async Task Several_reviews_are_decided_on_each_for_itself()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        var mug = await PostAsync(Products.Mug, Users.Ada);
        await Shop.Reviews.EditAsync(mug.Id, Edit.Whole(new ReviewInput { Rating = 1, Comment = "Changed." }), Users.Ada);

        var results = (await DecideManyAsync(approve: true, null, lamp, mug, lamp with { Id = 999 })).Value.ShouldNotBeNull();

        results.Select(result => (result.ReviewId, result.Outcome.Kind)).ShouldBe(
            [(lamp.Id, OutcomeKind.Done), (mug.Id, OutcomeKind.Conflict), (999, OutcomeKind.NotFound)]);
        (await ListAsync(ReviewQueueFilter.Waiting)).Items.ShouldHaveSingleItem().Id.ShouldBe(mug.Id);
        (await Shop.ReadAsync(db => db.Products.SingleAsync(p => p.Id == Products.Lamp))).ReviewCount.ShouldBe(1);
    }

    [Fact]
    public async Task Several_refusals_share_one_reason_and_need_it()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        var mug = await PostAsync(Products.Mug, Users.Ada);

        (await DecideManyAsync(approve: false, " ", lamp, mug)).Errors.ShouldHaveSingleItem().ShouldBe(new("Reason", ReviewText.ReasonMissing));
        (await ListAsync(ReviewQueueFilter.Waiting)).Items.Count.ShouldBe(2);

        (await DecideManyAsync(approve: false, "Advertising", lamp, mug)).IsDone.ShouldBeTrue();
        (await ListAsync(ReviewQueueFilter.Refused)).Items.Select(review => review.Reason).ShouldBe(["Advertising", "Advertising"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task One_act_decides_on_1_to_200_reviews(int count)
    {
        var input = new BulkModerationInput { Approve = true, Reviews = [.. Enumerable.Range(1, count).Select(id => new SeenReview(id, 1))] };

        (await Shop.Reviews.ModerateManyAsync(input, Users.Mara)).Errors.ShouldHaveSingleItem().Field.ShouldBe("Reviews");
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_puts_the_review_into_its_old_place()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var mug = await PostAsync(Products.Mug, Users.Ada);
        var published = (await Shop.Reviews.ModerateAsync(lamp.Id, new() { Approve = true, SeenVersion = lamp.Version }, Users.Mara)).Value!;
        (await RatingCountAsync(Products.Lamp)).ShouldBe(1);

        (await TakeBackAsync(published)).IsWaiting.ShouldBeTrue();

        (await ListAsync(ReviewQueueFilter.Waiting)).Items.Select(review => review.Id).ShouldBe([lamp.Id, mug.Id]);
        (await RatingCountAsync(Products.Lamp)).ShouldBe(0);
        (await Shop.Activity.ListAsync(new(), 1, Users.Mara))[0].What.ShouldBe("review.undo");
    }

    [Fact]
    public async Task A_refused_edit_that_is_taken_back_waits_again_while_the_earlier_words_stay()
    {
        var edit = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 2, Comment = "It leaks." }), Users.Bea)).Value!;
        var refused = (await RefuseAsync(edit)).Value!;

        var reopened = await TakeBackAsync(refused);

        (reopened.IsWaiting, reopened.Status, reopened.PendingComment, reopened.Reason).ShouldBe((true, ReviewStatus.Approved, "It leaks.", null));
        (await RatingCountAsync(Products.Kettle)).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_taken_back_that_was_not_decided_changed_since_or_is_gone()
    {
        var lamp = await PostAsync(Products.Lamp, Users.Ada);

        (await Shop.Reviews.TakeBackAsync([new(lamp.Id, lamp.Version)], Users.Mara)).Message.ShouldBe(ReviewText.NotRemembered);
        (await Shop.Reviews.TakeBackAsync([new(lamp.Id, lamp.Version + 1)], Users.Mara)).Message.ShouldBe(ReviewText.ChangedSince);
        (await Shop.Reviews.TakeBackAsync([new(999, 1)], Users.Mara)).Message.ShouldBe(ReviewText.ReviewNotFound);
    }

    private async Task<ReviewDraft> PostAsync(int product, ShopActor user) =>
        (await Shop.Reviews.PostAsync(product, new() { Rating = 5, Comment = "Fine." }, user)).Value.ShouldNotBeNull();

    private Task<ReviewQueueResult> ListAsync(ReviewQueueFilter filter) => Shop.Reviews.ListForStaffAsync(filter, 1, Users.Mara);

    private Task<Outcome<ReviewDraft>> RefuseAsync(ReviewDraft read) =>
        Shop.Reviews.ModerateAsync(read.Id, new() { Reason = "Say it kindly.", SeenVersion = read.Version }, Users.Mara);

    private Task<Outcome<IReadOnlyList<ModerationResult>>> DecideManyAsync(bool approve, string? reason, params ReviewDraft[] read) =>
        Shop.Reviews.ModerateManyAsync(
            new() { Approve = approve, Reason = reason, Reviews = [.. read.Select(review => new SeenReview(review.Id, review.Version))] }, Users.Mara);

    private async Task<ReviewDraft> TakeBackAsync(ReviewDraft decided) =>
        (await Shop.Reviews.TakeBackAsync([new(decided.Id, decided.Version)], Users.Mara)).Value.ShouldNotBeNull().ShouldHaveSingleItem().Outcome.Value.ShouldNotBeNull();

    private async Task<int> RatingCountAsync(int product) => (await Shop.ReadAsync(db => db.Products.SingleAsync(p => p.Id == product))).ReviewCount;
}
