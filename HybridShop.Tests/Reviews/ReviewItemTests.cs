using HybridShop.Tests.Support;

namespace HybridShop.Tests.Reviews;

public sealed class ReviewItemsOnSqlite(SqliteDatabases databases) : ReviewItemTests(databases);

public sealed class ReviewItemsOnPostgres(PostgresDatabases databases) : ReviewItemTests(databases);

/// <summary>Reviews as programs read and change them.</summary>
public abstract class ReviewItemTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task What_waits_is_there_for_its_writer_and_staff_alone()
    {
        var posted = (await Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = 5, Comment = "Bright." }, Users.Ada)).Value!;

        (await Shop.Reviews.FindItemAsync(posted.Id, null)).ShouldBeNull();
        (await Shop.Reviews.FindItemAsync(posted.Id, Users.Bea)).ShouldBeNull();
        (await Shop.Reviews.FindItemAsync(posted.Id, Users.Ada)).ShouldNotBeNull().Status.ShouldBe(ReviewStatus.Pending);
        (await Shop.Reviews.FindItemAsync(posted.Id, Users.Mara)).ShouldNotBeNull().Comment.ShouldBe("Bright.");
        (await Shop.Reviews.EditAsync(posted.Id, Edit.Of<ReviewInput>(p => p.Rating = 5, p => p.Rating = 1), Users.Bea)).Kind.ShouldBe(OutcomeKind.NotFound);
        (await Shop.Reviews.EditAsync(posted.Id, Edit.Whole(new ReviewInput { Rating = 1 }), Users.Bea)).Kind.ShouldBe(OutcomeKind.NotFound);
        (await Shop.Reviews.DeleteAsync(posted.Id, Users.Bea)).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    [Fact]
    public async Task Others_read_of_a_public_review_what_is_public()
    {
        await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 2, Comment = "It leaks." }), Users.Bea);

        var seen = (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, null)).ShouldNotBeNull();
        (seen.Rating, seen.Status, seen.PendingRating, seen.PendingComment).ShouldBe((4, null, null, null));
        var own = (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, Users.Bea)).ShouldNotBeNull();
        (own.Rating, own.Status, own.PendingRating, own.PendingComment).ShouldBe((4, ReviewStatus.Approved, 2, "It leaks."));
        (await Shop.Reviews.ListItemsForStaffAsync(ReviewQueueFilter.Waiting, null, 1, 10, Users.Mara)).Items.ShouldHaveSingleItem().ShouldBe(own);
    }

    [Fact]
    public async Task Walks_and_single_reviews_leave_withdrawn_products_out()
    {
        var lamp = await PublishAsync(Products.Lamp, Users.Ada);
        (await Shop.Reviews.ListItemsAfterAsync(0, 10)).Select(r => r.Id).ShouldBe([SampleWorld.BeasReview, lamp]);
        (await Shop.Reviews.ListItemsAfterAsync(SampleWorld.BeasReview, 1)).ShouldHaveSingleItem().Id.ShouldBe(lamp);

        await Shop.Products.WithdrawAsync(Products.Kettle, Users.Mara);

        (await Shop.Reviews.ListItemsAfterAsync(0, 10)).ShouldHaveSingleItem().Id.ShouldBe(lamp);
        (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, Users.Ada)).ShouldBeNull();
        (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, Users.Bea)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_touches_what_is_named_and_is_refused_when_that_is_not_as_seen()
    {
        var changed = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Of<ReviewInput>(p => p.Rating = 4, p => p.Rating = 2), Users.Bea))
            .Value.ShouldNotBeNull();
        (changed.LatestRating, changed.LatestComment).ShouldBe((2, "Sings before it boils."));

        var stale = await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Of<ReviewInput>(p => p.Rating = 4, p => p.Rating = 1), Users.Bea);
        stale.Errors.ShouldHaveSingleItem().ShouldBe(new("Rating", "This was changed meanwhile: it says “2” now.", "2"));

        var other = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview,
            Edit.Of<ReviewInput>(p => p.Comment = "Sings before it boils.", p => p.Comment = "Sings."), Users.Bea)).Value.ShouldNotBeNull();
        (other.LatestRating, other.LatestComment).ShouldBe((2, "Sings."));
    }

    [Fact]
    public async Task A_change_to_what_stands_there_changes_nothing()
    {
        var before = await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, Users.Bea);

        (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Of<ReviewInput>(p => p.Rating = 5, p => p.Rating = 4), Users.Bea)).IsDone.ShouldBeTrue();

        (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, Users.Bea)).ShouldBe(before);
    }

    [Fact]
    public async Task Another_version_than_the_ones_seen_is_refused()
    {
        var version = (await Shop.Reviews.FindItemAsync(SampleWorld.BeasReview, null))!.Version;

        (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.To<ReviewInput>(p => p.Rating = 1, [version - 1]), Users.Bea))
            .Kind.ShouldBe(OutcomeKind.OtherVersion);
        (await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.Bea, [version - 1, version + 1])).Kind.ShouldBe(OutcomeKind.OtherVersion);
        (await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.Bea, [version - 1, version])).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_writers_list_is_newest_first_and_in_pages()
    {
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var mug = await PublishAsync(Products.Mug, Users.Bea);

        (await Shop.Reviews.ListOwnItemsAsync(1, 10, Users.Bea)).Items.Select(r => r.Id).ShouldBe([mug, SampleWorld.BeasReview]);
        (await Shop.Reviews.ListOwnItemsAsync(2, 1, Users.Bea)).Items.ShouldHaveSingleItem().Id.ShouldBe(SampleWorld.BeasReview);
        (await Shop.Reviews.ListOwnItemsAsync(1, 10, Users.Ada)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Staffs_lists_are_narrowed_to_a_product_and_are_for_staff_alone()
    {
        await PublishAsync(Products.Mug, Users.Ada);

        (await Shop.Reviews.ListItemsForStaffAsync(ReviewQueueFilter.Published, null, 1, 1, Users.Mara)).Total.ShouldBe(2);
        (await Shop.Reviews.ListItemsForStaffAsync(ReviewQueueFilter.Published, Products.Kettle, 1, 10, Users.Mara)).Items.ShouldHaveSingleItem().Id.ShouldBe(SampleWorld.BeasReview);
        (await Shop.Reviews.ListItemsForStaffAsync(ReviewQueueFilter.Refused, null, 1, 10, Users.Mara)).Total.ShouldBe(0);
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Reviews.ListItemsForStaffAsync(ReviewQueueFilter.Waiting, null, 1, 10, Users.Sam));
    }

    private async Task<int> PublishAsync(int product, ShopActor writer)
    {
        var posted = (await Shop.Reviews.PostAsync(product, new() { Rating = 5 }, writer)).Value!;
        (await Shop.Reviews.ModerateAsync(posted.Id, new() { Approve = true, SeenVersion = posted.Version }, Users.Mara)).IsDone.ShouldBeTrue();
        return posted.Id;
    }
}
