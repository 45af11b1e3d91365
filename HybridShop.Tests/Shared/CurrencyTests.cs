using System.Globalization;

namespace HybridShop.Tests.Shared;

[Trait("Category", "Unit")]
public sealed class CurrencyTests
{
    private static readonly Currency Euro = Currency.Find("EUR")!;
    private static readonly Currency Yen = Currency.Find("JPY")!;

    [Theory]
    [InlineData(124_000, "€1,240.00")]
    [InlineData(5, "€0.05")]
    [InlineData(0, "€0.00")]
    [InlineData(-990, "−€9.90")]
    public void An_amount_reads_as_people_write_it(long minor, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

        Euro.Format(new(minor)).ShouldBe(text);
    }

    [Fact]
    public void A_currency_without_minor_units_has_no_decimals()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

        Yen.Format(new(1_240)).ShouldBe("¥1,240");
        Yen.FromMajor(1_240m).ShouldBe(new Money(1_240));
        Yen.FromMajor(1.5m).ShouldBeNull();
    }

    [Fact]
    public void A_price_is_never_rounded_in_silence()
    {
        Euro.FromMajor(12.34m).ShouldBe(new Money(1_234));
        Euro.FromMajor(12.340m).ShouldBe(new Money(1_234));
        Euro.FromMajor(-12.3m).ShouldBe(new Money(-1_230));
        Euro.FromMajor(12.345m).ShouldBeNull();
        Euro.FromMajor(decimal.MaxValue).ShouldBeNull();
    }

    [Fact]
    public void Major_units_come_back_the_same()
    {
        foreach (var minor in new long[] { 0, 1, 99, 100, 123_456, ProductLimits.MaxPriceMinor })
        {
            Euro.FromMajor(Euro.ToMajor(new(minor))).ShouldBe(new Money(minor));
        }
    }

    [Theory]
    [InlineData("12", 1_200)]
    [InlineData("12.5", 1_250)]
    [InlineData("12,50", 1_250)]
    [InlineData(" € 12.50 ", 1_250)]
    [InlineData("12.50 eur", 1_250)]
    [InlineData("0", 0)]
    public void A_price_is_read_as_people_write_it(string typed, long minor)
    {
        Currency.Find("EUR")!.Parse(typed).ShouldBe(new Money(minor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("twelve")]
    [InlineData("-3")]
    [InlineData("12.505")]
    [InlineData("1,240")]
    [InlineData("1.240,00")]
    [InlineData("12 50")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    public void A_price_that_cannot_be_told_is_none(string typed)
    {
        Currency.Find("EUR")!.Parse(typed).ShouldBeNull();
    }

    [Theory]
    [InlineData("EUR", 124_050, "1240.50")]
    [InlineData("JPY", 1_240, "1240")]
    public void A_price_is_written_as_it_is_read(string code, long minor, string plain)
    {
        var currency = Currency.Find(code)!;

        currency.Plain(new(minor)).ShouldBe(plain);
        currency.Parse(plain).ShouldBe(new Money(minor));
    }

    [Fact]
    public void An_unknown_code_is_no_currency() => Currency.Find("XXX").ShouldBeNull();
}
