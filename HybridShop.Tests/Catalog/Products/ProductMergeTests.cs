using System.Text.Json;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Catalog;

/// <summary>How a form is held against a shop that goes on.</summary>
[Trait("Category", "Unit")]
public sealed class ProductMergeTests
{
    private static readonly Currency Euro = Currency.Find("EUR")!;
    private readonly ProductForm form = new();
    private readonly ProductMerge merge;

    public ProductMergeTests()
    {
        merge = new(form, Euro);
        merge.See(SampleShop.KettleFields);
    }

    [Fact]
    public void A_field_that_nobody_touched_follows_the_shop_and_says_who_moved_it()
    {
        var followed = merge.See(Later(kettle => kettle with { PriceMinor = 5_200 }), "tobi");

        followed.ShouldBe([nameof(ProductEdit.PriceMinor)]);
        form.Price.ShouldBe("52.00");
        merge.RemoteChangeOf(nameof(ProductEdit.PriceMinor)).ShouldBe(new("49.00", "tobi"));
        merge.IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void Only_touched_fields_are_sent_with_what_was_seen()
    {
        Type(() => form.Name = "Kettle");

        merge.See(Later(kettle => kettle with { PriceMinor = 5_200 }), "tobi");

        var edit = merge.ToEdit(Entry());
        edit.Name.ShouldBe(new("Enamel kettle, 1.6 l", "Kettle"));
        edit.ShouldSatisfyAllConditions(
            () => edit.PriceMinor.ShouldBeNull(), () => edit.Description.ShouldBeNull(), () => edit.Sku.ShouldBeNull(), () => edit.Slug.ShouldBeNull(),
            () => edit.CategoryId.ShouldBeNull(), () => edit.LowStockThreshold.ShouldBeNull(), () => edit.Status.ShouldBeNull());
    }

    [Fact]
    public void A_touched_field_keeps_what_was_typed_when_somebody_else_changes_it()
    {
        Type(() => form.Name = "Kettle");

        merge.See(Later(kettle => kettle with { Name = "Pot" }), "tobi").ShouldBeEmpty();

        form.Name.ShouldBe("Kettle");
        merge.IsClash(nameof(ProductEdit.Name)).ShouldBeTrue();
        merge.RemoteChangeOf(nameof(ProductEdit.Name))!.By.ShouldBe("tobi");
    }

    [Fact]
    public void Theirs_is_taken_or_mine_is_kept_over_what_stands_there_now()
    {
        Type(() => (form.Name, form.Sku) = ("Kettle", "K-1"));
        merge.See(Later(kettle => kettle with { Name = "Pot", Sku = "P-1" }), "tobi");

        merge.TakeTheirs(nameof(ProductEdit.Name));
        merge.KeepMine(nameof(ProductEdit.Sku));

        form.Name.ShouldBe("Pot");
        merge.Clashes.ShouldBeEmpty();
        merge.ToEdit(Entry()).Name.ShouldBeNull();
        merge.ToEdit(Entry()).Sku.ShouldBe(new("P-1", "K-1"));
    }

    [Fact]
    public void A_kept_field_clashes_again_when_it_is_changed_again()
    {
        Type(() => form.Name = "Kettle");
        merge.See(Later(kettle => kettle with { Name = "Pot" }), "tobi");
        merge.KeepMine(nameof(ProductEdit.Name));

        merge.See(Later(kettle => kettle with { Name = "Pan" }), "ines");

        merge.IsClash(nameof(ProductEdit.Name)).ShouldBeTrue();
    }

    [Fact]
    public void Typing_what_stands_there_is_no_change()
    {
        Type(() => form.Name = "Kettle");
        Type(() => form.Name = "Enamel kettle, 1.6 l");
        merge.IsTouched.ShouldBeFalse();

        Type(() => form.Name = "Pot");
        merge.See(Later(kettle => kettle with { Name = "Pot" }), "tobi");

        merge.IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void An_older_state_that_comes_late_changes_nothing()
    {
        merge.See(Later(kettle => kettle with { Name = "Pot" }));

        merge.See(SampleShop.KettleFields).ShouldBeEmpty();

        form.Name.ShouldBe("Pot");
    }

    [Fact]
    public void What_was_typed_while_a_save_was_under_way_stays_typed()
    {
        Type(() => form.Name = "Kettle");
        var sent = form.Copy();
        Type(() => form.Name = "Kettle, red");

        merge.Saved(Later(kettle => kettle with { Name = "Kettle" }), sent);

        form.Name.ShouldBe("Kettle, red");
        merge.Clashes.ShouldBeEmpty();
        merge.ToEdit(Entry()).Name.ShouldBe(new("Kettle", "Kettle, red"));
    }

    [Fact]
    public void A_saved_field_follows_the_shop_again()
    {
        Type(() => form.Name = "  Kettle ");
        merge.Saved(Later(kettle => kettle with { Name = "Kettle" }), form.Copy());

        form.Name.ShouldBe("Kettle");
        merge.IsTouched.ShouldBeFalse();
        merge.RemoteChangeOf(nameof(ProductEdit.Name)).ShouldBeNull();
    }

    [Fact]
    public void A_form_that_was_put_away_still_notices_what_was_changed_meanwhile()
    {
        Type(() => (form.Name, form.Price) = ("Kettle", "51"));
        var json = JsonSerializer.Serialize(form);

        var taken = JsonSerializer.Deserialize<ProductForm>(json)!;
        var later = new ProductMerge(taken, Euro);
        later.See(Later(kettle => kettle with { Name = "Pot" }));

        taken.Name.ShouldBe("Kettle");
        taken.Price.ShouldBe("51");
        later.Clashes.ShouldBe([nameof(ProductEdit.Name)]);
        later.TouchedCount.ShouldBe(2);
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_change_and_are_sent_back_as_they_were()
    {
        merge.See(Later(kettle => kettle with { Description = "One\r\nTwo" }));
        merge.IsTouched.ShouldBeFalse();

        Type(() => form.Description += "\nThree");

        merge.ToEdit(Entry()).Description.ShouldBe(new("One\r\nTwo", "One\nTwo\nThree"));
    }

    private ProductFields Later(Func<ProductFields, ProductFields> change) => change(merge.Now!) with { Version = merge.Now!.Version + 1 };

    private void Type(Action typing)
    {
        typing();
        merge.Touch();
    }

    private ProductEntry Entry() => ProductEntry.Read(form, Euro).Entry.ShouldNotBeNull();
}
