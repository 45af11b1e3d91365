namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class ProductEntryTests
{
    [Theory]
    [InlineData("12", 1_200)]
    [InlineData("12.5", 1_250)]
    [InlineData("12,50", 1_250)]
    [InlineData(" € 12.50 ", 1_250)]
    [InlineData("12.50 eur", 1_250)]
    [InlineData("0", 0)]
    public void A_price_is_read_as_people_write_it(string typed, long minor)
    {
        Currency.Find("EUR")!.Parse(typed).ShouldBe(minor);
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

        currency.Plain(minor).ShouldBe(plain);
        currency.Parse(plain).ShouldBe(minor);
    }

    [Fact]
    public void All_that_cannot_be_understood_is_said_at_once()
    {
        var (entry, errors) = ProductEntry.Read(
            new() { Name = " ", Price = "cheap", LowStockThreshold = "few", InitialStock = "-1" }, Currency.Find("EUR")!);

        entry.ShouldBeNull();
        errors.Select(error => error.Field).ShouldBe(["Name", "CategoryId", "PriceMinor", "LowStockThreshold", "InitialStock"], ignoreOrder: true);
        errors.Single(error => error.Field == "PriceMinor").Message.ShouldBe("Write a price such as 12.50.");
    }
}
