using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Reviews;

public sealed class ReviewsOnSqlite(SqliteDatabases databases) : ReviewTests(databases);

public sealed class ReviewsOnPostgres(PostgresDatabases databases) : ReviewTests(databases);

public abstract class ReviewTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task A_review_waits_until_staff_have_read_it()
    {
        var review = await PostAsync(Products.Lamp, 5, "Bright.", Users.Ada);

        review.IsWaiting.ShouldBeTrue();
        (await PublicAsync(Products.Lamp)).ShouldBeEmpty();
        (await Shop.Reviews.ListWaitingAsync(1, 10, Users.Mara)).Items.ShouldHaveSingleItem().ShouldBe(review);

        (await ApproveAsync(review)).IsDone.ShouldBeTrue();
        (await PublicAsync(Products.Lamp)).ShouldHaveSingleItem().Comment.ShouldBe("Bright.");
        (await Shop.Reviews.ListWaitingAsync(1, 10, Users.Mara)).Total.ShouldBe(0);
        await CountsShouldBeTrueAsync();
    }

    [Fact]
    public async Task A_second_review_of_the_same_product_is_refused()
    {
        var outcome = await Shop.Reviews.PostAsync(Products.Kettle, new() { Rating = 1 }, Users.Bea);

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        outcome.Message.ShouldBe("You have already reviewed this product");
    }

    [Fact]
    public async Task Of_reviews_by_one_customer_at_the_same_moment_one_is_kept()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 5).Select(rating =>
            Task.Run(() => Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = rating }, Users.Ada))));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Message == "You have already reviewed this product");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public async Task A_rating_lies_between_1_and_5(int rating)
    {
        var posted = await Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = rating }, Users.Ada);
        var edited = await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = rating }), Users.Bea);

        posted.Errors.ShouldHaveSingleItem().ShouldBe(new("Rating", "Rating must be between 1 and 5"));
        edited.Errors.ShouldHaveSingleItem().ShouldBe(new("Rating", "Rating must be between 1 and 5"));
    }

    [Fact]
    public async Task A_comment_has_at_most_5000_characters()
    {
        (await Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = 3, Comment = new('x', 5_001) }, Users.Ada)).Errors.ShouldHaveSingleItem().Field.ShouldBe("Comment");
        (await Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = 3, Comment = new('x', 5_000) }, Users.Ada)).IsDone.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Products.Stool)]
    [InlineData(Products.Broom)]
    [InlineData(999)]
    public async Task Only_a_published_product_is_reviewed(int product) =>
        (await Shop.Reviews.PostAsync(product, new() { Rating = 3 }, Users.Ada)).Kind.ShouldBe(OutcomeKind.NotFound);

    [Fact]
    public async Task While_an_edit_waits_the_earlier_words_stay_public()
    {
        var edited = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 2, Comment = "It leaks." }),
            Users.Bea)).Value.ShouldNotBeNull();

        edited.IsWaiting.ShouldBeTrue();
        (edited.LatestRating, edited.LatestComment).ShouldBe((2, "It leaks."));
        PublicWords(await PublicAsync(Products.Kettle)).ShouldBe((4, "Sings before it boils."));
        (await RatingOfAsync(Products.Kettle)).ShouldBe((1, 4_000));

        await ApproveAsync(edited);
        PublicWords(await PublicAsync(Products.Kettle)).ShouldBe((2, "It leaks."));
        (await RatingOfAsync(Products.Kettle)).ShouldBe((1, 2_000));
    }

    [Fact]
    public async Task A_refused_edit_leaves_the_earlier_words_public_and_tells_its_writer_why()
    {
        var edited = (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 1, Comment = "Rude." }), Users.Bea)).Value!;

        var refused = (await RefuseAsync(edited, "Please say it kindly.")).Value.ShouldNotBeNull();

        (refused.IsWaiting, refused.Status, refused.Reason).ShouldBe((false, ReviewStatus.Approved, "Please say it kindly."));
        PublicWords(await PublicAsync(Products.Kettle)).ShouldBe((4, "Sings before it boils."));
        (await RatingOfAsync(Products.Kettle)).ShouldBe((1, 4_000));
    }

    [Fact]
    public async Task A_refused_review_is_not_public_and_can_be_written_anew()
    {
        var review = await PostAsync(Products.Lamp, 1, "Rude.", Users.Ada);

        (await RefuseAsync(review, "Please say it kindly.")).Value!.Status.ShouldBe(ReviewStatus.Rejected);
        (await PublicAsync(Products.Lamp)).ShouldBeEmpty();
        var again = (await Shop.Reviews.EditAsync(review.Id, Edit.Whole(new ReviewInput { Rating = 2, Comment = "Dim." }), Users.Ada)).Value.ShouldNotBeNull();
        (again.IsWaiting, again.Reason).ShouldBe((true, null));
    }

    [Fact]
    public async Task A_refusal_needs_a_reason()
    {
        var outcome = await RefuseAsync(await PostAsync(Products.Lamp, 1, "Rude.", Users.Ada), " ");

        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("Reason", ReviewText.ReasonMissing));
    }

    [Fact]
    public async Task Words_that_changed_since_they_were_read_are_not_published()
    {
        var read = await PostAsync(Products.Lamp, 5, "Bright.", Users.Ada);
        await Shop.Reviews.EditAsync(read.Id, Edit.Whole(new ReviewInput { Rating = 5, Comment = "Buy at evil.example." }), Users.Ada);

        var outcome = await ApproveAsync(read);

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        (await PublicAsync(Products.Lamp)).ShouldBeEmpty();
        await CountsShouldBeTrueAsync();
    }

    [Fact]
    public async Task Two_moderators_at_the_same_moment_count_a_review_once()
    {
        var review = await PostAsync(Products.Lamp, 5, "Bright.", Users.Ada);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ApproveAsync(review))));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Kind == OutcomeKind.Conflict);
        (await RatingOfAsync(Products.Lamp)).ShouldBe((1, 5_000));
    }

    [Fact]
    public async Task A_review_is_its_writers_own()
    {
        (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 1 }), Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.EditAsync(SampleWorld.BeasReview, Edit.Whole(new ReviewInput { Rating = 1 }), Users.Mara)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.ModerateAsync(SampleWorld.BeasReview, new() { Approve = true }, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.PostAsync(Products.Lamp, new() { Rating = 5 }, ShopActor.Shop)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Reviews.EditAsync(999, Edit.Whole(new ReviewInput { Rating = 1 }), Users.Ada)).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    [Theory]
    [InlineData("Bea")]
    [InlineData("Mara")]
    public async Task Its_writer_and_staff_delete_a_review(string name)
    {
        (await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.All.Single(u => u.Name == name))).IsDone.ShouldBeTrue();

        (await PublicAsync(Products.Kettle)).ShouldBeEmpty();
        (await RatingOfAsync(Products.Kettle)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task When_an_account_goes_its_reviews_stay_without_the_name()
    {
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == Users.Bea.Id).ExecuteDeleteAsync());

        var review = (await PublicAsync(Products.Kettle)).ShouldHaveSingleItem();
        (review.User, review.Comment).ShouldBe((null, "Sings before it boils."));
        (await RatingOfAsync(Products.Kettle)).ShouldBe((1, 4_000));
    }

    [Fact]
    public async Task Stored_counts_equal_the_public_reviews_after_any_series_of_acts()
    {
        var random = new Random(20260302);
        int[] products = [Products.Lamp, Products.Kettle, Products.Mug];
        for (var i = 0; i < 80; i++)
        {
            var (product, user) = (products[random.Next(3)], Users.All[random.Next(6)]);
            var own = await Shop.Reviews.FindOwnAsync(product, user);
            var input = new ReviewInput { Rating = random.Next(1, 6), Comment = $"Words {i}" };
            var act = own is null ? Shop.Reviews.PostAsync(product, input, user) : random.Next(5) switch
            {
                0 => Shop.Reviews.DeleteAsync(own.Id, user),
                1 => Shop.Reviews.EditAsync(own.Id, Edit.Whole(input), user),
                2 => RefuseAsync(own, "No."),
                _ => ApproveAsync(own),
            };
            (await act).IsDone.ShouldBeTrue();
        }

        (await Shop.ReadAsync(db => db.Reviews.CountAsync(r => r.Status == ReviewStatus.Approved))).ShouldBeGreaterThan(3);
        await CountsShouldBeTrueAsync();
    }

    [Fact]
    public async Task Public_reviews_are_narrowed_by_rating_and_ordered_as_asked()
    {
        foreach (var (user, rating) in new[] { (Users.Ada, 2), (Users.Sam, 5), (Users.Sue, 2) })
        {
            Shop.Clock.Advance(TimeSpan.FromMinutes(1));
            await ApproveAsync(await PostAsync(Products.Lamp, rating, user.Name, user));
        }

        (await AuthorsAsync(ReviewSort.Newest, null)).ShouldBe(["Sue", "Sam", "Ada"]);
        (await AuthorsAsync(ReviewSort.Lowest, null)).ShouldBe(["Sue", "Ada", "Sam"]);
        (await AuthorsAsync(ReviewSort.Newest, 2)).ShouldBe(["Sue", "Ada"]);
        (await Shop.Reviews.ListPublicAsync(Products.Lamp, ReviewSort.Newest, null, 2, 2)).Items.ShouldHaveSingleItem().User!.UserName.ShouldBe("Ada");

        async Task<IEnumerable<string?>> AuthorsAsync(ReviewSort sort, int? rating) =>
            (await Shop.Reviews.ListPublicAsync(Products.Lamp, sort, rating, 1, 10)).Items.Select(r => r.User?.UserName);
    }

    private async Task<ReviewDraft> PostAsync(int product, int rating, string comment, ShopActor user) =>
        (await Shop.Reviews.PostAsync(product, new() { Rating = rating, Comment = comment }, user)).Value.ShouldNotBeNull();

    private Task<Outcome<ReviewDraft>> ApproveAsync(ReviewDraft read) =>
        Shop.Reviews.ModerateAsync(read.Id, new() { Approve = true, SeenVersion = read.Version }, Users.Mara);

    private Task<Outcome<ReviewDraft>> RefuseAsync(ReviewDraft read, string reason) =>
        Shop.Reviews.ModerateAsync(read.Id, new() { Reason = reason, SeenVersion = read.Version }, Users.Mara);

    private async Task<IReadOnlyList<ReviewItem>> PublicAsync(int product) =>
        (await Shop.Reviews.ListPublicAsync(product, ReviewSort.Newest, null, 1, 10)).Items;

    private static (int, string?) PublicWords(IReadOnlyList<ReviewItem> reviews) => (reviews.ShouldHaveSingleItem().Rating, reviews[0].Comment);

    private async Task<(int Count, int AverageRating)> RatingOfAsync(int product)
    {
        var found = await Shop.ReadAsync(db => db.Products.SingleAsync(p => p.Id == product));
        return (found.ReviewCount, found.AverageRating.Thousandths);
    }

    private async Task CountsShouldBeTrueAsync()
    {
        var reviews = await Shop.ReadAsync(db => db.Reviews.Where(r => r.Status == ReviewStatus.Approved).ToListAsync());
        foreach (var product in await Shop.ReadAsync(db => db.Products.ToListAsync()))
        {
            var ratings = reviews.Where(r => r.ProductId == product.Id).Select(r => r.Rating).ToList();
            int[] stored = [product.Stars1, product.Stars2, product.Stars3, product.Stars4, product.Stars5];
            stored.ShouldBe(Enumerable.Range(1, 5).Select(star => ratings.Count(r => r == star)));
            product.ReviewCount.ShouldBe(ratings.Count);
            product.AverageRating.Thousandths.ShouldBe(ratings.Count == 0 ? 0 : 1_000 * ratings.Sum() / ratings.Count);
        }
    }
}
