using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Catalog;

public sealed class ProductEditorTests : ComponentTest
{
    [Fact]
    public void A_product_is_shown_as_it_would_be_typed()
    {
        var editor = Open(1);

        Value(editor, "product-name").ShouldBe("Enamel kettle, 1.6 l");
        Value(editor, "product-price").ShouldBe("49.00");
        Value(editor, "product-categoryid").ShouldBe("4");
        editor.Find(".preview .lead").TextContent.ShouldBe("Sings before it boils.");
        editor.Find("[data-stock]").TextContent.ShouldBe("8 on hand");
        editor.FindAll("[data-act]").Select(button => button.GetAttribute("data-act")).ShouldBe(["save", "draft", "withdraw"]);
    }

    [Fact]
    public void Only_what_was_touched_is_saved()
    {
        var editor = Open(1);

        editor.Find("#product-price").Input("52,5");
        editor.Find(".save-bar").TextContent.ShouldContain("1 unsaved");
        editor.Find("form").Submit();

        var edit = Products.Edits.ShouldHaveSingleItem();
        (edit.Original.Price.Minor, edit.New.Price.Minor).ShouldBe((4_900, 5_250));
        Services.GetRequiredService<ProductFields>().Touched(edit).ShouldBe(["price"]);
        Value(editor, "product-price").ShouldBe("52.50");
        editor.Find(".said").TextContent.ShouldContain("Saved 09:00.");
    }

    [Fact]
    public void What_others_save_comes_into_untouched_fields_with_their_name()
    {
        var editor = Open(1);
        editor.Find("#product-name").Input("Kettle");

        Products.Save(SampleShop.KettleProduct.With(p => p.Price = new(5_500)), "tobi");
        LetChangesIn();

        editor.WaitForAssertion(() => Value(editor, "product-price").ShouldBe("55.00"));
        editor.Find(".by").TextContent.ShouldBe("changed by tobi");
        editor.Find("p[role=status]").TextContent.ShouldBe("tobi changed Price.");
        Value(editor, "product-name").ShouldBe("Kettle");
    }

    [Fact]
    public void Where_both_have_changed_a_field_both_are_shown_and_a_person_decides()
    {
        var editor = Open(1);
        editor.Find("#product-name").Input("Kettle");
        Products.Save(SampleShop.KettleProduct.With(p => p.Name = "Pot"), "tobi");
        LetChangesIn();
        editor.WaitForAssertion(() => editor.Find(".clash").TextContent.ShouldContain("“Name” is now “Pot” (by tobi)."));

        editor.Find("form").Submit();
        Products.Edits.ShouldBeEmpty();
        editor.Find("[role=alert]").TextContent.ShouldContain("Somebody else has changed what you are changing");

        editor.Find("[data-keep]").Click();
        editor.FindAll("[role=alert]").ShouldBeEmpty();
        editor.Find("form").Submit();
        var edit = Products.Edits.ShouldHaveSingleItem();
        (edit.Original.Name, edit.New.Name).ShouldBe(("Pot", "Kettle"));
    }

    [Fact]
    public void Theirs_can_be_taken()
    {
        var editor = Open(1);
        editor.Find("#product-name").Input("Kettle");
        Products.Save(SampleShop.KettleProduct.With(p => p.Name = "Pot"), "tobi");
        LetChangesIn();

        editor.WaitForElement("[data-take]").Click();

        Value(editor, "product-name").ShouldBe("Pot");
        editor.FindAll(".clash").ShouldBeEmpty();
        editor.Find(".save-bar").TextContent.ShouldNotContain("unsaved");
    }

    [Fact]
    public void A_save_that_comes_second_loses_nothing_and_learns_the_name_when_the_feed_tells()
    {
        var editor = Open(1);
        editor.Find("#product-name").Input("Kettle");
        Products.Save(SampleShop.KettleProduct.With(p => p.Name = "Pot"), "tobi", isTold: false);

        editor.Find("form").Submit();

        Value(editor, "product-name").ShouldBe("Kettle");
        editor.Find(".clash").TextContent.ShouldContain("is now “Pot” (by somebody else)");
        Feed.Publish(new(Feed.LatestSequence + 1, ChangeKind.Product, 1, 1, null, null, "tobi", IsListed: true));
        LetChangesIn();
        editor.WaitForAssertion(() => editor.Find(".clash").TextContent.ShouldContain("(by tobi)"));
    }

    [Fact]
    public void Errors_come_first_then_stand_at_their_fields()
    {
        var editor = Open(1);
        editor.Find("#product-price").Input("cheap");
        editor.Find("form").Submit();
        editor.Find("[role=alert] button").GetAttribute("data-goes-to").ShouldBe("product-price");
        Invalid(editor).ShouldBe(["product-price"]);
        Products.Edits.ShouldBeEmpty();

        editor.Find("#product-price").Input("50");
        Products.Refusal = Outcome.Invalid(nameof(ProductInput.Sku), "Taken already.");
        editor.Find("form").Submit();

        Invalid(editor).ShouldBe(["product-sku"]);
        editor.Find("#product-sku-notes .error").TextContent.ShouldBe("Taken already.");
        Value(editor, "product-price").ShouldBe("50");
    }

    [Fact]
    public void A_failed_save_keeps_what_was_typed()
    {
        var editor = Open(1);
        editor.Find("#product-name").Input("Kettle");
        Products.Failure = new InvalidOperationException("The disk is gone.");

        editor.Find("form").Submit();

        editor.Find("[role=alert]").TextContent.ShouldContain("What you typed is still here");
        editor.Markup.ShouldNotContain("disk");
        Value(editor, "product-name").ShouldBe("Kettle");
    }

