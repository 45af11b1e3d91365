using System.Text.Json;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

public sealed class CategoryMoveTests : ComponentTest
{
    [Fact]
    public void What_cannot_take_it_says_why_before_it_is_put()
    {
        var desk = Take(3);

        Why(desk, 3).ShouldBe("itself");
        Why(desk, 2).ShouldBe("is here already");
        Why(desk, 4).ShouldBe("lies below it");
        Why(desk, 5).ShouldBeNull();
        desk.Find("[data-category='0']").HasAttribute("aria-disabled").ShouldBeFalse();
    }

    [Fact]
    public void What_would_be_too_deep_or_has_one_of_that_name_says_so()
    {
        Categories.All.AddRange([
            new(7, "Wall", "wall", "", 6, 0), new(8, "Brass", "brass", "", 7, 0), new(9, "Small", "small", "", 8, 0), new(10, "Cooking", "cooking-2", "", 5, 0)]);

        var desk = Take(3);

        Why(desk, 9).ShouldBe("too deep");
        Why(desk, 5).ShouldBe("has a “Cooking”");
        Why(desk, 8).ShouldBeNull();
    }

    [Fact]
    public void It_is_put_into_the_one_that_is_chosen_said_and_taken_back()
    {
        var desk = Take(3);

        desk.Find("[data-category='5']").Click();

        Categories.Find(3).ParentId.ShouldBe(5);
        (Categories.Edits[^1].Edit.Original.ParentId, Categories.Edits[^1].Edit.New.ParentId).ShouldBe((2, 5));
        desk.Find(".said p").TextContent.ShouldBe("“Cooking” lies in “Light” now.");
        desk.FindAll("[data-moving]").ShouldBeEmpty();
        desk.Find("[data-tree]").GetAttribute("data-focus")!.ShouldStartWith("3.");

        desk.Find("[data-key='Control+z']").Click();
        Categories.Find(3).ParentId.ShouldBe(2);
    }

    [Fact]
    public void It_can_become_a_department()
    {
        var desk = Take(4);

        desk.Find("[data-category='0']").Click();

        Categories.Find(4).ParentId.ShouldBeNull();
        desk.Find(".said p").TextContent.ShouldBe("“Kettles” is a department now.");
    }

    [Fact]
    public void Where_it_cannot_go_nothing_happens_but_words()
    {
        var desk = Take(3);

        desk.Find("[data-category='4']").Click();

        Categories.Edits.ShouldBeEmpty();
        desk.Find(".said p").TextContent.ShouldBe("“Cooking” cannot go there: lies below it.");
        desk.FindAll("[data-moving]").Count.ShouldBe(1);
    }

    [Fact]
    public void Escape_leaves_it_where_it_is()
    {
        var desk = Take(3);

        desk.Find("[data-key=Escape]").Click();

        desk.FindAll("[data-moving]").ShouldBeEmpty();
        desk.Find(".said p").TextContent.ShouldBe("“Cooking” stays where it is.");
    }

    [Fact]
    public void A_move_that_came_second_changes_nothing_and_says_so()
    {
        var desk = Take(3);
        Categories.Replace(Categories.Find(3) with { ParentId = 1 });

        desk.Find("[data-category='5']").Click();

        Categories.Find(3).ParentId.ShouldBe(1);
        desk.Find(".said p").TextContent.ShouldContain("changed meanwhile");
    }

    [Fact]
    public void The_editor_offers_only_what_can_take_it_and_saves_the_choice()
    {
        GoTo("dashboard/categories?category=3");
        var desk = Render<CategoryPage>();
        desk.FindAll("#category-parent option").Where(option => option.HasAttribute("disabled")).Select(option => option.GetAttribute("value")).ShouldBe(["3", "4"]);

        desk.Find("#category-parent").Input("5");
        desk.Find("form").Submit();

        (Categories.Edits[^1].Edit.Original.ParentId, Categories.Edits[^1].Edit.New.ParentId).ShouldBe((2, 5));
    }

    [Fact]
    public void What_is_typed_can_be_put_away_as_text_and_taken_out_again()
    {
        var form = new EditorForm { Id = 6, Typed = { ["name"] = "Lanterns", ["parent"] = "5" }, Seen = { ["name"] = "Lamps" } };

        var back = JsonSerializer.Deserialize<EditorForm>(JsonSerializer.Serialize(form)).ShouldNotBeNull();

        (back.Id, back.Seen["name"]).ShouldBe((6, "Lamps"));
        back.Typed.ShouldBe(form.Typed);
        new FormMerge<CategoryInput>(back, CategoryFields.All).IsTouched.ShouldBeTrue();
    }

    private IRenderedComponent<CategoryPage> Take(int id)
    {
        var desk = Render<CategoryPage>();
        desk.Find($"[data-category='{id}'] [data-take]").Click();
        desk.Find("[data-moving]");
        return desk;
    }

    private static string? Why(IRenderedComponent<CategoryPage> desk, int id) =>
        desk.Find($"[data-category='{id}']") is { } item && item.GetAttribute("aria-disabled") == "true" ? item.QuerySelector(".why")!.LastChild!.TextContent.Trim() : null;
}
