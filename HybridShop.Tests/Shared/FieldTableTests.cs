namespace HybridShop.Tests.Shared;

/// <summary>How an edit and what stands there by now are brought together.</summary>
[Trait("Category", "Unit")]
public sealed class FieldTableTests
{
    private static readonly ProductFields Fields = new(Currency.Find("EUR")!);
    private static readonly ShopActor Mara = new(7, "mara", [ShopRoles.Staff]);
    private readonly ProductInput now = new() { Name = "Lamp", Slug = "lamp", Price = new(500), CategoryId = 4, Status = ProductStatus.Draft };

    [Fact]
    public void A_field_that_stands_as_it_was_seen_is_written_and_kept_under_its_lasting_name()
    {
        var merge = Merge(p => p.Price = new(500), p => p.Price = new(650)).Value.ShouldNotBeNull();

        (merge.Merged.Price.Minor, merge.Merged.Name, now.Price.Minor).ShouldBe((650, "Lamp", 500));
        (merge.Before, merge.After).ShouldBe(("price: 5.00", "price: 6.50"));
        (merge.Changes(nameof(ProductInput.Price)), merge.Changes(nameof(ProductInput.Name))).ShouldBe((true, false));
    }

    [Fact]
    public void A_field_that_was_not_touched_stays_as_it_is_now_whatever_was_seen()
    {
        var seen = now with { Name = "Old lamp" };

        var merge = Fields.Merge(now, new Edit<ProductInput>(seen, seen with { Price = new(650) }), Mara).Value.ShouldNotBeNull();

        (merge.Merged.Name, merge.Merged.Price.Minor).ShouldBe(("Lamp", 650));
        merge.Written.ShouldHaveSingleItem().ShouldBe(Fields.Price);
    }

    [Fact]
    public void A_field_that_already_is_as_wanted_is_no_conflict()
    {
        Merge(p => p.Name = "Old lamp", p => p.Name = "Lamp").Value.ShouldNotBeNull().Written.ShouldBeEmpty();
    }

    [Fact]
    public void All_conflicts_are_told_at_once_with_what_stands_there_as_it_is_typed()
    {
        var outcome = Merge(p => (p.Name, p.Price) = ("Old lamp", new(400)), p => (p.Name, p.Price, p.Sku) = ("Lantern", new(600), "L-1"));

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Errors.Select(error => (error.Field, error.Current)).ShouldBe([("Name", "Lamp"), ("Price", "5.00")]);
        (now.Name, now.Price.Minor, now.Sku).ShouldBe(("Lamp", 500, null));
    }

    [Fact]
    public void What_is_kept_unless_it_is_set_stays_where_nothing_is_said_of_it()
    {
        var merge = Fields.Merge(now, Edit.Whole(new ProductInput { Name = "Lantern", Price = new(500), CategoryId = 4 }), Mara).Value.ShouldNotBeNull();

        (merge.Merged.Name, merge.Merged.Slug, merge.Merged.Status).ShouldBe(("Lantern", "lamp", ProductStatus.Draft));
    }

    [Fact]
    public void A_field_that_is_set_once_is_refused_and_says_why()
    {
        Merge(_ => { }, p => p.InitialStock = 3).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("InitialStock", "“Pieces at the start” is not changed in this way."));

        ReviewFields.All.Merge(new() { ProductId = 1, Rating = 4 }, Edit.To<ReviewInput>(review => review.ProductId = 2), Mara)
            .Message.ShouldBe(ReviewText.OtherProduct);
    }

    [Fact]
    public void A_field_that_only_some_may_change_asks_who_it_is()
    {
        var edit = Edit.To<AccountAccess>(access => access.IsLocked = true);

        AccessFields.All.Merge(new(), edit, Mara).Kind.ShouldBe(OutcomeKind.Invalid);
        AccessFields.All.Merge(new(), edit, ShopActor.Shop).Value.ShouldNotBeNull().Merged.IsLocked.ShouldBeTrue();
    }

    [Fact]
    public void An_edit_is_taken_back_by_its_reverse()
    {
        var edit = new Edit<ProductInput>(now, now with { Name = "Lantern" });

        Fields.Merge(edit.New, edit.Reverse(), Mara).Value.ShouldNotBeNull().Merged.ShouldBe(now);
    }

    private Outcome<FieldMerge<ProductInput>> Merge(Action<ProductInput> seen, Action<ProductInput> wanted) => Fields.Merge(now, Edit.Of(seen, wanted), Mara);
}
