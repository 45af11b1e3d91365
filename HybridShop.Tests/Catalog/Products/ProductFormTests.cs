using System.Text.Json;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

/// <summary>How a form is held against a shop that goes on.</summary>
[Trait("Category", "Unit")]
public sealed class ProductFormTests
{
    private static readonly ProductFields Fields = new(Currency.Find("EUR")!);
    private readonly EditorForm form = new() { Id = 1 };
    private readonly FormMerge<ProductInput> merge;
    private int version = SampleShop.KettleProduct.Version;

    public ProductFormTests()
    {
        merge = new(form, Fields);
        merge.See(SampleShop.KettleProduct.Fields, version);
    }

    [Fact]
    public void A_field_that_nobody_touched_follows_the_shop_and_says_who_moved_it()
    {
        var followed = Follow(p => p.Price = new(5_200), "tobi");

        followed.ShouldBe([Fields.Price]);
        form[Fields.Price].ShouldBe("52.00");
        merge.RemoteChangeOf(Fields.Price).ShouldBe(new("49.00", "tobi"));
        merge.IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void Only_touched_fields_are_sent_with_what_was_seen()
    {
        Type(() => form[Fields.Name] = "Kettle");

        Follow(p => p.Price = new(5_200), "tobi");

        var edit = ToEdit();
        Fields.Touched(edit).ShouldBe(["name"]);
        (edit.Original.Name, edit.New.Name, edit.New.Price.Minor).ShouldBe(("Enamel kettle, 1.6 l", "Kettle", 5_200));
    }

    [Fact]
    public void A_touched_field_keeps_what_was_typed_when_somebody_else_changes_it()
    {
        Type(() => form[Fields.Name] = "Kettle");

        Follow(p => p.Name = "Pot", "tobi").ShouldBeEmpty();

        form[Fields.Name].ShouldBe("Kettle");
        merge.IsClash(Fields.Name).ShouldBeTrue();
        merge.RemoteChangeOf(Fields.Name)!.By.ShouldBe("tobi");
    }

    [Fact]
    public void Theirs_is_taken_or_mine_is_kept_over_what_stands_there_now()
    {
        Type(() => (form[Fields.Name], form[Fields.Sku]) = ("Kettle", "K-1"));
        Follow(p => (p.Name, p.Sku) = ("Pot", "P-1"), "tobi");

        merge.TakeTheirs(Fields.Name);
        merge.KeepMine(Fields.Sku);

        form[Fields.Name].ShouldBe("Pot");
        merge.Clashes.ShouldBeEmpty();
        Fields.Touched(ToEdit()).ShouldBe(["sku"]);
        (ToEdit().Original.Sku, ToEdit().New.Sku).ShouldBe(("P-1", "K-1"));
    }

    [Fact]
    public void A_kept_field_clashes_again_when_it_is_changed_again()
    {
        Type(() => form[Fields.Name] = "Kettle");
        Follow(p => p.Name = "Pot", "tobi");
        merge.KeepMine(Fields.Name);

        Follow(p => p.Name = "Pan", "ines");

        merge.IsClash(Fields.Name).ShouldBeTrue();
    }

    [Fact]
    public void Typing_what_stands_there_is_no_change()
    {
        Type(() => form[Fields.Name] = "Kettle");
        Type(() => form[Fields.Name] = "Enamel kettle, 1.6 l");
        merge.IsTouched.ShouldBeFalse();

        Type(() => form[Fields.Name] = "Pot");
        Follow(p => p.Name = "Pot", "tobi");

        merge.IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void An_older_state_that_comes_late_changes_nothing()
    {
        Follow(p => p.Name = "Pot");

        merge.See(SampleShop.KettleProduct.Fields, SampleShop.KettleProduct.Version).ShouldBeEmpty();

        form[Fields.Name].ShouldBe("Pot");
    }

    [Fact]
    public void What_was_typed_while_a_save_was_under_way_stays_typed()
    {
        Type(() => form[Fields.Name] = "Kettle");
        var sent = form.Copy();
        Type(() => form[Fields.Name] = "Kettle, red");

        merge.Saved(merge.Now! with { Name = "Kettle" }, ++version, sent);

        form[Fields.Name].ShouldBe("Kettle, red");
        merge.Clashes.ShouldBeEmpty();
        (ToEdit().Original.Name, ToEdit().New.Name).ShouldBe(("Kettle", "Kettle, red"));
    }

    [Fact]
    public void A_saved_field_follows_the_shop_again()
    {
        Type(() => form[Fields.Name] = "  Kettle ");
        merge.Saved(merge.Now! with { Name = "Kettle" }, ++version, form.Copy());

        form[Fields.Name].ShouldBe("Kettle");
        merge.IsTouched.ShouldBeFalse();
        merge.RemoteChangeOf(Fields.Name).ShouldBeNull();
    }

    [Fact]
    public void A_form_that_was_put_away_still_notices_what_was_changed_meanwhile()
    {
        Type(() => (form[Fields.Name], form[Fields.Price]) = ("Kettle", "51"));
        var json = JsonSerializer.Serialize(form);

        var taken = JsonSerializer.Deserialize<EditorForm>(json)!;
        var later = new FormMerge<ProductInput>(taken, Fields);
        later.See(merge.Now! with { Name = "Pot" }, version + 1);

        (taken.Id, taken[Fields.Name], taken[Fields.Price]).ShouldBe((1, "Kettle", "51"));
        later.Clashes.ShouldBe([Fields.Name]);
        later.TouchedCount.ShouldBe(2);
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_change_and_are_sent_back_as_they_were()
    {
        Follow(p => p.Description = "One\r\nTwo");
        merge.IsTouched.ShouldBeFalse();

        Type(() => form[Fields.Description] += "\nThree");

        (ToEdit().Original.Description, ToEdit().New.Description).ShouldBe(("One\r\nTwo", "One\nTwo\nThree"));
    }

    [Fact]
    public void All_that_cannot_be_understood_or_breaks_a_rule_is_said_at_once()
    {
        var made = new FormMerge<ProductInput>(new(), Fields);
        (made.Form[Fields.Name], made.Form[Fields.Price], made.Form[Fields.LowStockThreshold], made.Form[Fields.InitialStock]) = (" ", "cheap", "few", "-1");

        var (wanted, errors) = made.Read();

        wanted.ShouldBeNull();
        errors.Select(error => error.Field).ShouldBe(["Name", "CategoryId", "Price", "LowStockThreshold", "InitialStock"], ignoreOrder: true);
        errors.Single(error => error.Field == "Price").Message.ShouldBe("Write a price such as 12.50.");
    }

    [Fact]
    public void An_edit_is_held_to_the_rules_of_a_new_one_before_it_is_sent()
    {
        Type(() => form[Fields.Sku] = new string('x', ProductLimits.SkuLength + 1));

        var (wanted, errors) = merge.Read();

        wanted.ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldBe(new("Sku", CatalogText.SkuTooLong));
    }

    [Fact]
    public void A_new_form_begins_with_what_goes_without_saying_and_leaves_open_what_has_to_be_said()
    {
        var made = new FormMerge<ProductInput>(new(), Fields);

        (made.Form[Fields.LowStockThreshold], made.Form[Fields.InitialStock], made.Form[Fields.Price], made.Form[Fields.Category]).ShouldBe(("5", "0", "", ""));
        made.IsTouched.ShouldBeFalse();
    }

    private IReadOnlyList<Field<ProductInput>> Follow(Action<ProductInput> change, string? by = null)
    {
        var later = merge.Now!.Copy();
        change(later);
        return merge.See(later, ++version, by);
    }

    private void Type(Action typing)
    {
        typing();
        merge.Touch();
    }

    private Edit<ProductInput> ToEdit() => new(merge.Now!, merge.Read().Wanted.ShouldNotBeNull());
}
