using HybridShop.Web.Data;

namespace HybridShop.Tests.Data;

[Trait("Category", "Unit")]
public sealed class FieldMergeTests
{
    private readonly FieldMerge merge = new();
    private string name = "Lamp";

    [Fact]
    public void A_field_that_stands_as_it_was_seen_is_written()
    {
        Edit(new("Lamp", "Lantern"));

        (name, merge.Refusal).ShouldBe(("Lantern", null));
        merge.Written.ShouldHaveSingleItem().ShouldBe(("Name", "Lamp", "Lantern"));
    }

    [Fact]
    public void A_field_that_was_not_touched_stays()
    {
        Edit(null);

        (name, merge.Written.Count).ShouldBe(("Lamp", 0));
    }

    [Fact]
    public void A_field_that_already_is_as_wanted_is_no_conflict()
    {
        Edit(new("Old lamp", "Lamp"));

        (merge.Refusal, merge.Written.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void All_conflicts_are_told_at_once_and_nothing_of_them_is_written()
    {
        Edit(new("Old lamp", "Lantern"));
        var price = 5L;
        merge.Field("Price", new(4L, 6L), price, value => price = value);

        (name, price).ShouldBe(("Lamp", 5));
        merge.Refusal.ShouldNotBeNull().Errors.Select(e => (e.Field, e.Current)).ShouldBe([("Name", "Lamp"), ("Price", "5")]);
    }

    private void Edit(FieldEdit<string>? edit) => merge.Field("Name", edit, name, value => name = value);
}
