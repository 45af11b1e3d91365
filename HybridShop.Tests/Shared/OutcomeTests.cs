namespace HybridShop.Tests.Shared;

[Trait("Category", "Unit")]
public sealed class OutcomeTests
{
    [Fact]
    public void What_is_done_has_a_value_and_no_errors()
    {
        var outcome = Outcome.Done(5);

        (outcome.IsDone, outcome.Value, outcome.Message).ShouldBe((true, 5, ""));
        outcome.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_fits_every_result_and_keeps_its_reasons()
    {
        Outcome<int> outcome = Outcome.Conflict("Price", "It changed.", "12");

        (outcome.IsDone, outcome.Kind, outcome.Value, outcome.Message).ShouldBe((false, OutcomeKind.Conflict, 0, "It changed."));
        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("Price", "It changed.", "12"));
    }
}
