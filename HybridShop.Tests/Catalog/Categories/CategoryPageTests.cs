using AngleSharp.Dom;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

public sealed class CategoryPageTests : ComponentTest
{
    [Fact]
    public void While_the_tree_is_read_bars_stand_where_it_will_be()
    {
        Categories.Hold = new();

        var desk = Render<CategoryPage>();
        desk.FindAll(".wait").ShouldNotBeEmpty();
        Categories.Hold.SetResult();

        desk.WaitForAssertion(() => Names(desk).Length.ShouldBe(6));
    }

    [Fact]
    public void The_tree_stands_by_name_with_levels_places_and_all_products_below()
    {
        var desk = Render<CategoryPage>();

        Names(desk).ShouldBe(["Desk", "Kitchen", "Cooking", "Kettles", "Light", "Lamps"]);
        Items(desk).Select(item => item.GetAttribute("aria-level")).ShouldBe(["1", "1", "2", "3", "1", "2"]);
        Item(desk, 5).GetAttribute("aria-posinset").ShouldBe("3");
        Item(desk, 5).GetAttribute("aria-setsize").ShouldBe("3");
        Item(desk, 2).QuerySelector(".n")!.TextContent.ShouldBe("7 products in it and below it");
        Items(desk).Count(item => item.GetAttribute("tabindex") == "0").ShouldBe(1);
    }

    [Fact]
    public void A_closed_category_hides_what_lies_below_it()
    {
        var desk = Render<CategoryPage>();

        Item(desk, 2).QuerySelector("[data-twist]")!.Click();

        Names(desk).ShouldBe(["Desk", "Kitchen", "Light", "Lamps"]);
        Item(desk, 2).GetAttribute("aria-expanded").ShouldBe("false");
    }

    [Fact]
    public void An_address_opens_its_category_and_one_that_is_not_there_says_so()
    {
        GoTo("dashboard/categories?category=6");
        Render<CategoryPage>().Find("#category-name").GetAttribute("value").ShouldBe("Lamps");

        GoTo("dashboard/categories?category=99");
        Render<CategoryPage>().Find(".empty[role=alert]").TextContent.ShouldContain("no such category");
    }

