using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

/// <summary>What was typed into the editor and not saved, after it was closed, by whatever.</summary>
public sealed class ProductEditorDraftTests : ComponentTest
{
    [Fact]
    public async Task What_was_typed_is_there_again_over_the_shop_as_it_is_now()
    {
        var editor = Open(1);
        await editor.Find("#product-name").InputAsync("Kettle for six");
        await DisposeComponentsAsync();
        Products.Save(SampleShop.KettleProduct.With(p => p.Price = new(5_500)), "tobi");

        editor = Open(1);

        editor.Find("#product-name").GetAttribute("value").ShouldBe("Kettle for six");
        editor.Find("#product-price").GetAttribute("value").ShouldBe("55.00");
        editor.Find(".save-bar").TextContent.ShouldContain("What you had typed and not saved is here again.");
    }

    [Fact]
    public async Task A_field_that_somebody_changed_meanwhile_shows_both()
    {
        var editor = Open(1);
        await editor.Find("#product-name").InputAsync("Kettle for six");
        await DisposeComponentsAsync();
        Products.Save(SampleShop.KettleProduct.With(p => p.Name = "Pot"), "tobi");

        editor = Open(1);

        editor.Find("#product-name").GetAttribute("value").ShouldBe("Kettle for six");
        editor.Find(".clash").TextContent.ShouldContain("Pot");
    }

    [Fact]
    public async Task A_new_product_is_kept_until_it_is_made()
    {
        var editor = Open();
        await editor.Find("#product-name").InputAsync("A jug");
        await DisposeComponentsAsync();

        editor = Open();
        editor.Find("#product-name").GetAttribute("value").ShouldBe("A jug");
        await editor.Find("#product-categoryid").ChangeAsync("4");
        await editor.Find("#product-price").InputAsync("12");
        await editor.Find("form").SubmitAsync();

        editor.Find(".save-bar").TextContent.ShouldContain("Saved");
        Clock.Advance(DraftAutosave.Window);
        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_back_is_forgotten()
    {
        var editor = Open(1);
        await editor.Find("#product-name").InputAsync("Pot");
        Clock.Advance(DraftAutosave.Window);
        Drafts.Kept.Count.ShouldBe(1);

        await editor.Find("#product-name").InputAsync(SampleShop.KettleProduct.Fields.Name);

        Drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Without_them_the_editor_still_opens()
    {
        Drafts.Failure = new InvalidOperationException("away");

        Open(1).Find("#product-name").GetAttribute("value").ShouldBe(SampleShop.KettleProduct.Fields.Name);
    }

    private IRenderedComponent<ProductEditor> Open(int? id = null)
    {
        GoTo(id is null ? "dashboard/products/new" : $"dashboard/products/{id}");
        return Render<ProductEditor>(parameters => parameters.Add(editor => editor.ProductId, id));
    }
}
