using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

/// <summary>What was typed at the category desk and not saved, after the desk was closed, by whatever.</summary>
public sealed class CategoryPageDraftTests : ComponentTest
{
    [Fact]
    public async Task A_name_is_there_again_over_what_stands_in_the_shop()
    {
        var desk = Open(6);
        await desk.Find("#category-name").InputAsync("Lamps and lanterns");
        await DisposeComponentsAsync();

        desk = Open();

        desk.Find("#category-name").GetAttribute("value").ShouldBe("Lamps and lanterns");
        desk.Markup.ShouldContain("What you had typed and not saved is here again.");
        await desk.Find("form").SubmitAsync();
        Drafts.Kept.ShouldBeEmpty();
        Categories.Find(6).Name.ShouldBe("Lamps and lanterns");
    }

    [Fact]
    public async Task What_was_typed_back_or_let_go_is_forgotten()
    {
        var desk = Open(6);
        await desk.Find("#category-name").InputAsync("Lanterns");
        Clock.Advance(DraftAutosave.Window);
        Drafts.Kept.Count.ShouldBe(1);

        await desk.Find("#category-name").InputAsync("Lamps");

        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Without_them_the_desk_still_opens()
    {
        Drafts.Failure = new InvalidOperationException("away");

        Open(6).Find("#category-name").GetAttribute("value").ShouldBe("Lamps");
    }

    private IRenderedComponent<CategoryPage> Open(int? id = null)
    {
        GoTo(id is null ? "dashboard/categories" : $"dashboard/categories?category={id}");
        return Render<CategoryPage>();
    }
}
