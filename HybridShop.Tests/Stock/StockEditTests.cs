namespace HybridShop.Tests.Stock;

[Trait("Category", "Unit")]
public sealed class StockEditTests
{
    [Theory]
    [InlineData("+6", 6, null)]
    [InlineData("-2", -2, null)]
    [InlineData(" −2 ", -2, null)]
    [InlineData("12", null, 12)]
    public void A_sign_makes_a_delta_and_none_makes_what_it_shall_be(string typed, int? delta, int? setTo)
    {
        StockEntry.Parse(typed).ShouldBe(new(delta, setTo));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("six")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void What_is_no_number_is_not_guessed_at(string typed) => StockEntry.Parse(typed).ShouldBeNull();

    [Theory]
    [InlineData("+6", StockReason.Received)]
    [InlineData("-6", StockReason.Sold)]
    [InlineData("6", StockReason.Counted)]
    public void The_likely_reason_is_offered_until_another_is_chosen(string typed, StockReason likely)
    {
        var edit = new StockEdit(1, 4) { Typed = typed };
        edit.Reason.ShouldBe(likely);

        edit.Reason = StockReason.Damaged;
        edit.Typed = "+1";
        edit.Reason.ShouldBe(StockReason.Damaged);
    }

    [Theory]
    [InlineData("6", true)]
    [InlineData("+2", false)]
    [InlineData("4", false)]
    public void Only_a_number_that_was_typed_over_an_older_one_clashes(string typed, bool clashes)
    {
        var edit = new StockEdit(1, 4) { Typed = typed };

        edit.ClashesWith(5).ShouldBe(clashes);
        edit.ClashesWith(4).ShouldBeFalse();
    }
}