    [Fact]
    public void Withdrawing_waits_for_nothing_and_can_be_taken_back()
    {
        var editor = Open(1);
        editor.Find("#product-price").Input("half-written");

        editor.Find("[data-act=withdraw]").Click();

        Products.Find(1).Fields.Status.ShouldBe(ProductStatus.Withdrawn);
        editor.Find(".sidebar .tag").TextContent.ShouldBe("Withdrawn");
        Value(editor, "product-price").ShouldBe("half-written");
        editor.Find("[data-act=undo]").Click();
        Products.Find(1).Fields.Status.ShouldBe(ProductStatus.Published);
    }

    [Fact]
    public void Publishing_saves_what_was_typed_together_with_it()
    {
        var editor = Open(3);
        editor.Find("#product-name").Input("Work jacket, blue");

        editor.Find("[data-act=publish]").Click();

        var edit = Products.Edits.ShouldHaveSingleItem();
        (edit.Original.Status, edit.New.Status, edit.New.Name).ShouldBe((ProductStatus.Draft, ProductStatus.Published, "Work jacket, blue"));
        editor.Find(".said").TextContent.ShouldContain("Published 09:00.");
    }

    [Fact]
    public void A_new_product_becomes_a_draft_and_opens()
    {
        var editor = Open(null);
        editor.FindAll("#product-slug").ShouldBeEmpty();
        editor.Find("#product-name").Input("Teapot");
        editor.Find("#product-categoryid").Change("4");
        editor.Find("#product-price").Input("31.50");
        editor.Find("#product-initialstock").Input("12");

        editor.Find("form").Submit();

        var input = Products.Created.ShouldHaveSingleItem();
        (input.Name, input.CategoryId, input.Price.Minor, input.InitialStock, input.Status).ShouldBe(("Teapot", 4, 3_150L, 12, ProductStatus.Draft));
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/dashboard/products/4");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void What_is_typed_while_a_save_is_under_way_stays_and_counts_as_unsaved(int? product)
    {
        var editor = Open(product);
        editor.Find("#product-name").Input("Teapot");
        editor.Find("#product-categoryid").Change("4");
        editor.Find("#product-price").Input("31.50");
        Products.Hold = new();
        editor.Find("form").Submit();

        editor.Find("#product-name").Input("Teapot, brown");
        Products.Hold.SetResult();

        editor.WaitForAssertion(() => editor.Find(".said").TextContent.ShouldContain("Saved"));
        Value(editor, "product-name").ShouldBe("Teapot, brown");
        editor.Find("h2").TextContent.ShouldBe("Teapot");

        // As the router does when a new product has got its address.
        editor.Render(parameters => parameters.Add(one => one.ProductId, product ?? 4));
        Value(editor, "product-name").ShouldBe("Teapot, brown");
        GoTo("dashboard/stock");
        editor.WaitForElement("[role=alertdialog]");
    }

    [Fact]
    public void Nobody_leaves_unsaved_text_unasked()
    {
        var editor = Open(1);
        GoTo("dashboard/products");
        editor.FindAll("[role=alertdialog]").ShouldBeEmpty();

        editor.Find("#product-name").Input("Kettle");
        GoTo("dashboard/stock");
        Address.ShouldEndWith("/dashboard/products");
        editor.WaitForElement("[data-stay]").Click();
        editor.FindAll("[role=alertdialog]").ShouldBeEmpty();

        GoTo("dashboard/stock");
        editor.WaitForElement("[data-leave-typed]").Click();
        Address.ShouldEndWith("/dashboard/stock");
    }

    [Fact]
    public void Variants_are_links_and_a_sale_shows()
    {
        Products.Group.AddRange([1, 2]);
        var editor = Open(1);
        editor.FindAll(".siblings a").Select(link => link.GetAttribute("href")).ShouldBe(["dashboard/products/1", "dashboard/products/2"]);

        Feed.PublishStock(SampleShop.Kettle, stock: 5, delta: -3);
        LetChangesIn();

        editor.WaitForAssertion(() => editor.Find("[data-stock]").TextContent.ShouldBe("5 on hand"));
    }

    [Fact]
    public void The_preview_follows_what_is_typed_once_the_hand_rests()
    {
        var editor = Open(1);
        editor.Find("#product-description").Input("Quiet now.");
        editor.Find(".preview .lead").TextContent.ShouldBe("Sings before it boils.");

        Clock.Advance(ProductPreview.Pause);

        editor.WaitForAssertion(() => editor.Find(".preview .lead").TextContent.ShouldBe("Quiet now."));
    }

    [Fact]
    public void What_is_not_there_is_said_with_a_way_back()
    {
        Open(99).Find(".notice a").GetAttribute("href").ShouldBe("dashboard/products");
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static string? Value(IRenderedComponent<ProductEditor> editor, string id) =>
        editor.Find("#" + id) is var control && control.LocalName == "select"
            ? control.GetAttribute("value") ?? control.QuerySelector("option[selected]")?.GetAttribute("value")
            : control.GetAttribute("value") ?? control.TextContent;

    private static IEnumerable<string?> Invalid(IRenderedComponent<ProductEditor> editor) => editor.FindAll("[aria-invalid]").Select(control => control.Id);

    private IRenderedComponent<ProductEditor> Open(int? id) => Render<ProductEditor>(parameters => parameters.Add(editor => editor.ProductId, id));
}
