using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Reviews;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>The page /account and what belongs to it.</summary>
[Trait("Category", "Http")]
public sealed class OwnAccountTests
{
    [Fact]
    public async Task The_account_is_for_its_owner_and_never_kept_by_a_cache()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");

        (await shop.NewVisitor().GetAsync("/account")).Headers.Location!.OriginalString.ShouldBe("/Identity/Account/Login?ReturnUrl=%2Faccount");
        var answer = await (await shop.SignedInAsync("Ada")).GetAsync("/account");

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await Visitor.WordsAsync(answer)).ShouldContain(AccountText.NoReviewsLink);
    }

    [Fact]
    public async Task A_saved_profile_is_told_once_and_other_sign_ins_go_on_under_the_new_name()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        var (here, there) = (await shop.SignedInAsync("Ada"), await shop.SignedInAsync("Ada"));

        await here.SendAsync("/account?handler=Profile", ("Input.UserName", "Ada.L"), ("Input.Phone", "0031 (20) 555-0148"));

        var page = await here.ReadAsync("/account");
        page.ShouldContain(AccountText.ProfileSaved);
        page.ShouldContain("Hello, Ada.L");
        page.ShouldContain("value=\"&#x2B;31205550148\"");
        (await here.ReadAsync("/account")).ShouldNotContain(AccountText.ProfileSaved);
        (await there.ReadAsync("/account")).ShouldContain("Hello, Ada.L");
    }

    [Fact]
    public async Task A_name_that_is_taken_stays_in_the_form_with_its_reason()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        await shop.RegisterAsync("Grace");

        var answer = await (await shop.SignedInAsync("Ada")).SendAsync("/account?handler=Profile", ("Input.UserName", "grace"), ("Input.Phone", ""));
        var page = await Visitor.WordsAsync(answer);

        page.ShouldContain("Username already exists");
        page.ShouldContain("value=\"grace\"");
        page.ShouldContain("Hello, Ada");
    }

    [Fact]
    public async Task Only_ones_own_review_can_be_deleted_here()
    {
        await using var shop = new AccountsShop();
        var ada = await shop.RegisterAsync("Ada");
        await shop.RegisterAsync("Grace");
        var review = await ReviewAsync(shop, ada.Id);
        var address = $"/account?handler=Delete&id={review}";

        (await (await shop.SignedInAsync("Grace")).SendAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.DatabaseAsync(db => db.Reviews.CountAsync())).ShouldBe(1);

        var browser = await shop.SignedInAsync("Ada");
        (await browser.ReadAsync("/account")).ShouldContain("Sturdy");
        await browser.SendAsync(address);
        (await shop.DatabaseAsync(db => db.Reviews.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_account_leaves_its_reviews_without_a_name_and_says_so_to_the_feed()
    {
        await using var shop = new AccountsShop();
        var review = await ReviewAsync(shop, (await shop.RegisterAsync("Ada")).Id);
        var browser = await shop.SignedInAsync("Ada");
        const string Page = "/Identity/Account/Manage/DeletePersonalData";

        (await Visitor.WordsAsync(await browser.SendAsync(Page, ("Input.Password", "not the password")))).ShouldContain(AccountRuleText.PasswordWrong);
        (await browser.SendAsync(Page, ("Input.Password", AccountsShop.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);

        (await shop.DatabaseAsync(db => db.Users.AnyAsync())).ShouldBeFalse();
        (await shop.DatabaseAsync(db => db.Reviews.SingleAsync())).UserId.ShouldBeNull();
        (await shop.DatabaseAsync(db => db.Changes.AnyAsync(c => c.Kind == ChangeKind.Review && c.EntityId == review))).ShouldBeTrue();
    }

    [Fact]
    public async Task The_only_admin_cannot_leave()
    {
        await using var shop = new AccountsShop();
        await shop.RegisterAsync("Ada");
        await shop.GiveRoleAsync("Ada", ShopRoles.Admin);

        var answer = await (await shop.SignedInAsync("Ada")).SendAsync("/Identity/Account/Manage/DeletePersonalData", ("Input.Password", AccountsShop.Password));

        (await Visitor.WordsAsync(answer)).ShouldContain(AccountRuleText.OnlyAdmin);
        (await shop.DatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    private static Task<int> ReviewAsync(AccountsShop shop, int userId) => shop.DatabaseAsync(async db =>
    {
        var product = new Product { Name = "Stool", Slug = "stool", Category = new Category { Name = "Seating", Slug = "seating" }, Status = ProductStatus.Published, Stars4 = 1 };
        var review = new Review { Product = product, UserId = userId, Rating = 4, Comment = "Sturdy", Status = ReviewStatus.Approved };
        db.Reviews.Add(review);
        await db.SaveChangesAsync();
        return review.Id;
    });
}