    [Fact]
    public void A_rename_sends_what_was_seen_and_what_is_wanted_and_no_other_field()
    {
        var desk = Open(6);

        desk.Find("#category-name").Input("Lanterns ");
        desk.Find("form").Submit();

        var (id, edit) = Categories.Edits.ShouldHaveSingleItem();
        id.ShouldBe(6);
        (edit.Original.Name, edit.New.Name).ShouldBe(("Lamps", "Lanterns"));
        CategoryFields.All.Touched(edit).ShouldBe(["name"]);
        Said(desk).ShouldBe("“Lanterns” is saved.");
        desk.Find("[data-act=save]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void A_new_one_is_made_below_the_chosen_one_and_stays_open()
    {
        var desk = Open(3);

        desk.Find("[data-act=new-below]").Click();
        desk.Find("#category-name").Input("Pots");
        desk.Find("form").Submit();

        Categories.All[^1].ShouldBe(new(101, "Pots", "pots", "", 3, 0));
        Item(desk, 101).GetAttribute("aria-selected").ShouldBe("true");
        desk.Find("#category-title").TextContent.ShouldBe("Pots");
    }

    [Fact]
    public void A_refusal_stands_at_its_field_and_leaves_what_was_typed()
    {
        var desk = Render<CategoryPage>();
        desk.Find("[data-act=new-department]").Click();
        desk.Find("#category-description").Input("Nobody named it.");

        desk.Find("form").Submit();

        desk.Find("#category-Name-error").TextContent.ShouldBe("Give it a name.");
        desk.Find("#category-name").GetAttribute("aria-invalid").ShouldBe("true");
        desk.Find("#category-description").GetAttribute("value").ShouldBe("Nobody named it.");
    }

    [Fact]
    public void What_is_typed_about_one_waits_while_another_is_looked_at()
    {
        var desk = Open(6);
        desk.Find("#category-name").Input("Lanterns");

        Item(desk, 2).Click();
        desk.Find("#category-name").GetAttribute("value").ShouldBe("Kitchen");
        Item(desk, 6).TextContent.ShouldContain("not saved");
        Item(desk, 6).Click();

        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lanterns");
        desk.Find("[data-act=discard]").Click();
        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lamps");
    }

    [Fact]
    public void What_others_change_is_followed_and_what_is_typed_meets_theirs_for_a_decision()
    {
        var desk = Open(6);
        desk.Find("#category-name").Input("Lanterns");

        Change(Categories.Find(6) with { Name = "Luminaires", Description = "All that glows." });

        desk.WaitForAssertion(() => desk.Find("[data-clash=Name]").TextContent.ShouldContain("Is now “Luminaires”, by tom."));
        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lanterns");
        desk.Find("#category-description").GetAttribute("value").ShouldBe("All that glows.");
        Said(desk).ShouldBe("tom changed “Luminaires”.");

        desk.Find("[data-clash=Name] [data-act=mine]").Click();
        desk.Find("form").Submit();
        (Categories.Edits[^1].Edit.Original.Name, Categories.Edits[^1].Edit.New.Name).ShouldBe(("Luminaires", "Lanterns"));
        desk.FindAll("[data-clash]").ShouldBeEmpty();
    }

    [Fact]
    public void Theirs_can_be_taken()
    {
        var desk = Open(6);
        desk.Find("#category-name").Input("Lanterns");
        Change(Categories.Find(6) with { Name = "Luminaires" });

        desk.WaitForElement("[data-act=theirs]").Click();

        desk.Find("#category-name").GetAttribute("value").ShouldBe("Luminaires");
        desk.FindAll("[data-clash]").ShouldBeEmpty();
    }

    [Fact]
    public void A_save_that_came_second_shows_both_and_keeps_what_was_typed()
    {
        var desk = Open(6);
        desk.Find("#category-name").Input("Lanterns");
        Categories.Replace(Categories.Find(6) with { Name = "Luminaires" });

        desk.Find("form").Submit();

        desk.Find("[data-clash=Name]").TextContent.ShouldContain("Is now “Luminaires”, by somebody else.");
        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lanterns");
        Categories.Find(6).Name.ShouldBe("Luminaires");
    }

    [Fact]
    public void What_was_typed_about_a_deleted_one_can_be_made_anew()
    {
        var desk = Open(1);
        desk.Find("#category-name").Input("Office");
        Categories.All.Remove(Categories.Find(1));
        Publish(1);

        desk.WaitForElement("[data-act=anew]").Click();
        desk.Find("form").Submit();

        Categories.All[^1].Name.ShouldBe("Office");
    }

    [Fact]
    public void Only_an_empty_one_is_deleted_and_it_can_be_put_back()
    {
        var desk = Open(3);
        desk.Find("[data-act=delete]").HasAttribute("disabled").ShouldBeTrue();
        desk.Find("#category-holds").TextContent.ShouldContain("4 products and 1 category");

        Item(desk, 1).Click();
        desk.Find("[data-act=delete]").Click();
        Names(desk).ShouldNotContain("Desk");
        Said(desk).ShouldBe("“Desk” is deleted.");

        desk.Find("[data-act=take-back]").Click();
        Names(desk).ShouldContain("Desk");
    }

    [Fact]
    public void A_deletion_that_came_too_late_is_refused_in_words()
    {
        var desk = Open(1);
        Categories.Replace(Categories.Find(1) with { ProductCount = 1 });

        desk.Find("[data-act=delete]").Click();

        desk.Find(".editor .bad").TextContent.ShouldBe("“Desk” still has products or shelves in it.");
        Names(desk).ShouldContain("Desk");
    }

    [Fact]
    public void A_surprise_is_said_and_what_was_typed_stays()
    {
        var desk = Open(6);
        desk.Find("#category-name").Input("Lanterns");
        Categories.Failure = new InvalidOperationException("The disk is full.");

        desk.Find("form").Submit();

        desk.Find(".editor .bad").TextContent.ShouldContain("could not be saved");
        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lanterns");
    }

    private IRenderedComponent<CategoryPage> Open(int id)
    {
        GoTo($"dashboard/categories?category={id}");
        return Render<CategoryPage>();
    }

    private void Change(CategoryEntry entry)
    {
        Categories.Replace(entry);
        Publish(entry.Id);
    }

    private void Publish(int id)
    {
        Feed.Publish(new(Feed.LatestSequence + 1, ChangeKind.Category, id, null, null, null, "tom", IsListed: true));
        LetChangesIn();
    }

    private static IReadOnlyList<IElement> Items(IRenderedComponent<CategoryPage> desk) => [.. desk.FindAll("[data-tree] [role=treeitem]")];

    private static IElement Item(IRenderedComponent<CategoryPage> desk, int id) => desk.Find($"[data-category='{id}']");

    private static string[] Names(IRenderedComponent<CategoryPage> desk) => [.. desk.FindAll("[data-tree] .name").Select(name => name.TextContent)];

    private static string Said(IRenderedComponent<CategoryPage> desk) => desk.Find(".said p").TextContent;
}
